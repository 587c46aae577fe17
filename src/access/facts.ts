import type { Reason } from '../management/apiError.ts';
import type { Organization } from '../management/organization.ts';
import type { Item } from '../sections/section.ts';
import type { User, WholeList } from '../users/usersClient.ts';

/** The values of the facts that an explanation rests on, by name. */
export interface FactValues {
  readonly organization: Organization;
  /** The connections that are enabled for the organization. */
  readonly connections: readonly Item[];
  readonly discoveryDomains: readonly Item[];
  /** The open invitations to the organization, with masked links. */
  readonly invitations: readonly Item[];
  /** With all fields that conditions look at: an absent `organization_usage` means `deny`. */
  readonly application: Item;
  /** The connections that are enabled for the application. */
  readonly applicationConnections: readonly Item[];
  /** How the application is associated with the organization, `null` if it is not. */
  readonly association: Item | null;
  /**
   * The applications of the organization, each as `client` with its `client_id`. An explanation of one application
   * leaves them out.
   */
  readonly applications: readonly Item[];
  /** The grants of the application for the organization, for an application without users. */
  readonly clientGrants: readonly Item[];
  readonly tenantSettings: Item;
  /** `null` if the tenant has no such user. */
  readonly user: User | null;
  /** The organizations of the user. */
  readonly memberships: WholeList<Item>;
  /** The recent failed events of the user and of the organization, newest first, with masked secrets. */
  readonly events: readonly Item[];
}

export type FactName = keyof FactValues;

/** A value that was read, or the reason why it was not. */
export type Fact<T> = { readonly value: T } | { readonly missing: Missing };

/** All facts about one login. */
export type Facts = { readonly [Name in FactName]: Fact<FactValues[Name]> };

/** Why a fact is missing. */
export type Missing =
  /** The person left out the application or the user that the fact is about. */
  | { readonly kind: 'leftOut' }
  /** The other facts decide without it. */
  | { readonly kind: 'unneeded' }
  /** The token lacks these scopes. */
  | { readonly kind: 'scope'; readonly scopes: readonly string[] }
  /** The plan of the tenant lacks the feature. */
  | { readonly kind: 'feature' }
  /** The tenant does not have the organization or the application. */
  | { readonly kind: 'notFound' }
  /** The API returns only the beginning of the list, and what was looked for is not in it. */
  | { readonly kind: 'cutOff' }
  /** The most requests of an explanation were made before. */
  | { readonly kind: 'limit' }
  /** The request failed. */
  | {
      readonly kind: 'failed';
      readonly reason: Reason;
      readonly status?: number;
      /** The message of the server, made safe to show by `plainText`. */
      readonly message?: string;
    };

/** The value of a fact, `undefined` if it is missing. */
export function valueOf<T>(fact: Fact<T>): T | undefined {
  return 'value' in fact ? fact.value : undefined;
}
