import * as l10n from '@vscode/l10n';
import { type Item, objectField, textField } from '../sections/section.ts';
import { type Condition, condition, certain, probable, fails, open, passed, unknown } from './condition.ts';
import { kindOf } from './factRequests.ts';
import { listed, mayLack, usageOf, valueOf } from './facts.ts';

const documentation =
  'manage-users/organizations/organizations-for-m2m-applications/configure-your-application-for-m2m-access';

const clientGrants = condition({
  id: 'clientGrants',
  needs: ['application', 'clientGrants'],
  applies: ({ application }) => kindOf(application) === 'machines',
  documentation,
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
  applies: ({ application }) => kindOf(application) === 'machines',
  documentation,
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
      : open(l10n.t('default_organization has no effect, since no client grant requires one.'));
  },
});

function audiencesOf(grants: readonly Item[]): string {
  return listed(grants.map((grant) => textField(grant, 'audience') || textField(grant, 'id')));
}

function isOf(application: Item, grant: Item): boolean {
  return textField(grant, 'client_id') === textField(application, 'client_id');
}

/** What an application without users needs for a token of the organization. */
export const machineConditions: readonly Condition[] = [clientGrants, grantOrganization];
