import * as l10n from '@vscode/l10n';
import { asSent } from '../api/organization.ts';
import { connectionName, type Item, textField } from '../sections/section.ts';
import { comment, indented, type Lines } from '../text/codeLines.ts';
import { yamlEntry, yamlItem } from '../text/yaml.ts';
import {
  applicationName,
  isListed,
  missingSentence,
  missingSentences,
  namelessReason,
  type OrganizationParts,
  type PartName,
} from './organizationParts.ts';
import { deployCliVersion, needs } from './versions.ts';

/**
 * Organizations as the Deploy CLI exports them, with names in place of the IDs of connections and applications. The IDs
 * are in comments. An organization with obstacles is commented out.
 * @param isWhole whether the text is the whole list of a file, or else entries of a list
 * @see https://auth0.com/docs/deploy-monitor/deploy-cli-tool
 */
export function organizationsAsDeployYaml(all: readonly OrganizationParts[], isWhole: boolean): string {
  const entries = all.flatMap(organizationEntry);
  const version = comment(needs('Deploy CLI', deployCliVersion(all)));
  // A list without items would be refused, and an empty one says that the tenant is to have no organizations.
  const key = all.some((parts) => obstacles(parts).length === 0) ? 'organizations:' : '# organizations:';
  return (isWhole ? [version, comment(deletedUnlessListed()), key, ...indented(entries)] : [version, ...entries]).join(
    '\n',
  );
}

/** What becomes of organizations that are commented out. */
function deletedUnlessListed(): string {
  return l10n.t('With AUTH0_ALLOW_DELETE, a deployment deletes the organizations that are not in this list.');
}

/** What becomes of organizations of which some are commented out, in sentences. @param isWhole see `organizationsAsDeployYaml` */
export function commentedOutSentences(all: readonly OrganizationParts[], isWhole: boolean): readonly string[] {
  const isEmpty = !isWhole && all.every((parts) => obstacles(parts).length > 0);
  const emptyList = l10n.t(
    'If the file lists no other organization, its list stays empty, which the Deploy CLI refuses.',
  );
  return [deletedUnlessListed(), ...(isEmpty ? [emptyList] : [])];
}

/**
 * Why an organization cannot be written as it is, in sentences. Of an organization in its list, the Deploy CLI removes
 * the connections and client grants that are not there, with AUTH0_ALLOW_DELETE also applications and discovery domains,
 * and it takes the first application of a name.
 * @see https://github.com/auth0/auth0-deploy-cli/blob/master/src/tools/auth0/handlers/organizations.ts
 */
export function obstacles(parts: OrganizationParts): readonly string[] {
  const { connections, clientGrants, clients } = parts;
  const clientIds = [...clientGrants.items, ...clients.items].map((item) => textField(item, 'client_id'));
  return [
    ...missingSentences([parts]),
    // The Deploy CLI may be allowed to read the others, and would delete them.
    ...missingSentence(parts, 'connections', connections.note),
    ...connections.items
      .filter((item) => connectionName(item) === '')
      .map((item) => l10n.t('The name of the connection {0} is not known.', textField(item, 'connection_id'))),
    ...[...new Set(clientIds)]
      .filter((clientId) => applicationName(parts, clientId) === undefined)
      .map((clientId) => namelessReason(parts, clientId)),
  ];
}

/** What an entry begins with, and the keys of its lists, each of which a map has once. */
const writtenKeys = ['id', 'name', 'connections', 'client_grants', 'clients', 'discovery_domains'];

function organizationEntry(parts: OrganizationParts): Lines {
  const { organization, domain } = parts;
  const { id, name = '' } = organization;
  // A deployment replaces an object as a whole, and would lose what was left out of it.
  const fields = Object.entries(asSent(organization)).filter(([key]) => !writtenKeys.includes(key));
  const title = comment(l10n.t('The organization {0} of {1}, without its members', id, domain));
  const entry = yamlItem([
    ...yamlEntry('name', name),
    ...fields.flatMap(([key, value]) => (isWritten(key, value) ? yamlEntry(key, value) : [])),
    ...connectionEntries(parts),
    ...clientGrantEntries(parts),
    ...clientEntries(parts),
    ...discoveryDomainEntries(parts),
  ]);
  const reasons = obstacles(parts);
  return reasons.length === 0
    ? [title, ...entry]
    : [
        title,
        comment(l10n.t('A deployment would not leave it as it is:')),
        ...reasons.map(comment),
        comment(deletedUnlessListed()),
        ...entry.map((line) => `# ${line}`),
      ];
}

/** The Deploy CLI accepts `null` as a token quota alone. */
function isWritten(key: string, value: unknown): boolean {
  return value !== undefined && (value !== null || key === 'token_quota');
}

function connectionEntries(parts: OrganizationParts): Lines {
  const { connections } = parts;
  const items = connections.items.flatMap((item) =>
    yamlItem(
      [...yamlEntry('name', connectionName(item)), ...fieldEntries(item, 'connection_id', 'connection', 'name')],
      comment(textField(item, 'connection_id')),
    ),
  );
  return listEntry('connections', parts, 'connections', items);
}

/** One entry for each application: the Deploy CLI cannot tell the grants of an application apart. */
function clientGrantEntries(parts: OrganizationParts): Lines {
  const { clientGrants } = parts;
  const clientIds = new Set(clientGrants.items.map((grant) => textField(grant, 'client_id')));
  const items = [...clientIds].flatMap((clientId): Lines => {
    const grants = clientGrants.items.filter((grant) => textField(grant, 'client_id') === clientId);
    return yamlItem(
      yamlEntry('client_id', applicationName(parts, clientId) ?? clientId),
      comment(clientId),
      ...grants.map((grant) => comment(`${textField(grant, 'id')} ${textField(grant, 'audience')}`)),
    );
  });
  const comments =
    items.length === 0
      ? []
      : [comment(l10n.t('The Deploy CLI takes the first grant of each application, whatever its audience.'))];
  return listEntry('client_grants', parts, 'clientGrants', items, comments);
}

function clientEntries(parts: OrganizationParts): Lines {
  const items = parts.clients.items.flatMap((client) => {
    const clientId = textField(client, 'client_id');
    return yamlItem(
      [
        ...yamlEntry('client_id', applicationName(parts, clientId) ?? clientId),
        ...yamlEntry('use_for_member_access', client['use_for_member_access'] === true),
      ],
      comment(clientId),
    );
  });
  return listEntry('clients', parts, 'clients', items);
}

function discoveryDomainEntries(parts: OrganizationParts): Lines {
  const items = parts.discoveryDomains.items.flatMap((item) =>
    yamlItem(fieldEntries(item, 'id', 'verification_txt', 'verification_host'), comment(textField(item, 'id'))),
  );
  return listEntry('discovery_domains', parts, 'discoveryDomains', items);
}

/** The fields of an item without those that are absent, null or computed by the tenant. */
function fieldEntries(item: Item, ...computed: readonly string[]): Lines {
  return Object.entries(item).flatMap(([key, value]) =>
    value === null || value === undefined || computed.includes(key) ? [] : yamlEntry(key, value),
  );
}

/** @param comments lines above the list */
function listEntry(key: string, parts: OrganizationParts, name: PartName, items: Lines, comments: Lines = []): Lines {
  if (!isListed(parts[name])) {
    return missingSentence(parts, name, parts[name].lacking).map(comment);
  }
  return [...comments, ...(items.length === 0 ? [`${key}: []`] : [`${key}:`, ...indented(items)])];
}
