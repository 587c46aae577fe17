import * as l10n from '@vscode/l10n';
import { isRecord, type JsonObject, ownField, textAt } from '../api/jsonFields.ts';
import type { Item } from '../sections/section.ts';
import {
  describeUnnamed,
  type Names,
  namesIn,
  noNames,
  ownedRoles,
  settleUnnamed,
  unclearRoles,
  uniqueNames,
  unnamedIn,
  withOwnedRoles,
} from './referenceNames.ts';
import {
  hasOrder,
  leftOutPaths,
  organizationLeftOut,
  organizationRule,
  type Reference,
  referencesIn,
  type Relation,
  ruleOf,
  type SectionRule,
  usedItems,
  withoutDomain,
} from './sectionRules.ts';

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
  /** Names of things of the tenant that the sections do not tell. */
  readonly names?: Names;
}

/** What a comparison of sections takes of a side. */
type ReadSide = Pick<Side, 'domain' | 'sections' | 'names'>;

/** The tenant of a side, where tenants are compared. */
type SideTenant = Required<Pick<Side, 'domain' | 'names'>>;

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
 * Two organizations in a form in which organizations of the same content are equal as text. A section that was not read
 * on one side says why on both, as does a field of an item.
 * @param withIds whether IDs, timestamps and everything else that differs between any two tenants stays
 */
export function comparablePair(sides: Pair<Side>, withIds: boolean): Pair<JsonObject> {
  const relation = relationOf(sides);
  const contents = comparableSections(sides, relation).map(({ name, items, missing }) => {
    const reasons = reasonsIn(sides, missing);
    const notCompared = reasons.length > 0 && { not_compared: reasons };
    return [
      name,
      both(sides, (_, side) => ({
        ...notCompared,
        ...(items && { items: items[side].map(({ item, normal }) => (withIds ? canonicalJson(item) : normal)) }),
      })),
    ] as const;
  });
  return both(sides, ({ organization }, side) => ({
    organization: withIds ? canonicalJson(organization) : comparableOrganization(organization),
    ...(contents.length > 0 && {
      sections: Object.fromEntries(contents.map(([name, content]) => [name, content[side]])),
    }),
  }));
}

/** What a comparison of sections has found, by what `comparablePair` shows. */
export interface SectionsResult {
  /** The names of the sections that differ. */
  readonly differing: readonly string[];
  /** Why parts of sections are not compared, of each side, by the names of the sections. */
  readonly missing: Readonly<Record<string, Pair<readonly string[]>>>;
  /** Of `missing`, the sections of which the items are compared apart from fields that a token or a tenant leaves out. */
  readonly leftOut: readonly string[];
}

/** Compares the sections of two organizations. */
export function compareSections(sides: Pair<ReadSide>, relation: Relation): SectionsResult {
  const results = comparableSections(sides, relation);
  const texts = (items: readonly ComparableItem[]) => JSON.stringify(items.map(({ normal }) => normal));
  return {
    differing: results.flatMap(({ name, items }) => (items && texts(items[0]) !== texts(items[1]) ? [name] : [])),
    missing: Object.fromEntries(
      results.flatMap(({ name, missing }) => (missing.flat().length > 0 ? [[name, missing]] : [])),
    ),
    leftOut: results.flatMap(({ name, isLeftOut }) => (isLeftOut ? [name] : [])),
  };
}

/** IDs that sections refer to and that no section names, of each side. None where IDs are compared as they are. */
export function unnamedReferences(sides: Pair<Pick<Side, 'sections'>>): Pair<readonly Reference[]> {
  return both(sides, ({ sections }) => {
    const read = itemsBySection(sections);
    const names = namesIn(read);
    return allReferencesIn(read).filter(({ kind, id }) => !names[kind].has(id));
  });
}

function allReferencesIn(read: ReturnType<typeof itemsBySection>): readonly Reference[] {
  return read.flatMap(([name, items]) => items.flatMap((item) => referencesIn(ruleOf(name), item)));
}

function relationOf([first, second]: Pair<Pick<Side, 'domain' | 'organization'>>): Relation {
  if (first.domain !== second.domain) {
    return 'twoTenants';
  }
  return first.organization['id'] === second.organization['id'] ? 'oneOrganization' : 'oneTenant';
}

