import * as l10n from '@vscode/l10n';
import { type Item, objectField, textField } from '../sections/section.ts';
import { comment, indented, type Lines } from '../text/lines.ts';
import { yamlEntry, yamlItem } from '../text/yaml.ts';
import {
  applicationName,
  missingComment,
  onlyEnabledComment,
  type OrganizationParts,
  type Part,
  unknownNameComments,
} from './organizationParts.ts';

/**
 * Organizations as the Deploy CLI exports them, with names in place of the IDs of connections and applications. The IDs
 * are in comments.
 * @param isWhole whether the text is the whole list of a file, or else entries of a list
 * @see https://auth0.com/docs/deploy-monitor/deploy-cli-tool
 */
export function organizationsAsDeployYaml(all: readonly OrganizationParts[], isWhole: boolean): string {
  const entries = all.flatMap(organizationEntry);
  const heading = [
    comment(l10n.t('With AUTH0_ALLOW_DELETE, a deployment deletes the organizations that are not in this list.')),
    'organizations:',
  ];
  return (isWhole ? [...heading, ...indented(entries)] : entries).join('\n');
}

function organizationEntry(parts: OrganizationParts): Lines {
  const { organization, domain } = parts;
  const { id, name = '', ...fields } = organization;
  return yamlItem(
    [
      ...yamlEntry('name', name),
      ...Object.entries(fields).flatMap(([key, value]) => (isWritten(key, value) ? yamlEntry(key, value) : [])),
      ...connectionEntries(parts),
      ...clientGrantEntries(parts),
      ...clientEntries(parts),
      ...discoveryDomainEntries(parts),
    ],
    comment(l10n.t('The organization {0} of {1}, without its members', id, domain)),
  );
}

/** The Deploy CLI accepts `null` as a token quota alone. */
function isWritten(key: string, value: unknown): boolean {
  return value !== undefined && (value !== null || key === 'token_quota');
}

/** What becomes of items that are missing in the code. */
function removed(): string {
  return l10n.t('A deployment removes those that are not here, also without AUTH0_ALLOW_DELETE.');
}

function removedIfAllowed(): string {
  return l10n.t('With AUTH0_ALLOW_DELETE, a deployment removes those that are not here.');
}

function connectionEntries({ connections }: OrganizationParts): Lines {
  const comments = [
    ...missingComment(l10n.t('Connections'), connections, removed()),
    ...onlyEnabledComment(connections),
  ];
  const items = connections.items.flatMap((item): Lines => {
    const id = textField(item, 'connection_id');
    const name = textField(objectField(item, 'connection'), 'name');
    return name === ''
      ? [
          comment(
            l10n.t('{0} is left out: its name is not known, and the Deploy CLI knows connections by their names.', id),
          ),
        ]
      : yamlItem(
          [...yamlEntry('name', name), ...fieldEntries(item, 'connection_id', 'connection', 'name')],
          comment(id),
        );
  });
  return listEntry('connections', connections, comments, items);
}

/** One entry for each application: the Deploy CLI cannot tell the grants of an application apart. */
function clientGrantEntries(parts: OrganizationParts): Lines {
  const { clientGrants } = parts;
  const comments = [
    ...missingComment(l10n.t('Client Grants'), clientGrants, removed()),
    ...(clientGrants.items.length > 0
      ? [comment(l10n.t('The Deploy CLI takes the first grant of each application, whatever its audience.'))]
      : []),
  ];
  const clientIds = new Set(clientGrants.items.map((grant) => textField(grant, 'client_id')));
  const items = [...clientIds].flatMap((clientId): Lines => {
    const name = applicationName(parts, clientId);
    const grants = clientGrants.items.filter((grant) => textField(grant, 'client_id') === clientId);
    return yamlItem(
      yamlEntry('client_id', name ?? clientId),
      ...(name === undefined ? unknownNameComments(parts, clientId) : [comment(clientId)]),
      ...grants.map((grant) => comment(`${textField(grant, 'id')} ${textField(grant, 'audience')}`)),
    );
  });
  return listEntry('client_grants', clientGrants, comments, items);
}

function clientEntries(parts: OrganizationParts): Lines {
  const { clients } = parts;
  const items = clients.items.flatMap((client) => {
    const clientId = textField(client, 'client_id');
    const name = applicationName(parts, clientId);
    return yamlItem(
      [
        ...yamlEntry('client_id', name ?? clientId),
        ...yamlEntry('use_for_member_access', client['use_for_member_access'] === true),
      ],
      ...(name === undefined ? unknownNameComments(parts, clientId) : [comment(clientId)]),
    );
  });
  return listEntry('clients', clients, missingComment(l10n.t('Applications'), clients, removedIfAllowed()), items);
}

function discoveryDomainEntries({ discoveryDomains }: OrganizationParts): Lines {
  const items = discoveryDomains.items.flatMap((item) =>
    yamlItem(fieldEntries(item, 'id', 'verification_txt', 'verification_host'), comment(textField(item, 'id'))),
  );
  const comments = missingComment(l10n.t('Discovery Domains'), discoveryDomains, removedIfAllowed());
  return listEntry('discovery_domains', discoveryDomains, comments, items);
}

/** The fields of an item without those that are absent, null or computed by the tenant. */
function fieldEntries(item: Item, ...computed: readonly string[]): Lines {
  return Object.entries(item).flatMap(([key, value]) =>
    value === null || value === undefined || computed.includes(key) ? [] : yamlEntry(key, value),
  );
}

/** A list without a key if nothing of it is known: an empty list would say that there is nothing. */
function listEntry(key: string, { items, missing }: Part, comments: Lines, lines: Lines): Lines {
  if (items.length === 0 && missing !== undefined) {
    return comments;
  }
  const isEmpty = lines.every((line) => line.startsWith('#'));
  return isEmpty ? [...comments, ...lines, `${key}: []`] : [...comments, `${key}:`, ...indented(lines)];
}
