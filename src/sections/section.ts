import { isRecord, type JsonObject, readText } from '../management/jsonFields.ts';
import type { Query } from '../management/managementApi.ts';
import type { Organization } from '../management/organization.ts';
import type { ReadPage } from '../management/pageReader.ts';
import type { ListResource } from '../management/pagination.ts';

/** An item of a section, as the API sent it less what is masked. */
export type Item = JsonObject;

/**
 * What belongs to an organization, or to one of its items: a list from an endpoint of its own, or a part of the
 * organization itself. A descriptor in `sections.ts` is all that a section needs.
 */
export interface Section {
  /** As it stands in addresses of documents. */
  readonly name: string;
  readonly title: string;
  /** A theme icon. */
  readonly icon: string;
  readonly source: RequestedSource | ContainedSource;
  /** Tells items apart. */
  readonly keyOf: (item: Item) => string;
  /** What is copied of an item in place of its key. */
  readonly copiedText?: (item: Item) => string;
  readonly present: (item: Item) => ItemPresentation;
  /** Fields that nobody may see, at any depth: they are masked before anything keeps the item. */
  readonly secretFields?: readonly string[];
  /** What each item holds in turn. */
  readonly sections?: readonly Section[];
}

/** A list that is read when it is opened. */
export interface RequestedSource extends Omit<ListResource, 'bucket' | 'path' | 'query'> {
  /** @param keys the key of the organization and of each item on the way, percent-encoded */
  readonly path: (...keys: readonly string[]) => string;
  /** Reads the list in more than one way, or with parameters. The endpoint page by page, where it is left out. */
  readonly pages?: (pagesWith: PagesWith, organizationId: string) => ReadPage<Item>;
  /** The scope that opens the endpoint, which a refusal names. */
  readonly scope: string;
  /** The page that documents the endpoint. */
  readonly documentation: string;
}

/** The pages of an endpoint that is asked with these parameters. */
export type PagesWith = (query: Query) => ReadPage<Item>;

/** What the organization holds itself, without a request. */
export interface ContainedSource {
  readonly containedItems: (organization: Organization) => readonly Item[];
}

/** How the row of an item reads. */
export interface ItemPresentation {
  readonly label: string;
  readonly description?: string;
  /** Lines of plain text. */
  readonly tooltip?: readonly string[];
  /** A theme icon, or a colour to be shown as a swatch. */
  readonly icon?: string | { readonly colour: string };
}

/** A field as a text, empty where it is none. */
export function textField(item: Item, field: string): string {
  return readText(item[field]) ?? '';
}

/** The first of some fields that shows something, empty where none does. */
export function firstTextField(item: Item, ...fields: readonly string[]): string {
  return fields.map((field) => textField(item, field)).find((text) => text.trim() !== '') ?? '';
}

/** An object inside an item, empty where it is none. */
export function objectField(item: Item, field: string): Item {
  const value = item[field];
  return isRecord(value) ? value : {};
}

/** The texts in a list inside an item. */
export function textListField(item: Item, field: string): readonly string[] {
  const value = item[field];
  return Array.isArray(value) ? value.flatMap((text) => readText(text) ?? []) : [];
}

/** Where a section, or an item of it, is found in an organization of a tenant. */
export interface SectionAddress {
  readonly domain: string;
  /** The ID of the organization. */
  readonly id: string;
  /** The names of sections and the keys of their items in turn, such as `['members', 'auth0|1', 'roles']`. */
  readonly path: readonly string[];
}

/** One text for each address, which no other address has. */
export function sectionKey({ domain, id, path }: SectionAddress): string {
  return [domain, ...[id, ...path].map(encodeURIComponent)].join('/');
}