/** The fields of an organization in the form in which they are compared. @param organization as it was sent */
export function comparableOrganization(organization: JsonObject): JsonObject {
  return normalItem(organization, organizationRule, organizationLeftOut);
}

/** An item as it was read, and in the form in which it is compared. */
interface ComparableItem {
  readonly item: Item;
  readonly normal: JsonObject;
}

interface ComparableSection {
  readonly name: string;
  /** Absent if the section is not compared. */
  readonly items?: Pair<readonly ComparableItem[]>;
  /** Why it, or a part of it, is not compared, of each side. */
  readonly missing: Pair<readonly string[]>;
  readonly isLeftOut: boolean;
}

function comparableSections(sides: Pair<ReadSide>, relation: Relation): readonly ComparableSection[] {
  const tenants =
    relation === 'twoTenants'
      ? both(sides, ({ domain, sections, names: more }) => {
          const read = itemsBySection(sections);
          return { domain, names: uniqueNames(namesIn(read), more ?? noNames, more ? allReferencesIn(read) : []) };
        })
      : undefined;
  // Roles of which one side alone knows the owner would differ in nothing else.
  const allRoles = both(sides, ({ sections }) => new Map(itemsBySection(sections)).get('roles'));
  const isOwnerKnown = !allRoles.includes(undefined);
  const owned = both(allRoles, (roles = []) => ownedRoles(isOwnerKnown ? roles : []));
  return Object.keys(sides[0].sections).map((name) => {
    const read = both(sides, ({ sections: { [name]: section = { items: [] } } }) => section);
    if (read.some((section) => 'why' in section)) {
      const missing = both(read, (section) => ('why' in section ? [section.why] : []));
      return { name, missing, isLeftOut: false };
    }
    const isOfOwner = relation === 'oneTenant' || (relation === 'twoTenants' && name === 'members');
    const items = both(read, (section, side) => {
      const own = 'items' in section ? section.items : [];
      return isOfOwner ? own.map((item) => withOwnedRoles(item, owned[side])) : own;
    });
    return { name, ...comparableItems(name, items, relation, tenants, isOwnerKnown) };
  });
}

/**
 * @param tenants `undefined` where IDs are compared as they are
 * @param isOwnerKnown whether it is known which roles the organizations own
 */
function comparableItems(
  name: string,
  all: Pair<readonly Item[]>,
  relation: Relation,
  tenants: Pair<SideTenant> | undefined,
  isOwnerKnown: boolean,
): Omit<ComparableSection, 'name'> {
  const rule = ruleOf(name);
  // A tenant can send its items in another order each time, which decides nothing, also among those that compare as equal.
  const inOrder = both(all, (own) => sortedBy(own, (item) => [JSON.stringify(canonicalJson(item))]));
  const items = both(inOrder, (own, side) => usedItems(own, all[side === 0 ? 1 : 0], rule));
  const extension = leftOutExtension(rule, items);
  const leftOut = new Set([...leftOutPaths(rule, relation), ...extension.fields]);
  const forms = both(items, (own, side) => {
    const tenant = tenants?.[side];
    const unclear = unclearRoles(relation === 'oneTenant' && !isOwnerKnown ? items[side === 0 ? 1 : 0] : []);
    return own.map((item) => ({
      item,
      normal: normalItem(item, rule, leftOut, tenant),
      unnamed: tenant ? unnamedIn(rule, item, tenant.names) : unclear(item),
    }));
  });
  const comparable = both(settleUnnamed(forms, rule), (own) =>
    sortedBy(own, ({ normal }) => [
      ...rule.matchedBy.map((path) => textAt(normal, path).toLowerCase()),
      JSON.stringify(normal),
    ]),
  );
  const missing = both(forms, (own, side) => [
    ...extension.why[side],
    ...[...new Set(own.flatMap(({ unnamed }) => unnamed.map(describeUnnamed)))].sort(),
  ]);
  const isNamed = !forms.flat().some(({ unnamed }) => unnamed.length > 0);
  return { items: comparable, missing, isLeftOut: isNamed && extension.fields.length > 0 };
}

