import { type Item, textField } from '../sections/section.ts';
import type { AccessQuestion } from './explanation.ts';
import { type Facts, valueOf } from './facts.ts';
import { matchOf, namesOf } from './loginEvents.ts';

/** The conditions that fail for everybody, before Auth0 knows who logs in. Their events name no user. */
const impersonal = [
  ...['organizationExists', 'plan', 'clientGrants', 'grantOrganization', 'organizationName', 'organizationNameForm'],
  ...['organizationUsage', 'organizationSent', 'thirdPartyAccess', 'association'],
  ...['connectionsEnabled', 'connectionsVisible', 'applicationConnections'],
];

/** The conditions that hold for all applications, through whichever one the account was blocked. */
const ofAccount = ['accountBlocked', 'addressBlocked', 'breachedPassword'];

/**
 * Whether an event is about the login of the question. The ID of an organization in a failed login can be any text that
 * the application sent, such as the name.
 */
export function concerns(event: Item, { organizationId, clientId, userId }: AccessQuestion, facts: Facts): boolean {
  const organizations = [textField(event, 'organization_id'), matchOf(event)?.organization ?? ''].filter(Boolean);
  const titles = [organizationId, valueOf(facts.organization)?.name];
  const client = textField(event, 'client_id');
  // Without a user, an event of neither the organization nor the application can be about anybody's login to anything.
  const isOfEverybody = organizations.length > 0 || client === clientId;
  return (
    organizations.every((organization) => titles.includes(organization)) &&
    (clientId === undefined || client === '' || client === clientId || isOfAccount(event)) &&
    (userId === undefined
      ? isOfEverybody
      : isOfUser(event, userId, textField(valueOf(facts.user) ?? {}, 'email')) ||
        (isOfEverybody && isImpersonal(event)))
  );
}

function isOfUser(event: Item, userId: string, email: string): boolean {
  const [id, name] = [textField(event, 'user_id'), textField(event, 'user_name')];
  return id === '' ? name !== '' && name.toLowerCase() === email.toLowerCase() : id === userId;
}

function isOfAccount(event: Item): boolean {
  return namesOf(event).some(({ condition }) => ofAccount.includes(condition));
}

function isImpersonal(event: Item): boolean {
  const names = namesOf(event);
  return (
    textField(event, 'user_id') + textField(event, 'user_name') === '' &&
    names.length > 0 &&
    names.every(({ condition }) => impersonal.includes(condition))
  );
}
