import { escapedTerm, quotedTerm } from '../text/lucene.ts';
import type { Query } from '../management/managementApi.ts';
import { textField } from '../sections/section.ts';
import type { User } from '../users/usersClient.ts';
import type { AccessQuestion } from './explanation.ts';
import type { ApplicationKind } from './factRequests.ts';

/**
 * The types of the log events that tell of a failed login, or of what ends one.
 * @see https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes
 */
const loginFailures = [
  ...['f', 'fp', 'fu', 'fcoa', 'fens', 'organization_access_denied', 'fsa', 'fdelsa'],
  // Exchanges of a password, of a further factor, and of the code after the login page.
  ...['fepft', 'fepotpft', 'fercft', 'feotpft', 'feoobft', 'feacft', 'fede', 'fecte'],
  // Blocked accounts and breached passwords.
  ...['limit_wc', 'limit_mu', 'limit_sul', 'pwd_leak'],
  ...['gd_auth_failed', 'gd_auth_rejected'],
  // Invitations and signups.
  ...['fi', 'fs'],
  'actions_execution_failed',
];

/** The types of the log events that tell why an application without users gets no token. */
const machineFailures = ['feccft', 'organization_access_denied', 'actions_execution_failed'];

/**
 * The parameters that list the failed logins to an organization and of a user, newest first. The events of blocked
 * accounts and of further factors name no organization, and some name a user by the email address alone.
 * @see https://auth0.com/docs/deploy-monitor/logs/log-search-query-syntax
 */
export function loginFailuresQuery(
  { organizationId, clientId, userId }: AccessQuestion,
  user: User | null | undefined,
  kind: ApplicationKind,
): Query {
  const email = user ? textField(user, 'email') : '';
  const isAboutUser = kind === 'users' && userId !== undefined;
  const subjects = [
    `organization_id:${quotedTerm(organizationId)}`,
    ...(isAboutUser ? [`user_id:${quotedTerm(userId)}`] : []),
    ...(isAboutUser && email !== '' ? [`user_name:${quotedTerm(email)}`] : []),
    // A request that names no organization, or a wrong one, is refused before anybody knows the user.
    ...(clientId === undefined
      ? []
      : [`(client_id:${quotedTerm(clientId)} AND description:*${escapedTerm('parameter organization')}*)`]),
  ];
  const types = kind === 'users' ? loginFailures : machineFailures;
  return { q: `(${subjects.join(' OR ')}) AND type:(${types.join(' OR ')})`, sort: 'date:-1' };
}
