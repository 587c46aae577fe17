import * as l10n from '@vscode/l10n';
import { type Item, objectField, textField } from '../sections/section.ts';
import { thirdPartyAccessPage } from './associationConditions.ts';
import type { Condition } from './condition.ts';
import { organizationBehavior } from './requestConditions.ts';
import { condition } from './rules.ts';
import { applicationTitle, isThirdParty, listed } from './subjects.ts';
import { isWithoutUsers } from './unaskedFacts.ts';

const associatedThirdParties = condition({
  id: 'associatedThirdParties',
  needs: ['organization', 'applications'],
  documentation: thirdPartyAccessPage,
  title: () => l10n.t('Third-party applications of the organization'),
  failure: {
    certainty: 'sure',
    reason: () => l10n.t('the organization blocks its third-party applications'),
    remedy: () => l10n.t('Set third_party_client_access of the organization to allow, or remove the applications.'),
  },
  check: ({ organization, applications }) => {
    const used = usedByMembers(applications);
    const thirdParties = used.filter((application) => isThirdParty(clientOf(application)));
    if (thirdParties.length === 0) {
      return undefined;
    }
    if (organization['third_party_client_access'] === 'allow') {
      return { result: 'passed', fact: l10n.t('third_party_client_access of the organization is allow.') };
    }
    return {
      result: 'failed',
      fact: l10n.t(
        'third_party_client_access of the organization is not allow, and these are third-party applications: {0}.',
        titlesOf(thirdParties),
      ),
      // One page lets the setting of an associated application override the setting of the organization.
      ...((organization['is_app_entitlement_active'] === true || thirdParties.length < used.length) && {
        certainty: 'hint',
      }),
    };
  },
});

const associatedUsage = condition({
  id: 'associatedUsage',
  needs: ['applications'],
  documentation: organizationBehavior,
  title: () => l10n.t('Organizations in the applications of the organization'),
  failure: {
    certainty: 'sure',
    reason: () => l10n.t('an application of the organization does not allow organizations'),
    remedy: () => l10n.t('Set organization_usage of the application to allow or require.'),
  },
  check: ({ applications }) => {
    const used = usedByMembers(applications);
    const usageOf = (application: Item) => textField(clientOf(application), 'organization_usage');
    const denying = used.filter((application) => usageOf(application) === 'deny');
    if (denying.length > 0) {
      return {
        result: 'failed',
        fact: l10n.t('organization_usage is deny for {0}.', titlesOf(denying)),
        // The question names none of them, and logins through the others go on.
        ...(denying.length < used.length && { certainty: 'hint' }),
      };
    }
    const unset = used.filter((application) => usageOf(application) === '');
    if (unset.length > 0) {
      // This list can leave out the field.
      const fact = l10n.t('The list does not tell organization_usage of {0}. The default is deny.', titlesOf(unset));
      return { result: 'failed', certainty: unset.length < used.length ? 'hint' : 'likely', fact };
    }
    return used.length === 0
      ? undefined
      : { result: 'passed', fact: l10n.t('The applications of the organization allow organizations.') };
  },
});

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
export const applicationsConditions: readonly Condition[] = [associatedThirdParties, associatedUsage];