/** The fields that a token or a tenant leaves out of all items of a side, and why, of each side. */
function leftOutExtension(
  { extension }: SectionRule,
  items: Pair<readonly Item[]>,
): { readonly fields: readonly string[]; readonly why: Pair<readonly string[]> } {
  const isSent = both(items, (own) => own.some((item) => extension && Object.hasOwn(item, extension.marker)));
  const lacks = both(items, (own, side) => own.length > 0 && !isSent[side]);
  // A tenant without a feature says nothing of it on either side.
  const isMissed = lacks.some(Boolean) && (extension?.scope !== undefined || isSent.some(Boolean));
  if (!extension || !isMissed) {
    return { fields: [], why: [[], []] };
  }
  const { fields, scope } = extension;
  const names = fields.join(', ');
  const why =
    scope === undefined
      ? l10n.t('The tenant does not send {0}.', names)
      : l10n.t('The token cannot read {0}, for want of the scope {1}.', names, scope);
  return { fields, why: both(lacks, (isLacking) => (isLacking ? [why] : [])) };
}

/** The sections that were read, with their items. */
function itemsBySection(sections: Side['sections']): readonly (readonly [name: string, items: readonly Item[]])[] {
  return Object.entries(sections).flatMap(([name, section]) => ('items' in section ? [[name, section.items]] : []));
}

/** Reasons of both sides: without the side if both give the same ones. */
function reasonsIn(sides: Pair<Pick<Side, 'title'>>, missing: Pair<readonly string[]>): readonly string[] {
  const [first, second] = missing;
  if (JSON.stringify(first) === JSON.stringify(second)) {
    return first;
  }
  const reasons = sides.flatMap(({ title }, side) => (missing[side] ?? []).map((why) => ({ title, why })));
  return sortedBy(reasons, ({ title }) => [title]).map(({ title, why }) => `${title}: ${why}`);
}

/**
 * An item in the form of `canonicalJson`, without fields that have their defaults.
 * @param tenant what replaces IDs and its own domain; without it, they stay
 */
function normalItem(
  item: Item,
  { references = {}, tenantUrls = [], anyCase = [], defaults = {} }: SectionRule,
  leftOut: ReadonlySet<string>,
  tenant?: SideTenant,
): JsonObject {
  const convert = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) {
      return value.map((element) => convert(element, `${path}[]`));
    }
    if (isRecord(value)) {
      return Object.fromEntries(
        Object.entries(value).flatMap(([field, content]) => {
          const below = path === '' ? field : `${path}.${field}`;
          const isLeftOut = leftOut.has(below) || content === ownField(defaults, below);
          return isLeftOut ? [] : [[field, convert(content, below)]];
        }),
      );
    }
    if (typeof value !== 'string') {
      return value;
    }
    const kind = ownField(references, path);
    if (tenant && kind !== undefined) {
      return tenant.names[kind].get(value) ?? value;
    }
    if (tenant && tenantUrls.includes(path)) {
      return withoutDomain(value, tenant.domain);
    }
    return anyCase.includes(path) ? value.toLowerCase() : value;
  };
  return canonicalJson(convert(item, '')) as JsonObject;
}

/** Whether a value says nothing: absent, `null`, empty, or an object without a field that says something. */
export function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') {
    return true;
  }
  return Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.values(value).every(isNothing);
}

/**
 * A JSON value in the one form that all values of the same meaning have: keys and lists sorted, and fields that say
 * nothing left out. The API returns lists in no promised order.
 * @param isOrdered whether the order of lists counts, see `hasOrder`
 */
export function canonicalJson(value: unknown, isOrdered = false): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => canonicalJson(item, isOrdered));
    return isOrdered ? items : sortedBy(items, (item) => [JSON.stringify(item)]);
  }
  if (!isRecord(value)) {
    return value;
  }
  const fields = Object.entries(value).filter(([, field]) => !isNothing(field));
  const sorted = sortedBy(fields, ([key]) => [key]);
  return Object.fromEntries(sorted.map(([key, field]) => [key, canonicalJson(field, isOrdered || hasOrder(key))]));
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
