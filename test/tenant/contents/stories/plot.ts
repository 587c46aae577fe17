import type { Organization } from '../../organization.ts';
import type { Client, EnabledConnection } from '../model.ts';
import type { DiscoveryDomain } from '../domains.ts';
import type { User } from '../users.ts';
import type { StoryConnection } from './storyConnections.ts';
import type { StoryIds } from './story.ts';

/** An event of a story. */
export interface PlotEvent {
  readonly type: string;
  readonly minutesAgo: number;
  readonly description?: string;
  readonly details?: object;
  /** It happened before anybody had logged in, so that it names neither a user nor a connection. */
  readonly isAnonymous?: boolean;
  /** It names no organization. */
  readonly isElsewhere?: boolean;
  readonly userName?: string;
}

/** What makes a story, where it differs from one without trouble. */
export interface Plot {
  /** The name of the organization, as people read it. */
  readonly title: string;
  /** The name of the user. */
  readonly person: string;
  /** The only one that the user has an account in. */
  readonly account: StoryConnection;
  /** What is enabled in the organization. */
  readonly enabled: readonly EnabledConnection[];
  readonly tell?: (ids: StoryIds) => Twist;
}

interface Twist {
  readonly organization?: Partial<Organization>;
  /** `usualClient` unless this is given. */
  readonly client?: Partial<Client>;
  readonly user?: Partial<User>;
  /** Whether the user is one, as by default. */
  readonly isMember?: boolean;
  /** When the user logged in last, if ever. */
  readonly loggedInMinutesAgo?: number;
  /** Invitations of these addresses, and when they were made. */
  readonly invitations?: readonly { readonly email: string; readonly daysAgo: number }[];
  readonly domains?: readonly Pick<DiscoveryDomain, 'domain' | 'status' | 'use_for_organization_discovery'>[];
  /** Whether the application is associated with the organization. */
  readonly isAssociated?: boolean;
  readonly events?: readonly PlotEvent[];
}

/** An application that allows organizations, and to which an invitation can lead. */
export const usualClient = {
  organization_usage: 'allow',
  initiate_login_uri: 'https://portal.acme.example/login',
} as const satisfies Partial<Client>;

/** What an organization has of a connection that adds members by itself. */
export function assigning(connection: StoryConnection): EnabledConnection {
  return { ...connection, assign_membership_on_login: true };
}

/** An event of type `f`, whose text is also the one that the application gets. */
export function loginFailed(
  minutesAgo: number,
  description: string,
  oauthError: 'access_denied' | 'invalid_request' | 'unauthorized',
  more: Partial<PlotEvent> = {},
): PlotEvent {
  return {
    type: 'f',
    minutesAgo,
    description,
    details: { error: { message: description, oauthError, type: oauthError }, session_id: 'k3Zy' },
    ...more,
  };
}
