import type { ApiError } from '../api/apiError.ts';
import { isRecord, type JsonObject, readString } from '../api/jsonFields.ts';
import type { ListResource, Query } from '../api/managementApi.ts';
import type { Organization } from '../api/organization.ts';
import type { ReadPage } from '../api/pageReader.ts';

/** An item of a section, as the API sent it, except for masked fields. */
export type Item = JsonObject;

/**
 * Describes a list of items that belongs to an organization or to an item of another section. The items come from an
 * endpoint of their own or from a field of the organization. CONTRIBUTING.md says how to add one.
 */
export interface Section {
  /** Part of the document addresses. */
  readonly name: string;
  /** Texts are made when they are shown: as this is loaded, there may be no translations yet. */
  readonly title: string;
  /** The ID of a theme icon. */
  readonly icon: string;
  readonly source: RequestedSource | ContainedSource;
  /** The key that identifies an item, empty for an item without a key. */
  readonly keyOf: (item: Item) => string;
  /** The text to copy in place of the key. */
  readonly copiedText?: (item: Item) => string;
  /**
   * @param language the language of dates, as a BCP 47 tag
   * @param applicationName the name of an application by its client ID, empty if it is not known
   */
  readonly present: (
    item: Item,
    language: string,
    applicationName?: (clientId: string) => string,
  ) => ItemPresentation | Promise<ItemPresentation>;
  /** The JSON schema that explains the fields of an item: its file without `.schema.json`. */
  readonly schema?: string;
  /** The three or four letters with which IDs of its items begin, before `_`, if they are links in documents. */
  readonly idPrefix?: string;
  /** Masks the secrets of an item, before the item is stored anywhere. */
  readonly masked?: (item: Item) => Item | Promise<Item>;
  /** Whether the items are log events, which can be filtered by failures and do not describe the organization. */
  readonly isLog?: true;
  /** Whether the items hold names and email addresses of people, which a person is told before a language model is. */
  readonly isPersonal?: true;
  /** What the list never contains, for a row above its items. */
  readonly remark?: string | undefined;
  /** Why the list can be empty. */
  readonly emptyRemark?: string;
  /** The sections of each item. */
  readonly sections?: readonly Section[];
}

/** A list that is requested when the section is opened. */
export interface RequestedSource extends Omit<ListResource, 'path' | 'query'> {
  /** @param keys the ID of the organization and the key of each item along the path, percent-encoded */
  readonly path: (...keys: readonly string[]) => string;
  /** The path of one item, for a list of which only the beginning is read. @param key the key, percent-encoded */
  readonly itemPath?: (key: string) => string;
  /** For a list that needs query parameters or several endpoint calls. By default the endpoint is read page by page. */
  readonly pages?: (pagesWith: PagesWith, address: FilteredAddress) => ReadPage<Item>;
  /** A request that shows more, but that a token or a tenant can refuse. The source itself serves then. */
  readonly preferred?: PreferredRequest;
  /** The items, if the item that the section belongs to holds them already. They need no request then. */
  readonly heldItems?: (parent: Item) => readonly Item[] | undefined;
  /** The scope that the endpoint requires. The row shows it when the token lacks the scope. */
  readonly scope: string;
  /** The documentation of the endpoint. See `FailedTask`. */
  readonly documentation: string;
}

/** How a request that shows more differs from the request of its source. */
export interface PreferredRequest {
  readonly path?: RequestedSource['path'];
  readonly field?: string;
  readonly query?: Query;
  /** The scope that it needs besides the scope of the source. A token that lists its scopes without it is not tried. */
  readonly scope?: string;
  /** Whether the error is a refusal that another attempt with the same token would meet again. */
  readonly isRefused: (error: ApiError) => boolean;
  /** A line for the tooltip of a section that was read, with this request or without. Empty if there is nothing to say. */
  readonly describe: (isServed: boolean) => string;
}

/** Reads the pages of an endpoint with these query parameters. */
export type PagesWith = (query: Query) => ReadPage<Item>;

/** Items that are part of the organization itself, so they need no request. */
export interface ContainedSource {
  readonly containedItems: (organization: Organization) => readonly Item[];
}

/** The presentation of an item's row. */
export interface ItemPresentation {
  readonly label: string;
  readonly description?: string;
  /** Lines of plain text. */
  readonly tooltip?: readonly string[];
  /** The ID of a theme icon, or a colour to show as a swatch. */
  readonly icon?: string | { readonly colour: string };
}

/** A field as text, empty if it is not a string. */
export function textField(item: Item, field: string): string {
  return readString(item[field]) ?? '';
}

/** The ID of an item, empty if it has none. */
export function idOf(item: Item): string {
  return textField(item, 'id');
}

/** The text of the first field that is not blank, empty if all are blank. */
export function firstTextField(item: Item, ...fields: readonly string[]): string {
  return fields.map((field) => textField(item, field)).find((text) => text.trim() !== '') ?? '';
}

/** A field as a date. The specification of the API allows an object for a date as well, whose fields it does not name. */
export function dateField(item: Item, field: string): Date | undefined {
  const value = item[field];
  const texts: readonly unknown[] = isRecord(value) ? Object.values(value) : [value];
  const dates = texts.filter((text) => typeof text === 'string').map((text) => new Date(text));
  return dates.find((date) => !Number.isNaN(date.valueOf()));
}

/** A field as an object, empty if it is not an object. */
export function objectField(item: Item, field: string): Item {
  const value = item[field];
  return isRecord(value) ? value : {};
}

/** The strings of an array field, empty if it is not an array. */
export function textListField(item: Item, field: string): readonly string[] {
  const value = item[field];
  return Array.isArray(value) ? value.flatMap((text) => readString(text) ?? []) : [];
}

/** The objects of an array field, `undefined` if it is not an array, or one of other things alone. */
export function objectListField(item: Item, field: string): readonly Item[] | undefined {
  const value = item[field];
  if (!Array.isArray(value)) {
    return undefined;
  }
  const objects = value.filter(isRecord);
  return objects.length > 0 || value.length === 0 ? objects : undefined;
}

/** The name of a connection of an organization, empty if it is not known. */
export function connectionName(connection: Item): string {
  return textField(objectField(connection, 'connection'), 'name');
}

/** What sections have in common whose items are organizations. */
export const organizationItems: Pick<Section, 'icon' | 'keyOf' | 'present' | 'schema'> = {
  icon: 'organization',
  schema: 'organization',
  keyOf: idOf,
  present: (organization) => ({
    label: firstTextField(organization, 'display_name', 'name', 'id'),
    description: textField(organization, 'name'),
  }),
};

/** The address of a section, or of an item of a section. */
export interface SectionAddress {
  readonly domain: string;
  /** The ID of the organization. */
  readonly id: string;
  /** Names of sections and keys of items in alternation, such as `['members', 'auth0|1', 'roles']`. */
  readonly path: readonly string[];
}

/** The address of a section, and whether the section lists only its failures. */
export interface FilteredAddress extends SectionAddress {
  readonly isFiltered: boolean;
}

/** A string that is unique for each address. */
export function sectionKey({ domain, id, path }: SectionAddress): string {
  return [domain, ...[id, ...path].map(encodeURIComponent)].join('/');
}
