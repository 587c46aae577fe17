import type { JsonObject } from '../management/jsonFields.ts';
import type { Item } from '../sections/section.ts';
import { canonical, sortedBy } from './canonical.ts';
import { comparableItem, leftOutPaths } from './comparableItem.ts';
import { namesIn, textAt } from './names.ts';
import { both, type Pair } from './pair.ts';
import { organizationRule, ruleOf } from './sectionRules.ts';

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
    organization: withIds ? canonical(organization) : comparableOrganization(organization),
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
        ...(withIds ? [JSON.stringify(canonical(item))] : []),
      ]);
      return { items: sorted.map(({ item, normal }) => (withIds ? canonical(item) : normal)) };
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
