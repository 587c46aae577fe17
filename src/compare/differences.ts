import { isRecord, type JsonObject, ownField, textAt } from '../api/jsonFields.ts';
import { type Item, objectField, objectListField } from '../sections/section.ts';
import { both, type Pair } from './comparable.ts';
import { grouped, idPath, organizationRule, ruleOf, type SectionRule } from './sectionRules.ts';

/** Two comparable organizations differ in a field of the organization, or in a section by an item or a field of one. */
export interface Difference {
  /** Absent for a field of the organization. */
  readonly section?: string;
  /** What the item is matched by, with the paths as names. */
  readonly item?: Readonly<Record<string, string>>;
  /** The path of the field, with dots. Absent if one side alone has the item. */
  readonly field?: string;
  /** The value on each side; if there is none, the default of the field, or `null`. A list is one value. */
  readonly first: unknown;
  readonly second: unknown;
}

/** What two comparable organizations, as `comparablePair` makes them, differ in. */
export interface Differences {
  readonly differences: readonly Difference[];
  /** Why sections, or parts of them, are not compared, by their names. */
  readonly notCompared: Readonly<Record<string, unknown>>;
  /** The names of the sections that are compared. */
  readonly compared: readonly string[];
}

/** Lists the differences of two comparable organizations. */
export function differencesOf(pair: Pair<JsonObject>): Differences {
  const sections = both(pair, (content) => objectField(content, 'sections'));
  const names = Object.keys(sections[0]);
  const reasons = names.flatMap((name) => {
    const section = objectField(sections[0], name);
    return 'not_compared' in section ? [[name, section['not_compared']] as const] : [];
  });
  const notCompared = Object.fromEntries(reasons);
  const compared = names.filter((name) => 'items' in objectField(sections[0], name));
  const fields = fieldDifferences(...both(pair, ({ organization }) => organization), organizationRule);
  const items = compared.flatMap((name) =>
    itemDifferences(
      name,
      both(sections, (own) => objectListField(objectField(own, name), 'items') ?? []),
    ),
  );
  return { differences: [...fields, ...items], notCompared, compared };
}

/**
 * Items with one ID are paired first, or equal ones, and then those that are matched by the same texts, in any case, and
 * at last those with one address.
 */
function itemDifferences(section: string, [first, second]: Pair<readonly Item[]>): readonly Difference[] {
  const rule = ruleOf(section);
  const named = (item: Item) => ({
    section,
    item: Object.fromEntries(rule.matchedBy.map((path) => [path, textAt(item, path)])),
  });
  const textsOf = (item: Item) => JSON.stringify(named(item));
  const partners = new Map<Item, Item>();
  let added = second;
  for (const keyOf of [
    (item: Item) => textAt(item, idPath(rule)) || JSON.stringify(item),
    textsOf,
    (item: Item) => textsOf(item).toLowerCase(),
    (item: Item) => (rule.anyCase ?? []).map((path) => textAt(item, path)).join(''),
  ]) {
    const others = grouped(added, keyOf);
    for (const item of first) {
      const key = keyOf(item);
      const other = key === '' || partners.has(item) ? undefined : others.get(key)?.shift();
      if (other) {
        partners.set(item, other);
      }
    }
    added = [...others.values()].flat();
  }
  const differences = first.flatMap((item): readonly Difference[] => {
    const other = partners.get(item);
    return other
      ? fieldDifferences(item, other, rule).map((difference) => ({ ...named(item), ...difference }))
      : [{ ...named(item), first: item, second: null }];
  });
  return [...differences, ...added.map((item) => ({ ...named(item), first: null, second: item }))];
}

function fieldDifferences(
  first: unknown,
  second: unknown,
  rule: SectionRule,
  path: readonly string[] = [],
): readonly Difference[] {
  // An object that one side lacks differs in each of its fields.
  const [one, other] = [first ?? (isRecord(second) ? {} : null), second ?? (isRecord(first) ? {} : null)];
  if (isRecord(one) && isRecord(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...names].flatMap((name) =>
      fieldDifferences(ownField(one, name), ownField(other, name), rule, [...path, name]),
    );
  }
  const field = path.join('.');
  // Comparable organizations lack what has its default.
  const usual = ownField(rule.defaults ?? {}, field) ?? null;
  return JSON.stringify(one) === JSON.stringify(other) ? [] : [{ field, first: one ?? usual, second: other ?? usual }];
}
