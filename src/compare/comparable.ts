import { isRecord, type JsonObject } from '../api/jsonFields.ts';
import type { Item } from '../sections/section.ts';
import { type Kind, organizationRule, ruleOf, type SectionRule } from './sectionRules.ts';

/** What belongs to the first and to the second of two things that are compared. */
export type Pair<T> = readonly [first: T, second: T];

/** Does the same for both. */
export function both<T, U>([first, second]: Pair<T>, convert: (one: T, side: 0 | 1) => U): Pair<U> {
  return [convert(first, 0), convert(second, 1)];
}

/** The items of a section that was read to its end, or why it was not. */
export type ReadSection = { readonly items: readonly Item[] } | { readonly why: string };

/** One of two organizations that are compared. */
export interface Side {
  /** Says which side it is, in the reasons why a section is not compared. */
  readonly title: string;
  readonly domain: string;
  readonly organization: JsonObject;
  /** By name, the same names on both sides. */
  readonly sections: Readonly<Record<string, ReadSection>>;
}

type Sections = Pick<Side, 'title' | 'domain' | 'sections'>;

/**
 * Two organizations in a form in which organizations of the same content are equal as text. A section that was not read
 * on one side says why on both.
 * @param withIds whether IDs, timestamps and everything else that differs between any two tenants stays
 */
export function comparablePair(sides: Pair<Side>, withIds: boolean): Pair<JsonObject> {
  const contents = comparableSections(sides, withIds);
  return both(sides, ({ organization }, side) => ({
    organization: withIds ? canonicalJson(organization) : comparableOrganization(organization),
    ...(contents.length > 0 && {
      sections: Object.fromEntries(contents.map(([name, content]) => [name, content[side]])),
    }),
  }));
}

/** The names of the sections that `comparablePair` shows as different, for organizations of two tenants. */
export function differingSections(sections: Pair<Side['sections']>): readonly string[] {
  const sides = both(sections, (own, side) => ({ title: '', domain: String(side), sections: own }));
  return comparableSections(sides, false).flatMap(([name, [first, second]]) =>
    JSON.stringify(first) === JSON.stringify(second) ? [] : [name],
  );
}

function comparableOrganization(organization: JsonObject): JsonObject {
  const noNames = namesIn([]);
  return comparableItem(organizationRule, organization, noNames, new Set(organizationRule.ofTenant));
}

function comparableSections(
  sides: Pair<Sections>,
  withIds: boolean,
): readonly (readonly [name: string, content: Pair<unknown>])[] {
  const isOneTenant = sides[0].domain === sides[1].domain;
  const all = namesIn(sides.flatMap(readSections));
  const names = both(sides, (side) => (isOneTenant ? all : namesIn(readSections(side))));
  return Object.keys(sides[0].sections).map((name) => {
    const reasons = reasonsFor(name, sides);
    if (reasons.length > 0) {
      return [name, [{ not_compared: reasons }, { not_compared: reasons }]];
    }
    const rule = ruleOf(name);
    const items = both(sides, (side) => itemsIn(side, name).filter(rule.isPart ?? (() => true)));
    const leftOut = leftOutPaths(rule, items, names, isOneTenant);
    const content = both(items, (own, side) => {
      const compared = own.map((item) => ({ item, normal: comparableItem(rule, item, names[side], leftOut) }));
      const sorted = sortedBy(compared, ({ item, normal }) => [
        ...rule.matchedBy.map((path) => textAt(normal, path).toLowerCase()),
        JSON.stringify(normal),
        ...(withIds ? [JSON.stringify(canonicalJson(item))] : []),
      ]);
      return { items: sorted.map(({ item, normal }) => (withIds ? canonicalJson(item) : normal)) };
    });
    return [name, content];
  });
}

/** The sections that were read, with their items. */
function readSections({ sections }: Sections): readonly (readonly [name: string, items: readonly Item[]])[] {
  return Object.entries(sections).flatMap(([name, section]) => ('items' in section ? [[name, section.items]] : []));
}

function itemsIn({ sections }: Sections, name: string): readonly Item[] {
  const section = sections[name];
  return section && 'items' in section ? section.items : [];
}

/** Why a section is not compared: without the side if both give the same reason. */
function reasonsFor(name: string, sides: Pair<Sections>): readonly string[] {
  const reasons = sides.flatMap(({ title, sections }) => {
    const section = sections[name];
    return section && 'why' in section ? [{ title, why: section.why }] : [];
  });
  const [first, second] = reasons;
  return first && first.why === second?.why
    ? [first.why]
    : sortedBy(reasons, ({ title }) => [title]).map(({ title, why }) => `${title}: ${why}`);
}

/** A side of a comparison, with what identifies its document. */
export interface ComparedSide extends Side {
  readonly id: string;
  readonly name: string;
}

/** Two organizations as they were read with their sections, and how they are shown. */
export interface Comparison {
  readonly sides: Pair<ComparedSide>;
  /** Whether IDs and timestamps are shown. */
  readonly withIds: boolean;
}

