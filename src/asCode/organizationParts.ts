import * as l10n from '@vscode/l10n';
import type { Organization } from '../api/organization.ts';
import { type Item, objectField, textField } from '../sections/section.ts';
import { comment, type Lines } from '../text/lines.ts';

/** The items of a section of an organization. */
export interface Part {
  readonly items: readonly Item[];
  /** Why items are missing, as a sentence. Absent if all are there. */
  readonly missing?: string;
}

/** The names of applications. */
export interface ApplicationNames {
  /** Keyed by client ID. */
  readonly known: ReadonlyMap<string, string>;
  /** Why names are missing, as a sentence. Absent if all are there. */
  readonly missing?: string;
}

/** What an organization consists of, apart from its members and what belongs to them. */
export interface OrganizationParts {
  readonly domain: string;
  readonly organization: Organization;
  /** Enabled or not, where the tenant tells both. */
  readonly connections: Part;
  readonly clientGrants: Part;
  /** The applications that are associated with the organization. */
  readonly clients: Part;
  readonly discoveryDomains: Part;
  /** The names of the applications of the client grants. */
  readonly applicationNames: ApplicationNames;
}

/** Says that items are missing, nothing if all are there. */
function missingSentence(title: string, { items, missing }: Part): readonly string[] {
  if (missing === undefined) {
    return [];
  }
  return [
    items.length === 0
      ? l10n.t('{0} could not be read. {1}', title, missing)
      : l10n.t('{0} could not all be read. {1}', title, missing),
  ];
}

/** Says what is missing in the code of organizations. */
export function missingSentences(all: readonly OrganizationParts[]): readonly string[] {
  const sentences = all.flatMap((parts) => [
    ...missingSentence(l10n.t('Connections'), parts.connections),
    ...missingSentence(l10n.t('Client Grants'), parts.clientGrants),
    ...missingSentence(l10n.t('Applications'), parts.clients),
    ...missingSentence(l10n.t('Discovery Domains'), parts.discoveryDomains),
  ]);
  return [...new Set(sentences)];
}

/**
 * A comment about items that are not in the code, which is empty if all are there.
 * @param consequence what becomes of them when the code is applied
 */
export function missingComment(title: string, part: Part, consequence: string): Lines {
  return missingSentence(title, part).flatMap((sentence) => [comment(sentence), comment(consequence)]);
}

/** A comment if the tenant does not tell which connections are not enabled: then no item has the field. */
export function onlyEnabledComment({ items }: Part): Lines {
  return items.length > 0 && items.every((item) => item['is_enabled'] === undefined)
    ? [comment(l10n.t('Only enabled connections: this tenant does not list the others.'))]
    : [];
}

/** The name of an application, `undefined` if it is not known. */
export function applicationName(
  { clients, applicationNames }: OrganizationParts,
  clientId: string,
): string | undefined {
  const client = clients.items.find((item) => textField(item, 'client_id') === clientId) ?? {};
  const name = textField(objectField(client, 'client'), 'name');
  return name === '' ? applicationNames.known.get(clientId) : name;
}

export function unknownNameComments({ applicationNames }: OrganizationParts, clientId: string): Lines {
  const { missing = l10n.t('The tenant does not have the application.') } = applicationNames;
  return [
    comment(l10n.t('The name of the application {0} is not known. {1}', clientId, missing)),
    comment(l10n.t('The ID is of this tenant alone.')),
  ];
}
