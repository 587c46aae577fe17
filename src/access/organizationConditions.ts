import * as l10n from '@vscode/l10n';
import type { Condition } from './condition.ts';

/** What a login needs of the organization itself. */
export const organizationConditions: readonly Condition[] = [
  {
    id: 'organizationExists',
    sources: ['organization'],
    documentation: 'https://auth0.com/docs/manage-users/organizations/using-tokens',
    title: () => l10n.t('Organization'),
    check: ({ organization }) => {
      if ('value' in organization) {
        return { result: 'passed', fact: l10n.t('The tenant has the organization {0}.', organization.value.id) };
      }
      return organization.missing.kind === 'notFound'
        ? {
            result: 'failed',
            certainty: 'sure',
            reason: l10n.t('the tenant does not have the organization'),
            fact: l10n.t('The tenant answers that it does not have the organization.'),
            remedy: l10n.t('Send the ID of an organization of this tenant, or log in at the tenant that has it.'),
          }
        : { result: 'unknown', missing: ['organization'] };
    },
  },
];
