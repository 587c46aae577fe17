import * as l10n from '@vscode/l10n';
import type { Condition } from './condition.ts';
import { type Failure, failed, logCondition, namedFailure } from './rules.ts';
import { short } from './subjects.ts';

const failure: Failure = {
  certainty: 'sure',
  reason: () => l10n.t('the tenant does not have the organization'),
  remedy: () => l10n.t('Send the ID of an organization of this tenant, or log in at the tenant that has it.'),
};

const organizationExists: Condition = {
  id: 'organizationExists',
  sources: ['organization', 'events'],
  documentation: 'https://auth0.com/docs/manage-users/organizations/using-tokens',
  title: () => l10n.t('Organization'),
  check: (facts) => {
    const { organization } = facts;
    if ('value' in organization) {
      return { result: 'passed', fact: l10n.t('The tenant has the organization {0}.', short(organization.value.id)) };
    }
    return organization.missing.kind === 'notFound'
      ? failed(failure, l10n.t('The tenant answers that it does not have the organization.'))
      : (namedFailure('organizationExists', failure, facts) ?? { result: 'unknown', missing: ['organization'] });
  },
};

const plan = logCondition({
  id: 'plan',
  documentation: 'https://auth0.com/docs/troubleshoot/customer-support/operational-policies/entity-limit-policy',
  title: () => l10n.t('Plan and limits of the tenant'),
  failure: {
    certainty: 'likely',
    reason: () => l10n.t('the plan or a limit of the tenant refuses the login'),
    remedy: () => l10n.t('Compare the plan and the entity limits of the tenant with what the organization uses.'),
  },
});

/** What a login needs of the tenant and of the organization itself. */
export const organizationConditions: readonly Condition[] = [organizationExists, plan];
