import * as l10n from '@vscode/l10n';
import { type Item, objectField, textField } from '../sections/section.ts';
import {
  certain,
  type Condition,
  condition,
  configuring,
  fails,
  logCondition,
  open,
  passed,
  probable,
  unknown,
  unknownValue,
} from './condition.ts';
import { kindOf } from './factRequests.ts';
import { type Facts, listed, mayLack, missingOf, requireBehaviorOf, short, usageOf, valueOf } from './facts.ts';

const namesInRequests = configuring('use-org-name-authentication-api');

/** How the login page comes to know the organization. */
export const loginFlows = 'manage-users/organizations/login-flows-for-organizations';

export const organizationBehavior = configuring('define-organization-behavior');

const organizationNameForm = logCondition(
  'organizationNameForm',
  namesInRequests,
  l10n.t('Form of the name in the request'),
  probable(
    l10n.t('the application sends a text that cannot be the name of an organization'),
    l10n.t('Send the ID of the organization, or its name in lowercase letters, digits, - and _.'),
  ),
  'login',
);

/** Nobody but the log knows whether an application sends a name or an ID. */
const organizationName = condition({
  id: 'organizationName',
  needs: [],
  documentation: namesInRequests,
  title: l10n.t('Name in the request'),
  failure: probable(
    l10n.t('the application sends the name of an organization, and the tenant accepts only IDs'),
    l10n.t('Send the ID of the organization, or allow names with allow_organization_name_in_authentication_api.'),
  ),
  check: (_, { tenantSettings, events }) => {
    const settings = valueOf(tenantSettings);
    if (settings?.['allow_organization_name_in_authentication_api'] === true) {
      return passed(l10n.t('The tenant accepts names of organizations as well as IDs.'));
    }
    const { kind } = missingOf(events) ?? {};
    if (kind !== undefined) {
      return ['leftOut', 'unneeded'].includes(kind) ? undefined : unknown('events');
    }
    return {
      result: 'open',
      ...(settings && { fact: l10n.t('The tenant accepts IDs of organizations, but no names.') }),
    };
  },
});

export const allowOrganizations = l10n.t('Set organization_usage of the application to allow or require.');

const organizationUsage = condition({
  id: 'organizationUsage',
  needs: ['application'],
  documentation: organizationBehavior,
  title: l10n.t('Organizations in the application'),
  failure: certain(l10n.t('the application does not allow organizations'), allowOrganizations),
  check: ({ application }) => {
    const usage = usageOf(application);
    if (!['allow', 'require', 'deny'].includes(usage)) {
      return open(unknownValue('organization_usage', usage));
    }
    if (usage !== 'deny') {
      return passed(l10n.t('organization_usage of the application is {0}.', short(usage)));
    }
    return fails(
      application['organization_usage'] === 'deny'
        ? l10n.t('organization_usage of the application is deny.')
        : l10n.t('organization_usage of the application was never set, which means deny.'),
    );
  },
});

const organizationSent = condition({
  id: 'organizationSent',
  needs: ['application'],
  documentation: organizationBehavior,
  title: l10n.t('Organization in the request'),
  failure: probable(
    l10n.t('the application requires an organization and sends none'),
    l10n.t('Send the organization in the request, or let organization_require_behavior ask for it.'),
  ),
  check: ({ application }) => {
    const behavior = requireBehaviorOf(application);
    switch (usageOf(application)) {
      case 'deny':
        return undefined;
      case 'require':
        if (!['pre_login_prompt', 'post_login_prompt'].includes(behavior)) {
          return open(
            behavior === 'no_prompt'
              ? l10n.t('The application has to send the organization: the login page does not ask (no_prompt).')
              : unknownValue('organization_require_behavior', behavior),
          );
        }
        return passed(
          l10n.t('organization_require_behavior is {0}: the login page asks for the organization.', short(behavior)),
        );
      case 'allow':
        return passed(l10n.t('A request without an organization is not refused.'));
      default:
        return { result: 'open' };
    }
  },
});

