import type { Organization } from '../management/organization.ts';
import { type Item, textField, textListField } from '../sections/section.ts';
import type { AccessQuestion } from './explanation.ts';
import { type ApplicationKind, factRequests, isInOrganization, isLeftOut } from './factRequests.ts';
import type { Fact, FactName, Missing } from './facts.ts';

/** The facts that are read first, since the others follow from them. */
export interface FirstFacts {
  readonly organization: Fact<Organization>;
  readonly application: Fact<Item>;
}

/** Whether no user can log in to an application, because its only grant is the one for applications themselves. */
export function isWithoutUsers(application: Item): boolean {
  const grants = textListField(application, 'grant_types');
  return grants.length > 0 && grants.every((grant) => grant === 'client_credentials');
}

/** Why a fact is not requested, from what was left out and from the facts that were read first. */
export function reasonNotToAsk(name: FactName, question: AccessQuestion, first: FirstFacts): Missing | undefined {
  const { about, only } = factRequests[name];
  const { organization, application } = first;
  if (isLeftOut(name, question)) {
    return { kind: 'leftOut' };
  }
  if (isNotFound(organization)) {
    return { kind: isInOrganization(name) ? 'notFound' : 'unneeded' };
  }
  if (about === 'application' && isNotFound(application)) {
    return { kind: 'notFound' };
  }
  if ('value' in application && (only ?? kindOf(application)) !== kindOf(application)) {
    return { kind: 'unneeded' };
  }
  if (name === 'association') {
    return reasonNotToAskAssociation(first);
  }
  if (name === 'tenantSettings') {
    return isSettingsNeeded(application) ? undefined : { kind: 'unneeded' };
  }
  // Without the application, nobody knows whether its grants decide.
  return name === 'clientGrants' ? missingOf(application) : undefined;
}

/** Whether users log in to an application. One that is not known is taken for one with users. */
export function kindOf(application: Fact<Item>): ApplicationKind {
  return 'value' in application && isWithoutUsers(application.value) ? 'machines' : 'users';
}

/**
 * The association decides only where the organization restricts its applications, and only for first-party ones.
 * @see https://auth0.com/docs/api/management/v2/organizations/get-organization-client
 */
function reasonNotToAskAssociation({ organization, application }: FirstFacts): Missing | undefined {
  const isUnrestricted = 'value' in organization && organization.value['is_app_entitlement_active'] !== true;
  const isThirdParty = 'value' in application && application.value['is_first_party'] === false;
  return isUnrestricted || isThirdParty ? { kind: 'unneeded' } : (missingOf(organization) ?? missingOf(application));
}

/**
 * The settings tell where invitations lead if the application does not. Whether the tenant takes names of organizations
 * is no reason to ask for them: only events tell that a name was sent, and they tell the refusal as well. They say
 * nothing about an application without users, or about one that the tenant does not have.
 */
function isSettingsNeeded(application: Fact<Item>): boolean {
  if ('value' in application) {
    return !isWithoutUsers(application.value) && textField(application.value, 'initiate_login_uri').trim() === '';
  }
  return !isNotFound(application);
}

function isNotFound(fact: Fact<unknown>): boolean {
  return missingOf(fact)?.kind === 'notFound';
}

function missingOf(fact: Fact<unknown>): Missing | undefined {
  return 'missing' in fact ? fact.missing : undefined;
}
