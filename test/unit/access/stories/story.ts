/** How far an answer may go. `none`: nothing speaks for a failing login now. */
export type StoryCertainty = 'certain' | 'probable' | 'may be' | 'none';

type Fields = Readonly<Record<string, unknown>>;

/** An event of the log. `minutes_ago` stands for its date. */
export interface StoryLog extends Fields {
  readonly type: string;
  readonly minutes_ago: number;
}

/** An invitation. The minutes stand for its dates; what is negative is past. */
interface StoryInvitation extends Fields {
  readonly id: string;
  readonly client_id: string;
  readonly invitee: { readonly email: string };
  readonly created_minutes_ago: number;
  readonly expires_in_minutes: number;
}

/**
 * A tenant in the words of the Management API. `clients` of a connection are its enabled ones; `organization_connections`
 * are those of the organization, also such as are not enabled; what is not among `scopes_missing` is granted.
 */
export interface StoryState {
  readonly organization: Fields & { readonly id: string; readonly name: string };
  readonly other_organizations?: readonly (Fields & { readonly id: string; readonly members?: readonly string[] })[];
  readonly tenant_settings: Fields;
  readonly connections: readonly (Fields & {
    readonly id: string;
    readonly name: string;
    readonly strategy: string;
    readonly clients: readonly string[];
  })[];
  readonly organization_connections: readonly (Fields & {
    readonly connection_id: string;
    readonly is_enabled: boolean;
  })[];
  readonly clients: readonly (Fields & { readonly client_id: string; readonly name: string })[];
  readonly organization_clients: readonly (Fields & { readonly client_id: string })[];
  readonly client_grants: readonly (Fields & {
    readonly id: string;
    readonly client_id: string;
    readonly allow_any_organization: boolean;
  })[];
  readonly organization_client_grants: readonly string[];
  readonly users: readonly (Fields & { readonly user_id: string; readonly email: string })[];
  /** The user IDs of the members. */
  readonly members: readonly string[];
  readonly invitations: readonly StoryInvitation[];
  readonly discovery_domains: readonly Fields[];
  readonly logs: readonly StoryLog[];
  readonly scopes_missing: readonly string[];
  /** What the token may do beyond what the product asks for. */
  readonly scopes_added?: readonly string[];
}

/** A login that fails, or not, and what a senior support engineer would say. */
export interface Story {
  readonly name: string;
  /** The page of the documentation that says so. */
  readonly source: string;
  readonly state: StoryState;
  /** What is refused, whenever it is asked for. */
  readonly refusal?: { readonly at: RegExp; readonly status: number; readonly message: string };
  /** The client ID, and the user ID or the email address that a person types. */
  readonly question: { readonly application?: string; readonly user?: string };
  /** The right answer. */
  readonly cause: string;
  readonly certainty: StoryCertainty;
  /** What the answer has to tell. A time stands for the date of an event. `claims.ts` explains the rest. */
  readonly mentions: readonly string[];
  /** What would be untrue. `claims.ts` explains it. */
  readonly neverSays: readonly string[];
}