const organizationTyped = condition({
  id: 'organizationTyped',
  needs: ['application'],
  documentation: loginFlows,
  title: l10n.t('Organization typed before the login'),
  failure: probable(
    l10n.t('the organization that was typed before the login does not exist'),
    l10n.t('Type the name of the organization, not its display name.'),
  ),
  check: ({ application }, { organization, application: fact }) => {
    if (requireBehaviorOf(application) !== 'pre_login_prompt' || usageOf(application) !== 'require') {
      return undefined;
    }
    // The page can ask for an email address instead.
    if (mayLack(fact, 'organization_discovery_methods')) {
      return unknown('application');
    }
    const name = valueOf(organization)?.name;
    return open(
      name
        ? l10n.t('The application asks for the organization before the login: its name is {0}.', short(name))
        : l10n.t('The application asks for the organization before the login.'),
    );
  },
});

const callbackUrl = logCondition(
  'callbackUrl',
  'get-started/applications/application-settings',
  l10n.t('Callback URL'),
  probable(
    l10n.t('the application asks to return to an address that is not among its allowed callback URLs'),
    l10n.t('Add the address to the callbacks of the application, or send one of them.'),
  ),
  'login',
);

/** What a login needs of the request that begins it. */
export const requestConditions: readonly Condition[] = [
  organizationNameForm,
  organizationName,
  organizationUsage,
  organizationSent,
  organizationTyped,
  callbackUrl,
];

const forMachines =
  'manage-users/organizations/organizations-for-m2m-applications/configure-your-application-for-m2m-access';

const clientGrants = condition({
  id: 'clientGrants',
  needs: ['application', 'clientGrants'],
  applies: isOfMachine,
  documentation: forMachines,
  title: l10n.t('Client grants for the organization'),
  failure: certain(
    l10n.t('no client grant of the application lets it use the organization with this API'),
    l10n.t(
      'Associate a client grant for the API with the organization, and set its organization_usage to allow or require.',
    ),
  ),
  check: ({ application, clientGrants: grants }, { openApplications }) => {
    const own = grants.filter((grant) => isOf(application, grant));
    if (own.length === 0) {
      // The organization lists no grant that allow_any_organization opens to all organizations.
      const forAny = valueOf(openApplications);
      if (forAny?.some((one) => isOf(application, one))) {
        return open(l10n.t('The application has a client grant that every organization may use.'));
      }
      return fails(l10n.t('The organization lists no client grant of the application.'), {
        certainty: forAny ? 'sure' : 'likely',
        reason: l10n.t('no client grant of the application is associated with the organization'),
        remedy: l10n.t('Associate a client grant with the organization, or set its allow_any_organization.'),
      });
    }
    return own.every((grant) => usageOf(grant) === 'deny')
      ? fails(l10n.t('organization_usage of the client grants is deny: {0}.', audiencesOf(own)))
      : // Only the log tells which API was asked for.
        open(l10n.t('The organization has a client grant of the application: {0}.', audiencesOf(own)));
  },
});

const grantOrganization = condition({
  id: 'grantOrganization',
  needs: ['organization', 'application', 'clientGrants'],
  applies: isOfMachine,
  documentation: forMachines,
  title: l10n.t('Organization in the token request'),
  failure: probable(
    l10n.t('the client grant requires an organization, and the application sends none'),
    l10n.t('Send the organization in the request, or set default_organization of the application.'),
  ),
  check: ({ organization, application, clientGrants: grants }, { application: fact }) => {
    const usages = grants.filter((grant) => isOf(application, grant)).map(usageOf);
    if (usages.every((usage) => usage === 'deny')) {
      return undefined;
    }
    if (mayLack(fact, 'default_organization')) {
      return unknown('application');
    }
    const isDefault =
      textField(objectField(application, 'default_organization'), 'organization_id') === organization.id;
    if (!isDefault) {
      return open(l10n.t('The application has to send the organization in each request.'));
    }
    return usages.includes('require')
      ? passed(l10n.t('The organization is the default_organization of the application.'))
      : open(l10n.t('default_organization has no effect: no client grant of the organization requires one.'));
  },
});

function isOfMachine({ application }: Facts): boolean {
  return kindOf(application) === 'machines';
}

function audiencesOf(grants: readonly Item[]): string {
  return listed(grants.map((grant) => textField(grant, 'audience') || textField(grant, 'id')));
}

function isOf(application: Item, grant: Item): boolean {
  return textField(grant, 'client_id') === textField(application, 'client_id');
}

/** What an application without users needs for a token of the organization. */
export const machineConditions: readonly Condition[] = [clientGrants, grantOrganization];
