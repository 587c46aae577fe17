import * as l10n from '@vscode/l10n';
import { apiReference } from '../api/organizationsClient.ts';
import { firstTextField, type Section, textField } from './section.ts';

export const discoveryDomains: Section = {
  name: 'discovery-domains',
  title: l10n.t('Discovery Domains'),
  icon: 'globe',
  schema: 'discoveryDomain',
  source: {
    path: (organization) => `/organizations/${organization}/discovery-domains`,
    field: 'domains',
    paging: 'checkpoint',
    scope: 'read:organization_discovery_domains',
    documentation: `${apiReference}/organizations/get-discovery-domains`,
  },
  keyOf: (domain) => textField(domain, 'id'),
  present: (domain) => ({
    label: firstTextField(domain, 'domain', 'id'),
    description: textField(domain, 'status'),
    icon: textField(domain, 'status') === 'verified' ? 'verified' : 'circle-outline',
  }),
};
