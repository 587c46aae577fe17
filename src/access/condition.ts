import type { FactName, Facts } from './facts.ts';

/**
 * How far a failed condition explains a failed login. `sure`: the setting alone decides. `likely`: one more fact would be
 * needed, or a text of the log names it. `hint`: the sources disagree, or the deciding fact cannot be read.
 */
export type Certainty = 'sure' | 'likely' | 'hint';

/** The result of a condition. All texts are plain text in the person's language, and can hold foreign text. */
export type Outcome = Passed | Failed | Unknown;

/** The condition holds. */
export interface Passed {
  readonly result: 'passed';
  readonly fact: string;
}

/** The condition does not hold. */
export interface Failed {
  readonly result: 'failed';
  readonly certainty: Certainty;
  /** Why the login fails, as the rest of a sentence: "the connection acme-saml is not enabled for the organization". */
  readonly reason: string;
  /** What was read, in a sentence. */
  readonly fact: string;
  /** What would change the result, in a sentence. */
  readonly remedy: string;
}

/** Nothing can be said without these facts. */
export interface Unknown {
  readonly result: 'unknown';
  readonly missing: readonly FactName[];
}

/** An outcome together with the condition that it belongs to. */
export type Finding = Outcome & {
  /** The ID of the condition. */
  readonly condition: string;
  readonly title: string;
  /** The facts that it rests on. */
  readonly sources: readonly FactName[];
  /** The URL of the page that documents the rule. */
  readonly documentation: string;
};

/** Something that a login needs. CONTRIBUTING.md tells how to add one. */
export interface Condition {
  /** Identifies the condition in the answers of the language model tool and in tests. */
  readonly id: string;
  readonly sources: readonly FactName[];
  readonly documentation: string;
  /** What is checked, in a few words: "Connection of the user". */
  readonly title: () => string;
  /** @returns `undefined` if the condition does not apply */
  readonly check: (facts: Facts, nowMs: number) => Outcome | undefined;
}
