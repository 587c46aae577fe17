import * as l10n from '@vscode/l10n';
import { asSent, type Organization } from '../api/organization.ts';
import { connectionName, type Item, objectField, textField } from '../sections/section.ts';
import { type Argument, argumentLines, argumentsOf, block, hclString, hclValue, mapLines } from '../text/hcl.ts';
import { comment, type Lines, separated } from '../text/codeLines.ts';
import {
  fieldsByPath,
  identifiedItems,
  missingSentence,
  namelessReason,
  normalizedApplicationName,
  type OrganizationParts,
  type PartName,
  whyNotInTerraform,
} from './organizationParts.ts';
import { needs, providerVersion } from './versions.ts';

/**
 * Organizations with all that the Auth0 provider of Terraform knows of them, apart from members, as `terraform fmt`
 * formats code. Data sources find connections and applications by name, since their IDs differ between tenants. Import
 * blocks adopt what the tenant has.
 * @param isWhole whether the code is a file of its own, which then requires the provider
 * @see https://registry.terraform.io/providers/auth0/auth0/latest/docs/resources/organization
 */
export function organizationsAsTerraform(all: readonly OrganizationParts[], isWhole: boolean): string {
  const labels = new Labels();
  const code = separated(all.flatMap((parts) => organizationBlocks(parts, labels)));
  return separated([requirement(code, isWhole), code]).join('\n');
}

/** Says the lowest version of the provider that has all that is in the code. A module requires it once. */
function requirement(code: Lines, isWhole: boolean): Lines {
  const source = 'auth0/auth0';
  const lowest = providerVersion(code);
  const required = mapLines('auth0', { source, version: `>= ${lowest}` });
  return [
    comment(needs(source, lowest)),
    ...(isWhole ? block(['terraform'], block(['required_providers'], required)) : []),
  ];
}

