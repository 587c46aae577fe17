import * as l10n from '@vscode/l10n';
import { isRecord } from '../api/jsonFields.ts';
import type { Organization } from '../api/organization.ts';
import { type Item, textField } from '../sections/section.ts';

/** The items of a section of an organization. */
export interface Part {
  readonly items: readonly Item[];
  /** Why items are missing, as a sentence. Absent if all are there. */
  readonly missing?: string;
  /** What the items lack that the tenant lists, as a sentence. */
  readonly note?: string;
  /** Says that the tenant does not have the section, in which then no program finds anything. */
  readonly lacking?: string;
}

/** The names of applications. */
export interface ApplicationNames {
  /** Those of all applications of the tenant, keyed by client ID. */
  readonly known: ReadonlyMap<string, string>;
  /** How many applications have each name. */
  readonly counts: ReadonlyMap<string, number>;
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
  readonly applicationNames: ApplicationNames;
}

/** Whether a part is written as a list: an empty list would say that there is nothing. */
export function isListed({ items, missing, lacking }: Part): boolean {
  return items.length > 0 || (missing ?? lacking) === undefined;
}

/** The titles of the parts that are lists. */
const partTitles = {
  connections: l10n.t('Connections'),
  clientGrants: l10n.t('Client Grants'),
  clients: l10n.t('Applications'),
  discoveryDomains: l10n.t('Discovery Domains'),
};

/** The part of an organization that is a list. */
export type PartName = keyof typeof partTitles;

const partNames = Object.keys(partTitles) as readonly PartName[];

/** The fields without which Terraform can neither refer to an item of a part nor import it. */
const identifyingFields: Readonly<Record<PartName, readonly string[]>> = {
  connections: ['connection_id'],
  clientGrants: ['id'],
  clients: ['client_id'],
  discoveryDomains: ['id', 'domain'],
};

/** The items of a part that Terraform can refer to and import. */
export function identifiedItems(parts: OrganizationParts, name: PartName): readonly Item[] {
  return parts[name].items.filter((item) => identifyingFields[name].every((field) => textField(item, field) !== ''));
}

/** Why items of a part are not in Terraform, as a sentence. */
export function whyNotInTerraform(parts: OrganizationParts, name: PartName): string | undefined {
  const unnamed = parts[name].items.length - identifiedItems(parts, name).length;
  const fields = identifyingFields[name].join(' / ');
  return parts[name].missing ?? (unnamed === 0 ? undefined : l10n.t('Items without {0}: {1}.', fields, unnamed));
}

/** Says that items of a part are missing, nothing if all are there. @param why says why they are missing */
export function missingSentence(
  parts: OrganizationParts,
  name: PartName,
  why = parts[name].missing,
): readonly string[] {
  if (why === undefined) {
    return [];
  }
  const title = partTitles[name];
  const { items, note, missing } = parts[name];
  if (missing === undefined && note === undefined && items.length > 0) {
    // All were read, but some cannot be written.
    return [l10n.t('{0}: not all of them are in this code. {1}', title, why)];
  }
  return [
    items.length === 0 && note === undefined
      ? l10n.t('{0} could not be read. {1}', title, why)
      : l10n.t('{0} could not all be read. {1}', title, why),
  ];
}

/** Says what is missing in the code of organizations. @param whyOf says why items of a part are, as a sentence */
export function missingSentences(
  all: readonly OrganizationParts[],
  whyOf: (parts: OrganizationParts, name: PartName) => string | undefined = (parts, name) => parts[name].missing,
): readonly string[] {
  const sentences = all.flatMap((parts) =>
    partNames.flatMap((name) => missingSentence(parts, name, whyOf(parts, name))),
  );
  return [...new Set(sentences)];
}

/** Maps of an organization, in which Terraform takes any key and texts alone. */
const maps: readonly string[] = ['metadata', 'branding.colors'];

/** Objects of an organization of which Terraform takes some fields, and its maps. */
const holders: readonly string[] = ['branding', 'token_quota', 'token_quota.client_credentials', ...maps];

/** The fields of an organization, by their paths, without those that are null and the texts in its maps. */
export function fieldsByPath(fields: Item, holder = ''): Item {
  const all = Object.entries(fields).flatMap(([name, value]): readonly (readonly [string, unknown])[] => {
    const path = holder === '' ? name : `${holder}.${name}`;
    if (holders.includes(path) && isRecord(value)) {
      return Object.entries(fieldsByPath(value, path));
    }
    return value === null || (maps.includes(holder) && typeof value === 'string') ? [] : [[path, value]];
  });
  return Object.fromEntries(all);
}

/**
 * The names of the applications of a tenant, counted once.
 * @param known all of them, keyed by client ID
 * @param missing why names are missing, as a sentence
 */
export function namesOfApplications(
  known: ReadonlyMap<string, string> = new Map(),
  missing?: string,
): ApplicationNames {
  const counts = new Map<string, number>();
  for (const name of known.values()) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return { known, counts, ...(missing !== undefined && { missing }) };
}

/** The name of an application that no other application of the tenant has: programs take the first one of a name. */
export function applicationName(
  { applicationNames: { known, counts } }: OrganizationParts,
  clientId: string,
): string | undefined {
  const name = known.get(clientId);
  return name !== undefined && name !== '' && counts.get(name) === 1 ? name : undefined;
}

/** `applicationName` by which Terraform finds the application: Terraform normalizes each text, and the provider no name. */
export function normalizedApplicationName(parts: OrganizationParts, clientId: string): string | undefined {
  const name = applicationName(parts, clientId);
  return name === name?.normalize() ? name : undefined;
}

/** Why `applicationName` or `normalizedApplicationName` has no name, as a sentence. */
export function namelessReason({ applicationNames }: OrganizationParts, clientId: string): string {
  const { known, counts, missing = l10n.t('The tenant does not have the application.') } = applicationNames;
  const name = known.get(clientId);
  if (name === undefined) {
    return l10n.t('The name of the application {0} is not known. {1}', clientId, missing);
  }
  if (name === '') {
    return l10n.t('The application {0} has no name.', clientId);
  }
  return counts.get(name) === 1
    ? l10n.t('Terraform writes the name of the application {0} in other characters, and so does not find it.', clientId)
    : l10n.t('Several applications have the name {0}, among them {1}.', name, clientId);
}