/**
 * The paths that are left out of the items of a section on both sides: what is new for every tenant, what only one side
 * sends, and the IDs of things whose names are not all known. Within one tenant, an ID without a name can stay.
 */
function leftOutPaths(
  { ofTenant, extension, references }: SectionRule,
  items: Pair<readonly Item[]>,
  names: Pair<Names>,
  isOneTenant: boolean,
): ReadonlySet<string> {
  const isExtended = items.every((own) => own.some((item) => extension && Object.hasOwn(item, extension.marker)));
  const paths = new Set([...ofTenant, ...(isExtended ? [] : (extension?.fields ?? []))]);
  for (const [side, own] of items.entries()) {
    for (const { path, text } of isOneTenant || !references ? [] : own.flatMap((item) => textsIn(item, ''))) {
      const kind = references?.get(path);
      if (kind !== undefined && !names[side]?.[kind].has(text)) {
        // A list of which nothing is left would still say that it was there.
        paths.add(path.replace(/\[\]$/, ''));
      }
    }
  }
  return paths;
}

/** An item with names in place of IDs, in the form of `canonicalJson`. */
function comparableItem(
  { references, anyCase = [] }: SectionRule,
  item: Item,
  names: Names,
  leftOut: ReadonlySet<string>,
): JsonObject {
  const convert = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) {
      return value.map((element) => convert(element, `${path}[]`));
    }
    if (isRecord(value)) {
      return Object.fromEntries(
        Object.entries(value).flatMap(([field, content]) => {
          const below = path === '' ? field : `${path}.${field}`;
          return leftOut.has(below) ? [] : [[field, convert(content, below)]];
        }),
      );
    }
    if (typeof value !== 'string') {
      return value;
    }
    const kind = references?.get(path);
    if (kind !== undefined) {
      return names[kind].get(value) ?? value;
    }
    return anyCase.includes(path) ? value.toLowerCase() : value;
  };
  return canonicalJson(convert(item, '')) as JsonObject;
}

interface TextAtPath {
  readonly path: string;
  readonly text: string;
}

/** All texts in a value. */
function textsIn(value: unknown, path: string): readonly TextAtPath[] {
  if (typeof value === 'string') {
    return [{ path, text: value }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((element) => textsIn(element, `${path}[]`));
  }
  return isRecord(value)
    ? Object.entries(value).flatMap(([field, content]) => textsIn(content, path === '' ? field : `${path}.${field}`))
    : [];
}

/** Whether a value says nothing: absent, `null`, or an object without a field that says something. */
export function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (isRecord(value) && Object.values(value).every(isNothing));
}

/**
 * A JSON value in the one form that all values of the same meaning have: keys and lists sorted, and fields that say
 * nothing left out. The API returns lists in no promised order.
 */
export function canonicalJson(value: unknown): unknown {
  if (Array.isArray(value)) {
    return sortedBy(value.map(canonicalJson), (item) => [JSON.stringify(item)]);
  }
  if (!isRecord(value)) {
    return value;
  }
  const fields = Object.entries(value).filter(([, field]) => !isNothing(field));
  return Object.fromEntries(sortedBy(fields, ([key]) => [key]).map(([key, field]) => [key, canonicalJson(field)]));
}

/** A sorted copy. Each key decides only among items with the same keys before it. */
function sortedBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): readonly T[] {
  const keyed = items.map((item) => ({ item, keys: keysOf(item) }));
  return keyed.sort((a, b) => compareKeys(a.keys, b.keys)).map(({ item }) => item);
}

/** By code units, which is the same in every language. */
function compareKeys(one: readonly string[], other: readonly string[]): number {
  for (const [place, key] of one.entries()) {
    const otherKey = other[place] ?? '';
    if (key !== otherKey) {
      return key < otherKey ? -1 : 1;
    }
  }
  return 0;
}

/** The names of the things that an organization has, by kind and ID. */
type Names = Readonly<Record<Kind, ReadonlyMap<string, string>>>;

/** Collects the names from the items of sections, by the name of the section. */
function namesIn(sections: Iterable<readonly [name: string, items: readonly Item[]]>): Names {
  const names = {
    application: new Map<string, string>(),
    connection: new Map<string, string>(),
    role: new Map<string, string>(),
  };
  for (const [section, items] of sections) {
    const { names: named } = ruleOf(section);
    for (const item of named ? items : []) {
      const [id, name] = [textAt(item, named?.id ?? ''), textAt(item, named?.name ?? '')];
      const known = named && names[named.kind];
      // Of several names, always the same one, whatever the order.
      if (known && id !== '' && name !== '' && !((known.get(id) ?? name) < name)) {
        known.set(id, name);
      }
    }
  }
  return names;
}

/** The text at a path without lists, empty if there is none. */
export function textAt(item: Item, path: string): string {
  let value: unknown = item;
  for (const field of path.split('.')) {
    value = isRecord(value) && Object.hasOwn(value, field) ? value[field] : undefined;
  }
  return typeof value === 'string' ? value : '';
}
