import * as l10n from '@vscode/l10n';
import { firstTextField, idOf, type Section, textField } from './section.ts';

export const discoveryDomains: Section = {
  name: 'discovery-domains',
  get title() {
    return l10n.t('Discovery Domains');
  },
  icon: 'globe',
  schema: 'discoveryDomain',
  idPrefix: 'ord',
  source: {
    path: (organization) => `/organizations/${organization}/discovery-domains`,
    field: 'domains',
    scope: 'read:organization_discovery_domains',
    documentation: 'organizations/get-discovery-domains',
  },
  keyOf: idOf,
  present: (domain) => ({
    label: firstTextField(domain, 'domain', 'id'),
    description: statusText(textField(domain, 'status')),
    icon: textField(domain, 'status') === 'verified' ? 'verified' : 'circle-outline',
  }),
};

/** @see https://auth0.com/docs/api/management/v2/organizations/get-discovery-domains */
function statusText(status: string): string {
  switch (status) {
    case 'verified':
      return l10n.t('verified');
    case 'pending':
      return l10n.t('pending');
    default:
      return status;
  }
}
