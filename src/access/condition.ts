import { type Fact, type FactName, type Facts, type FactValues, type Missing, valueOf } from './facts.ts';

/**
 * How far a failed condition explains a failed login. `sure`: the setting alone decides. `likely`: one more fact would be
 * needed, or a text of the log names it. `hint`: the sources disagree, or the deciding fact cannot be read.
 */
export type Certainty = 'sure' | 'likely' | 'hint';

/** The result of a condition. All texts are plain text in the person's language, and can hold foreign text. */
export type Outcome =
  | { readonly result: 'passed'; readonly fact: string }
  | {
      readonly result: 'failed';
      readonly certainty: Certainty;
      /** Why the login fails, as the rest of a sentence: "the connection acme-saml is not enabled for the organization". */
      readonly reason: string;
      /** What was read, in a sentence. */
      readonly fact: string;
      /** What would change the result, in a sentence. */
      readonly remedy: string;
    }
  | { readonly result: 'unknown'; readonly missing: readonly FactName[] };

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

/** Something that a login needs. A new one needs an entry in `conditions.ts` and a row in the table of its test. */
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

interface Rule<Name extends FactName> {
  readonly id: string;
  /** The facts without which nothing can be said. */
  readonly needs: readonly Name[];
  /** Facts that are looked at besides. */
  readonly mayUse?: readonly FactName[];
  readonly documentation: string;
  readonly title: () => string;
  /** @param nowMs the current time, in UNIX ms */
  readonly check: (known: Pick<FactValues, Name>, facts: Facts, nowMs: number) => Outcome | undefined;
}

/** Makes a condition that is unknown as long as one of the facts that it needs is, and does not apply to what was left out. */
export function condition<Name extends FactName>({ needs, mayUse = [], check, ...rest }: Rule<Name>): Condition {
  return {
    ...rest,
    sources: [...needs, ...mayUse],
    check: (facts, nowMs) => {
      const missing = needs.filter((name) => 'missing' in facts[name]);
      if (missing.some((name) => isOutOfQuestion(facts[name]))) {
        return undefined;
      }
      return missing.length > 0
        ? { result: 'unknown', missing }
        : check(
            Object.fromEntries(needs.map((name) => [name, valueOf(facts[name])])) as Pick<FactValues, Name>,
            facts,
            nowMs,
          );
    },
  };
}

function isOutOfQuestion(fact: Fact<unknown>): boolean {
  const kinds: readonly Missing['kind'][] = ['leftOut', 'unneeded'];
  return 'missing' in fact && kinds.includes(fact.missing.kind);
}
