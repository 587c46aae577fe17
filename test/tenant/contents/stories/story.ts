import type { Entry } from '../../directory.ts';
import type { Organization } from '../../organization.ts';
import { type Inside, nothing } from '../inside.ts';
import type { DatedEvent } from '../logEvent.ts';
import type { Client, EnabledConnection, Invitation, OrganizationClient } from '../model.ts';
import type { DiscoveryDomain } from '../domains.ts';
import type { User } from '../users.ts';

/** Who is in a story. */
export interface StoryIds {
  readonly organizationId: string;
  readonly clientId: string;
  readonly userId: string;
  readonly email: string;
}

/** A support case: a person, an organization, and an application that the person wants to log in to with it. */
export interface Story {
  readonly organization: Organization;
  readonly client: Client;
  readonly user: User;
  readonly isMember: boolean;
  /** What is enabled in the organization. */
  readonly connections: readonly EnabledConnection[];
  readonly invitations: readonly Invitation[];
  readonly domains: readonly DiscoveryDomain[];
  /** Applications that are associated with the organization. */
  readonly associations: readonly OrganizationClient[];
  readonly events: readonly DatedEvent[];
}

/** What is inside the organization of a story. */
export function insideOf({ connections, invitations, domains, associations: clients }: Story, entry: Entry): Inside {
  return { ...nothing, entry, connections, invitations, domains, clients };
}
