import type { Item } from '../sections/section.ts';
import type { Finding } from './condition.ts';
import type { FactName, Facts, Missing } from './facts.ts';
import type { Name } from './loginEvents.ts';

/** What an explanation is about. The application and the user can be left out. */
export interface AccessQuestion {
  readonly domain: string;
  readonly organizationId: string;
  readonly clientId?: string;
  readonly userId?: string;
}

/** A failed event of the log, and the conditions that its code or its text names. */
export interface FailedEvent {
  readonly event: Item;
  readonly names: readonly NamedCondition[];
}

/** A condition that an event names. */
export interface NamedCondition extends Name {
  readonly title: string;
  /** Whether the condition has passed in spite of the event, so that a setting may have been changed since. */
  readonly hasPassed: boolean;
}

/** The answer to the question why a login fails. */
export interface Explanation {
  readonly question: AccessQuestion;
  /** The titles of the organization, the application and the user: foreign text. */
  readonly titles: { readonly organization: string; readonly application?: string; readonly user?: string };
  readonly findings: readonly Finding[];
  readonly events: readonly FailedEvent[];
  /** Why facts are missing. */
  readonly missing: Partial<Readonly<Record<FactName, Missing>>>;
  readonly facts: Facts;
  /** When the facts were read, in UNIX ms. */
  readonly readAtMs: number;
  /** The number of requests that were made. */
  readonly requests: number;
}
