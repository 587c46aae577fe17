import * as l10n from '@vscode/l10n';
import { firstTextField, type Section, textField } from './section.ts';

export const discoveryDomains: Section = {
  name: 'discovery-domains',
  get title() {
    return l10n.t('Discovery Domains');
  },
  icon: 'globe',
  schema: 'discoveryDomain',
  source: {
    path: (organization) => `/organizations/${organization}/discovery-domains`,
    field: 'domains',
    scope: 'read:organization_discovery_domains',
    documentation: 'organizations/get-discovery-domains',
  },
  keyOf: (domain) => textField(domain, 'id'),
  present: (domain) => ({
    label: firstTextField(domain, 'domain', 'id'),
    description: textField(domain, 'status'),
    icon: textField(domain, 'status') === 'verified' ? 'verified' : 'circle-outline',
  }),
};