function organizationBlocks(parts: OrganizationParts, labels: Labels): readonly Lines[] {
  const { organization, domain } = parts;
  const { id, name = '' } = organization;
  // Of a name without a letter from a to z, no label can be made.
  const label = labels.take('auth0_organization', /[a-z]/i.test(name) ? name : id);
  const reference = `auth0_organization.${label}.id`;
  const target: OrganizationBlocks = { parts, labels, label, reference, applications: new Map() };
  return [
    [
      comment(l10n.t('The organization {0} of {1}, without its members', id, domain)),
      comment(l10n.t('The import blocks are for this tenant alone.')),
      comment(
        l10n.t('Where Terraform manages a connection or an application, its resource can replace the data source.'),
      ),
      comment(l10n.t('The state of Terraform keeps what data sources read of connections, also secrets.')),
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
const quotaFields = ['enforce', 'per_hour', 'per_day'];

function organizationBlock(organization: Organization, label: string): Lines {
  const sent = asSent(organization);
  const branding = objectField(sent, 'branding');
  const brandingLines = separated([
    argumentLines(argumentsOf(branding, ['logo_url'])),
    mapLines('colors', objectField(branding, 'colors')),
  ]);
  const quota = objectField(objectField(sent, 'token_quota'), 'client_credentials');
  const quotaLines = argumentLines(argumentsOf(quota, quotaFields));
  // The provider takes `true` for its absence, of which Auth0 does not say what it means.
  const isTold = quotaLines.length === 0 || hclValue(quota['enforce']) !== undefined;
  const quotaPaths = quotaFields.map((name) => `token_quota.client_credentials.${name}`);
  return [
    ...leftOut(fieldsByPath(sent), [...scalarFields, 'branding.logo_url', ...quotaPaths], 'id'),
    ...(isTold ? [] : [comment(l10n.t('The tenant does not tell enforce of the token quota. The provider sets it.'))]),
    ...block(
      ['resource', 'auth0_organization', label],
      argumentLines(argumentsOf(sent, scalarFields)),
      mapLines('metadata', objectField(sent, 'metadata')),
      brandingLines.length > 0 ? block(['branding'], brandingLines) : [],
      quotaLines.length > 0 ? block(['token_quota'], block(['client_credentials'], quotaLines)) : [],
    ),
  ];
}

const connectionArguments: readonly string[] = [
  'assign_membership_on_login',
  'is_signup_enabled',
  'show_as_button',
  'organization_access_level',
  'organization_connection_name',
];

/**
 * One resource for at least one connection, and for all: others are removed. The provider reads only enabled ones.
 * @see https://registry.terraform.io/providers/auth0/auth0/latest/docs/resources/organization_connections
 */
function connectionBlocks(target: OrganizationBlocks): readonly Lines[] {
  const { parts, label, reference } = target;
  const all = identifiedItems(parts, 'connections');
  const disabled = all.filter((item) => item['is_enabled'] === false);
  const missing = missingComment(parts, 'connections');
  const comments = [...missing, ...disabled.map(disabledComment)];
  const enabled = missing.length === 0 ? all.filter((item) => !disabled.includes(item)) : [];
  if (enabled.length === 0) {
    return [comments];
  }
  const connections = enabled.map((item) => connectionBlock(target, item));
  const type = 'auth0_organization_connections';
  return [
    ...connections.map(({ data }) => data),
    [
      ...comments,
      ...block(
        ['resource', type, label],
        argumentLines([['organization_id', reference]]),
        ...connections.map(({ enabled }) => enabled),
      ),
    ],
    importBlock(`${type}.${label}`, parts.organization.id),
  ];
}

function disabledComment(item: Item): string {
  const connection = `${textField(item, 'connection_id')} ${connectionName(item)}`;
  return comment(l10n.t('Not enabled, so that the provider does not list it: {0}', connection));
}

function connectionBlock(
  { labels, label }: OrganizationBlocks,
  item: Item,
): { readonly data: Lines; readonly enabled: Lines } {
  const id = textField(item, 'connection_id');
  const name = connectionName(item);
  const comments = leftOut(item, connectionArguments, 'connection_id', 'connection', 'is_enabled');
  const enabledBlock = (reference: string) =>
    block(
      ['enabled_connections'],
      argumentLines([['connection_id', reference], ...argumentsOf(item, connectionArguments)]),
    );
  if (name === '') {
    const unnamed = comment(l10n.t('The name is not known, and the ID is of this tenant alone.'));
    return { data: [], enabled: [unnamed, ...comments, ...enabledBlock(hclString(id))] };
  }
  const data = labels.take('data.auth0_connection', label, name);
  return {
    data: [comment(id), ...block(['data', 'auth0_connection', data], argumentLines([['name', hclString(name)]]))],
    enabled: [...comments, ...enabledBlock(`data.auth0_connection.${data}.id`)],
  };
}

/** @see https://registry.terraform.io/providers/auth0/auth0/latest/docs/resources/organization_discovery_domain */
function discoveryDomainBlocks(target: OrganizationBlocks): readonly Lines[] {
  return [
    missingComment(target.parts, 'discoveryDomains'),
    ...identifiedItems(target.parts, 'discoveryDomains').flatMap((item) =>
      itemBlocks(target, 'auth0_organization_discovery_domain', {
        id: textField(item, 'id'),
        names: [textField(item, 'domain')],
        args: argumentsOf(item, ['domain', 'status', 'use_for_organization_discovery']),
      }),
    ),
  ];
}

/** @see https://registry.terraform.io/providers/auth0/auth0/latest/docs/resources/organization_client_grant */
function clientGrantBlocks(target: OrganizationBlocks): readonly Lines[] {
  return [
    missingComment(target.parts, 'clientGrants'),
    ...identifiedItems(target.parts, 'clientGrants').flatMap((grant) => grantBlocks(target, grant)),
  ];
}

/** A grant has no name, so it is found by its application and its audience. */
function grantBlocks(target: OrganizationBlocks, grant: Item): readonly Lines[] {
  const { parts, labels, label } = target;
  const type = 'auth0_organization_client_grant';
  const id = textField(grant, 'id');
  const clientId = textField(grant, 'client_id');
  const audience = textField(grant, 'audience');
  const name = normalizedApplicationName(parts, clientId);
  const names = [parts.applicationNames.known.get(clientId) ?? 'application', audience.replace(/^https?:\/\//, '')];
  if (name === undefined) {
    const args = [['grant_id', hclString(id)]] as const;
    return itemBlocks(target, type, { id, names, args }, ...namelessComments(parts, clientId));
  }
  const data = labels.take('data.auth0_client_grants', label, ...names);
  return [
    ...applicationBlocks(target, clientId, name),
    block(
      ['data', 'auth0_client_grants', data],
      argumentLines([
        ['client_id', target.applications.get(clientId)],
        ['audience', hclString(audience)],
      ]),
    ),
    ...itemBlocks(target, type, { id, names, args: [['grant_id', grantId(data, grant)]] }),
  ];
}

/** An application has at most one grant of an audience and a subject type. `one` fails if there are more. */
function grantId(data: string, grant: Item): string {
  const subject = textField(grant, 'subject_type');
  const grants = `data.auth0_client_grants.${data}.client_grants`;
  return subject === ''
    ? `one(${grants}[*].id)`
    : `one([for grant in ${grants} : grant.id if grant.subject_type == ${hclString(subject)}])`;
}

/** @see https://registry.terraform.io/providers/auth0/auth0/latest/docs/resources/organization_client */
function clientBlocks(target: OrganizationBlocks): readonly Lines[] {
  const { parts } = target;
  const type = 'auth0_organization_client';
  return [
    missingComment(parts, 'clients'),
    ...identifiedItems(parts, 'clients').flatMap((item): readonly Lines[] => {
      const id = textField(item, 'client_id');
      const name = normalizedApplicationName(parts, id);
      const data = name === undefined ? [] : applicationBlocks(target, id, name);
      const reference = target.applications.get(id) ?? hclString(id);
      const names = [parts.applicationNames.known.get(id) ?? 'application'];
      const args = [['client_id', reference] as const, ...argumentsOf(item, ['use_for_member_access'])];
      const comments = name === undefined ? namelessComments(parts, id) : [];
      return [...data, ...itemBlocks(target, type, { id, names, args }, ...comments)];
    }),
  ];
}

function namelessComments(parts: OrganizationParts, clientId: string): Lines {
  return [comment(namelessReason(parts, clientId)), comment(l10n.t('The ID is of this tenant alone.'))];
}

/** The data source of an application, the first time. Without `hide_client_secret`, its secret is in the state. */
function applicationBlocks(
  { labels, label, applications }: OrganizationBlocks,
  id: string,
  name: string,
): readonly Lines[] {
  if (applications.has(id)) {
    return [];
  }
  const data = labels.take('data.auth0_client', label, name);
  applications.set(id, `data.auth0_client.${data}.id`);
  const args = argumentLines(Object.entries({ name: hclString(name), hide_client_secret: 'true' }));
  return [[comment(id), ...block(['data', 'auth0_client', data], args)]];
}

/** Hands out labels of resources and data sources, each once per type. */
class Labels {
  readonly #taken = new Set<string>();

  /**
   * The label of a name as `auth0 terraform generate` makes it, with a number if it is taken.
   * @param texts names that make up the label, at least one with a letter from a to z
   * @see https://github.com/auth0/auth0-cli/blob/main/internal/cli/terraform_fetcher.go
   */
  take(type: string, ...texts: readonly string[]): string {
    const label = texts
      .map(wordsOf)
      .filter(Boolean)
      .join('_')
      .replace(/^[\d_]+/, '');
    let unique = label;
    for (let number = 2; this.#taken.has(`${type}.${unique}`); number++) {
      unique = `${label}_${number}`;
    }
    this.#taken.add(`${type}.${unique}`);
    return unique;
  }
}

function wordsOf(text: string): string {
  return (
    text
      .replace(/[^a-zA-Z0-9_]+/g, '_')
      // Without the lookbehind, a long run of `_` is read again from each place in it.
      .replace(/^_+|(?<!_)_+$/g, '')
      .toLowerCase()
  );
}

/** An organization whose blocks are written. */
interface OrganizationBlocks {
  readonly parts: OrganizationParts;
  readonly labels: Labels;
  /** The label of its resource. */
  readonly label: string;
  /** Its ID as an expression. */
  readonly reference: string;
  /** The IDs of applications as expressions, keyed by client ID. */
  readonly applications: Map<string, string>;
}

/** A comment about items that are not in the code, which is empty if all are there. */
function missingComment(parts: OrganizationParts, name: PartName): Lines {
  const removed = l10n.t('Where Terraform manages them, an apply of this code removes them.');
  return missingSentence(parts, name, whyNotInTerraform(parts, name)).flatMap((sentence) => [
    comment(sentence),
    comment(removed),
  ]);
}

/** A resource of an item that has an ID below the organization, and its import block. */
function itemBlocks(
  { parts, labels, label, reference }: OrganizationBlocks,
  type: string,
  { id, names, args }: { readonly id: string; readonly names: readonly string[]; readonly args: readonly Argument[] },
  ...comments: Lines
): readonly Lines[] {
  const own = labels.take(type, label, ...names);
  const resource = block(['resource', type, own], argumentLines([['organization_id', reference], ...args]));
  return [[comment(id), ...comments, ...resource], importBlock(`${type}.${own}`, `${parts.organization.id}::${id}`)];
}

/** @param to the address of the resource */
function importBlock(to: string, id: string): Lines {
  return block(
    ['import'],
    argumentLines([
      ['to', to],
      ['id', hclString(id)],
    ]),
  );
}

/** A comment that names the fields that have no argument, or no value for it, which is empty if there are none. */
function leftOut(item: Item, args: readonly string[], ...others: readonly string[]): Lines {
  const isLost = (value: unknown) => value !== null && hclValue(value) === undefined;
  const names = Object.keys(item).filter((name) => (args.includes(name) ? isLost(item[name]) : !others.includes(name)));
  return names.length === 0 ? [] : [comment(l10n.t('Fields without an argument: {0}', names.join(', ')))];
}
