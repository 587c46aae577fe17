import * as l10n from '@vscode/l10n';
import type { Organization } from '../api/organization.ts';
import { type Item, objectField, textField, textListField } from '../sections/section.ts';
import {
  certain,
  type Condition,
  condition,
  configuring,
  failed,
  fails,
  type Failure,
  open,
  passed,
  possible,
  probableIf,
  unknown,
  unknownValue,
} from './condition.ts';
import { isWithoutUsers } from './factRequests.ts';
import {
  applicationTitle,
  type Facts,
  grantsWithOrganizations,
  isPermissive,
  isThirdParty,
  listed,
  mayLack,
  missingOf,
  short,
  valueOf,
} from './facts.ts';
import { allowOrganizations, loginFlows, organizationBehavior } from './requestConditions.ts';
import { inRow } from '../text/plainText.ts';

const noApplication: Failure = certain(
  l10n.t('the tenant does not have the application'),
  l10n.t('Use the client ID of an application of this tenant, not its name.'),
);

const applicationExists: Condition = {
  id: 'applicationExists',
  documentation: 'api/management/v2/clients/get-clients-by-id',
  title: l10n.t('Application'),
  remedy: noApplication.remedy,
  check: ({ application }, _nowMs, asked) => {
    if ('value' in application) {
      const title = short(applicationTitle(application.value));
      return passed(l10n.t('The tenant has the application {0}.', title));
    }
    const { kind } = application.missing;
    if (kind === 'notFound') {
      const { clientId } = asked;
      return {
        ...failed(noApplication, l10n.t('The tenant answers that it does not have the application.')),
        // A name can have been given in place of the ID, which is longer.
        ...probableIf(clientId !== undefined && !/^[\w-]{20,}$/.test(clientId)),
      };
    }
    return kind === 'leftOut' || kind === 'unneeded' ? undefined : unknown('application');
  },
};

const flow = condition({
  id: 'flow',
  needs: ['application'],
  documentation: loginFlows,
  title: l10n.t('Login flow'),
  failure: possible(
    l10n.t('the application logs users in by a flow without organizations'),
    l10n.t('Log in with Universal Login and the grant type authorization_code.'),
  ),
  check: ({ application }, { user }) => {
    const grants = textListField(application, 'grant_types');
    const usable = grants.filter((grant) => grantsWithOrganizations.includes(grant));
    if (usable.length > 0) {
      return passed(l10n.t('The application has a flow with organizations: {0}.', usable.join(', ')));
    }
    if (grants.length === 0) {
      return undefined;
    }
    if (grants.every((grant) => [deviceGrant, 'refresh_token'].includes(grant))) {
      return fails(l10n.t('grant_types has the device flow alone: {0}.', grants.join(', ')), {
        certainty: 'sure',
        reason: l10n.t('the application has only the device flow, which does not work with organizations'),
      });
    }
    if (!isWithoutUsers(application)) {
      return fails(l10n.t('grant_types has neither authorization_code nor implicit.'));
    }
    const { kind } = missingOf(user) ?? {};
    if (kind !== undefined && !['leftOut', 'unneeded'].includes(kind)) {
      return undefined;
    }
    return kind === 'leftOut'
      ? passed(l10n.t('The application gets tokens by client credentials, which no setting for members restricts.'))
      : fails(l10n.t('The only entry of grant_types is client_credentials, for tokens without a user.'), {
          certainty: 'sure',
          reason: l10n.t('no user logs in through the application'),
          remedy: l10n.t('Log in through an application with authorization_code, or ask without the user.'),
        });
  },
});

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

/** What a login needs of the application, whatever the organization. */
export const applicationConditions: readonly Condition[] = [applicationExists, flow];

const applicationAccess = configuring('grant-application-access');
const thirdPartyAccessPage = configuring('enable-third-party-application-access');

const thirdPartyMode = condition({
  id: 'thirdPartyMode',
  needs: ['application'],
  applies: ({ application }) => !isFirstParty(application),
  documentation: 'get-started/applications/third-party-applications',
  title: l10n.t('Security mode of the third-party application'),
  failure: certain(
    l10n.t('a third-party application in the permissive mode does not support organizations'),
    l10n.t('Create the application anew with third_party_security_mode strict: it cannot be changed.'),
  ),
  check: ({ application }, { application: fact }) => {
    if (mayLack(fact, 'third_party_security_mode')) {
      return unknown('application');
    }
    return isPermissive(application)
      ? fails(l10n.t('third_party_security_mode of the application is permissive.'))
      : undefined;
  },
});

const associated = l10n.t('The application is associated with the organization for its members.');
const unusedByMembers = l10n.t('The application is associated, but use_for_member_access is false.');
const notForMembers = l10n.t('members of the organization may not use the application');

