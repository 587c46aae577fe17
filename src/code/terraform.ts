import * as l10n from '@vscode/l10n';
import type { Organization } from '../management/organization.ts';
import { objectField } from '../sections/section.ts';
import { argumentLines, block, hclValue, mapLines } from '../text/hcl.ts';
import { isLabelled, Labels } from './labels.ts';
import { comment, type Lines, separated } from '../text/lines.ts';
import type { OrganizationParts } from './organizationParts.ts';
import { clientBlocks, clientGrantBlocks } from './terraformApplications.ts';
import { argumentsOf, importBlock, leftOut, type OrganizationBlocks } from './terraformBlocks.ts';
import { connectionBlocks, discoveryDomainBlocks } from './terraformConnections.ts';

/**
 * Organizations with all that the Auth0 provider of Terraform knows of them, apart from members, as `terraform fmt`
 * formats code. Data sources find connections and applications by name, since their IDs differ between tenants. Import
 * blocks adopt what the tenant has.
 * @see https://registry.terraform.io/providers/auth0/auth0/latest/docs/resources/organization
 */
export function organizationsAsTerraform(all: readonly OrganizationParts[]): string {
  const labels = new Labels();
  return separated(all.flatMap((parts) => organizationBlocks(parts, labels))).join('\n');
}

function organizationBlocks(parts: OrganizationParts, labels: Labels): readonly Lines[] {
  const { organization, domain } = parts;
  const { id, name = '' } = organization;
  const label = labels.take('auth0_organization', isLabelled(name) ? name : id);
  const reference = `auth0_organization.${label}.id`;
  const target: OrganizationBlocks = { parts, labels, label, reference, applications: new Map() };
  return [
    [
      comment(l10n.t('The organization {0} of {1}, without its members', id, domain)),
      comment(l10n.t('The import blocks are for this tenant alone.')),
      comment(
        l10n.t('Where Terraform manages a connection or an application, its resource can replace the data source.'),
      ),
      comment(l10n.t('The state of Terraform keeps what data sources read, also secrets that its token may read.')),
      ...organizationBlock(organization, label),
    ],
    importBlock(`auth0_organization.${label}`, id),
    ...connectionBlocks(target),
    ...clientGrantBlocks(target),
    ...clientBlocks(target),
    ...discoveryDomainBlocks(target),
  ];
}

/** The fields that are arguments of the resource itself. */
const scalarFields = ['name', 'display_name', 'third_party_client_access', 'is_app_entitlement_active'];

function organizationBlock(organization: Organization, label: string): Lines {
  const { metadata = {}, branding: { logo_url: logoUrl, colors = {} } = {} } = organization;
  const brandingLines = separated([argumentLines([['logo_url', hclValue(logoUrl)]]), mapLines('colors', colors)]);
  const quota = objectField(objectField(organization, 'token_quota'), 'client_credentials');
  const quotaLines = argumentLines(argumentsOf(quota, ['enforce', 'per_hour', 'per_day']));
  return [
    ...leftOut(organization, ['id', ...scalarFields, 'metadata', 'branding', 'token_quota']),
    ...block(
      ['resource', 'auth0_organization', label],
      argumentLines(argumentsOf(organization, scalarFields)),
      mapLines('metadata', metadata),
      brandingLines.length > 0 ? block(['branding'], brandingLines) : [],
      quotaLines.length > 0 ? block(['token_quota'], block(['client_credentials'], quotaLines)) : [],
    ),
  ];
}
