import * as l10n from '@vscode/l10n';
import type { Organization } from '../api/organization.ts';
import { type Item, objectField, textField } from '../sections/section.ts';
import { type Argument, argumentLines, block, hclString, hclValue, mapLines } from '../text/hcl.ts';
import { comment, type Lines, separated } from '../text/lines.ts';
import {
  applicationName,
  missingComment,
  onlyEnabledComment,
  type OrganizationParts,
  type Part,
  unknownNameComments,
} from './organizationParts.ts';

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

const connectionArguments: readonly string[] = [
  'assign_membership_on_login',
  'is_signup_enabled',
  'show_as_button',
  'is_enabled',
  'organization_access_level',
  'organization_connection_name',
];

/**
 * One resource for all connections, which has to have at least one.
 * @see https://registry.terraform.io/providers/auth0/auth0/latest/docs/resources/organization_connections
 */
function connectionBlocks(target: OrganizationBlocks): readonly Lines[] {
  const { parts, label, reference } = target;
  const missing = [
    ...missingComment(l10n.t('Connections'), parts.connections, removedByApply()),
    ...onlyEnabledComment(parts.connections),
  ];
  const connections = itemsOf(parts.connections, 'connection_id').map((item) => connectionBlock(target, item));
  if (connections.length === 0) {
    return [missing];
  }
  const type = 'auth0_organization_connections';
  return [
    ...connections.map(({ data }) => data),
    [
      ...missing,
      ...block(
        ['resource', type, label],
        argumentLines([['organization_id', reference]]),
        ...connections.map(({ enabled }) => enabled),
      ),
    ],
    importBlock(`${type}.${label}`, parts.organization.id),
  ];
}

function connectionBlock(
  { labels, label }: OrganizationBlocks,
  item: Item,
): { readonly data: Lines; readonly enabled: Lines } {
  const id = textField(item, 'connection_id');
  const name = textField(objectField(item, 'connection'), 'name');
  const comments = leftOut(item, ['connection_id', 'connection', ...connectionArguments]);
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
  const { discoveryDomains } = target.parts;
  return [
    missingComment(l10n.t('Discovery Domains'), discoveryDomains, removedByApply()),
    ...itemsOf(discoveryDomains, 'id').flatMap((item) =>
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
  const { clientGrants } = target.parts;
  return [
    missingComment(l10n.t('Client Grants'), clientGrants, removedByApply()),
    ...itemsOf(clientGrants, 'id').flatMap((grant) => grantBlocks(target, grant)),
  ];
}

/** A grant has no name, so it is found by its application and its audience. */
function grantBlocks(target: OrganizationBlocks, grant: Item): readonly Lines[] {
  const { parts, labels, label } = target;
  const type = 'auth0_organization_client_grant';
  const id = textField(grant, 'id');
  const clientId = textField(grant, 'client_id');
  const audience = textField(grant, 'audience');
  const name = applicationName(parts, clientId);
  const names = [name ?? 'application', audience.replace(/^https?:\/\//, '')];
  if (name === undefined) {
    const args = [['grant_id', hclString(id)]] as const;
    return itemBlocks(target, type, { id, names, args }, ...unknownNameComments(parts, clientId));
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
    ...itemBlocks(target, type, {
      id,
      names,
      args: [['grant_id', grantId(`data.auth0_client_grants.${data}`, grant)]],
    }),
  ];
}

/** An application has at most one grant of an audience and a subject type. `one` fails if there are more. */
function grantId(data: string, grant: Item): string {
  const subject = textField(grant, 'subject_type');
  return subject === ''
    ? `one(${data}.client_grants[*].id)`
    : `one([for grant in ${data}.client_grants : grant.id if grant.subject_type == ${hclString(subject)}])`;
}

/** @see https://registry.terraform.io/providers/auth0/auth0/latest/docs/resources/organization_client */
function clientBlocks(target: OrganizationBlocks): readonly Lines[] {
  const { parts } = target;
  const type = 'auth0_organization_client';
  return [
    missingComment(l10n.t('Applications'), parts.clients, removedByApply()),
    ...itemsOf(parts.clients, 'client_id').flatMap((item): readonly Lines[] => {
      const id = textField(item, 'client_id');
      const name = applicationName(parts, id);
      const args = argumentsOf(item, ['use_for_member_access']);
      if (name === undefined) {
        const known = { id, names: ['application'], args: [['client_id', hclString(id)] as const, ...args] };
        return itemBlocks(target, type, known, ...unknownNameComments(parts, id));
      }
      const data = applicationBlocks(target, id, name);
      const reference = target.applications.get(id);
      return [...data, ...itemBlocks(target, type, { id, names: [name], args: [['client_id', reference], ...args] })];
    }),
  ];
}

/** The data source of an application, the first time. */
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
  return [[comment(id), ...block(['data', 'auth0_client', data], argumentLines([['name', hclString(name)]]))]];
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

/** Whether a label can be made of the text alone. */
function isLabelled(text: string): boolean {
  return /[a-z]/i.test(text);
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

/** What becomes of items that are missing in the code. */
function removedByApply(): string {
  return l10n.t('Where Terraform manages them, an apply of this code removes them.');
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

/** The items that have an ID. Without one, an item can be neither referred to nor imported. */
function itemsOf({ items }: Part, idField: string): readonly Item[] {
  return items.filter((item) => textField(item, idField) !== '');
}

/** The fields of an item as arguments, without those that are absent or null. */
function argumentsOf(item: Item, names: readonly string[]): readonly Argument[] {
  return names.map((name) => [name, hclValue(item[name])]);
}

/** A comment that names the fields that have no argument, which is empty if all have one. */
function leftOut(item: Item, known: readonly string[]): Lines {
  const names = Object.keys(item).filter((name) => !known.includes(name));
  return names.length === 0 ? [] : [comment(l10n.t('Fields without an argument: {0}', names.join(', ')))];
}