const thirdPartyAccess = condition({
  id: 'thirdPartyAccess',
  needs: ['organization', 'application'],
  applies: ({ application }) => !isFirstParty(application),
  documentation: thirdPartyAccessPage,
  title: l10n.t('Third-party applications in the organization'),
  failure: certain(
    l10n.t('the organization blocks third-party applications'),
    l10n.t('Set third_party_client_access of the organization to allow.'),
  ),
  check: ({ organization, application }, { association: fact, organization: read }) => {
    if (isPermissive(application)) {
      return undefined;
    }
    if (mayLack(read, 'third_party_client_access') || mayLack(read, 'is_app_entitlement_active')) {
      return unknown('organization');
    }
    // Where the organization restricts its applications, the setting of one that is associated decides.
    const isAssociated = isRestricted(organization) && valueOf(fact) !== null;
    const setting = isAssociated ? valueOf(fact)?.['use_for_member_access'] : undefined;
    if (isAssociated && typeof setting !== 'boolean') {
      return unknown('association');
    }
    if (setting === false) {
      return fails(unusedByMembers, {
        reason: notForMembers,
        remedy: l10n.t('Set use_for_member_access of the application in the organization.'),
      });
    }
    if (setting === true) {
      return passed(associated);
    }
    switch (textField(organization, 'third_party_client_access')) {
      case 'allow':
        return passed(l10n.t('third_party_client_access is allow.'));
      case 'block':
      case '':
        return fails(
          inRow([
            l10n.t('third_party_client_access of the organization is not allow.'),
            isRestricted(organization) ? '' : l10n.t('Associations have no effect: per-application access is off.'),
          ]),
        );
      default:
        return open(unknownValue('third_party_client_access', textField(organization, 'third_party_client_access')));
    }
  },
});

const association = condition({
  id: 'association',
  needs: ['organization', 'application'],
  // The organization restricts these flows alone.
  applies: ({ application }) => {
    const known = valueOf(application);
    const grants = textListField(known ?? {}, 'grant_types');
    return (
      !known ||
      (!isThirdParty(known) && (grants.length === 0 || grants.some((grant) => grantsWithOrganizations.includes(grant))))
    );
  },
  documentation: applicationAccess,
  title: l10n.t('Application in the organization'),
  failure: certain(notForMembers, l10n.t('Add the application to the organization with use_for_member_access.')),
  check: ({ organization }, { association: fact, organization: read }) => {
    if (mayLack(read, 'is_app_entitlement_active')) {
      return unknown('organization');
    }
    if (!isRestricted(organization)) {
      return passed(l10n.t('The organization does not restrict its applications.'));
    }
    if ('missing' in fact) {
      return unknown('association');
    }
    if (fact.value === null) {
      return fails(
        l10n.t('Per-application access is on (is_app_entitlement_active), and the application is not associated.'),
      );
    }
    switch (fact.value['use_for_member_access']) {
      case true:
        return passed(associated);
      case false:
        return fails(unusedByMembers);
      default:
        return unknown('association');
    }
  },
});

function isFirstParty(application: Facts['application']): boolean {
  return 'value' in application && !isThirdParty(application.value);
}

/** What a login needs of the organization, for the application. */
export const associationConditions: readonly Condition[] = [thirdPartyMode, thirdPartyAccess, association];

const associatedApplications = condition({
  id: 'associatedApplications',
  needs: ['organization', 'applications'],
  // An association has no effect while the organization does not restrict its applications.
  applies: hasRestriction,
  documentation: applicationAccess,
  title: l10n.t('Applications of the organization'),
  failure: certain(
    l10n.t('members of the organization may not use any first-party application'),
    l10n.t('Add an application to the organization with use_for_member_access.'),
  ),
  check: ({ organization, applications }) => {
    const used = usedByMembers(applications);
    if (used.length > 0) {
      return passed(l10n.t('Members may use {0}.', titlesOf(used)));
    }
    return fails(
      l10n.t('Per-application access is on (is_app_entitlement_active), and no application is associated for members.'),
      // Third-party applications that are not associated may be used.
      probableIf(takesThirdParties(organization)),
    );
  },
});

const associatedUsage = condition({
  id: 'associatedUsage',
  needs: ['organization', 'applications'],
  applies: hasRestriction,
  documentation: organizationBehavior,
  title: l10n.t('Organizations in the applications of the organization'),
  failure: certain(l10n.t('an application of the organization does not allow organizations'), allowOrganizations),
  check: ({ organization, applications }) => {
    const used = usedByMembers(applications);
    const usageOf = (application: Item) => textField(clientOf(application), 'organization_usage');
    const denying = used.filter((application) => usageOf(application) === 'deny');
    if (denying.length > 0) {
      return fails(
        l10n.t('organization_usage is deny for {0}.', titlesOf(denying)),
        // The question names none of them, and logins through the others go on.
        denying.length < used.length ? { certainty: 'hint' } : probableIf(takesThirdParties(organization)),
      );
    }
    const unset = used.filter((application) => usageOf(application) === '');
    if (unset.length > 0) {
      // This list can leave out the field.
      const fact = l10n.t('The list does not tell organization_usage of {0}. The default is deny.', titlesOf(unset));
      return fails(fact, { certainty: unset.length < used.length ? 'hint' : 'likely' });
    }
    return used.length === 0 ? undefined : passed(l10n.t('The applications of the organization allow organizations.'));
  },
});

/** Whether members may use the applications alone that are associated with the organization. */
function isRestricted(organization: Organization): boolean {
  return organization['is_app_entitlement_active'] === true;
}

function takesThirdParties(organization: Organization): boolean {
  return organization['third_party_client_access'] === 'allow';
}

function hasRestriction({ organization }: Facts): boolean {
  return 'missing' in organization || isRestricted(organization.value);
}

function clientOf(application: Item): Item {
  return objectField(application, 'client');
}

/** The applications that members log in to. */
function usedByMembers(applications: readonly Item[]): readonly Item[] {
  return applications.filter(
    (application) => application['use_for_member_access'] !== false && !isWithoutUsers(clientOf(application)),
  );
}

function titlesOf(applications: readonly Item[]): string {
  return listed(applications.map((application) => applicationTitle({ ...application, ...clientOf(application) })));
}

/** What logins need of the applications that are associated with the organization. */
export const applicationsConditions: readonly Condition[] = [associatedApplications, associatedUsage];
