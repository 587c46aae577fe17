import { isRecord, type JsonObject, ownField } from '../api/jsonFields.ts';
import { asSent, type Organization } from '../api/organization.ts';
import { repeat, type CooperativeWork } from '../ui/cooperativeWork.ts';
import { both, canonicalJson, isNothing, type Pair, type SectionsResult, type Side } from './comparable.ts';
import type { Names } from './referenceNames.ts';
import { hasOrder, organizationLeftOut, organizationRule } from './sectionRules.ts';

/** The organizations of two tenants, matched with each other. Nothing is guessed. */
interface Matching {
  readonly pairs: readonly Pair<Organization>[];
  /** The organizations without a counterpart, in each tenant. */
  readonly only: Pair<readonly Organization[]>;
  /** The organizations that have their key in common with others of one tenant. */
  readonly ambiguous: Pair<readonly Organization[]>;
  /** The organizations without the key. */
  readonly withoutKey: Pair<readonly Organization[]>;
}

/**
 * Matches the organizations of two tenants by their names, or by the values of a metadata key. A name is unique in its
 * tenant and in lower case, a value of metadata need not be. An organization that was renamed has no counterpart.
 * @param metadataKey `undefined` for names
 * @param isOneTenant whether the lists are of one tenant at two times, where an organization keeps its ID, and is matched
 *   by it
 */
export function* matchOrganizations(
  lists: Pair<readonly Organization[]>,
  metadataKey: string | undefined,
  isOneTenant = false,
): CooperativeWork<Matching> {
  const keyOf = ({ id, name, metadata }: Organization) => {
    const key = metadataKey === undefined ? name : ownField(metadata ?? {}, metadataKey);
    // An organization keeps its ID.
    return isOneTenant ? id : key;
  };
  const indexes = [yield* indexOf(lists[0], keyOf), yield* indexOf(lists[1], keyOf)] as const;
  const pairs: Pair<Organization>[] = [];
  const empty = (): Pair<Organization[]> => [[], []];
  const [only, ambiguous, withoutKey] = [empty(), empty(), empty()];
  for (const side of [0, 1] as const) {
    const list = lists[side];
    yield* repeat(list.length, (place) => {
      const organization = list[place];
      if (!organization) {
        return;
      }
      const key = keyOf(organization) ?? '';
      const [first, second] = both(indexes, (index) => index.get(key));
      if (key === '') {
        withoutKey[side].push(organization);
      } else if (first === several || second === several) {
        ambiguous[side].push(organization);
      } else if (!first || !second) {
        only[side].push(organization);
      } else if (side === 0) {
        pairs.push([first, second]);
      }
    });
  }
  return { pairs, only, ambiguous, withoutKey };
}

/** A metadata key, and how many organizations of each tenant have a value for it. */
export interface MetadataKey {
  readonly key: string;
  readonly counts: Pair<number>;
}

/** The metadata keys that occur in both tenants, the most frequent first. */
export function* metadataKeys(lists: Pair<readonly Organization[]>): CooperativeWork<readonly MetadataKey[]> {
  const counts = [yield* countKeys(lists[0]), yield* countKeys(lists[1])] as const;
  return [...counts[0]]
    .flatMap(([key, first]): readonly MetadataKey[] => {
      const second = counts[1].get(key);
      return second === undefined ? [] : [{ key, counts: [first, second] }];
    })
    .sort((a, b) => Math.min(...b.counts) - Math.min(...a.counts) || (a.key < b.key ? -1 : 1));
}

/** Stands for organizations of one tenant that have the same key. */
const several = Symbol('several');

function* indexOf(
  list: readonly Organization[],
  keyOf: (organization: Organization) => string | null | undefined,
): CooperativeWork<ReadonlyMap<string, Organization | typeof several>> {
  const index = new Map<string, Organization | typeof several>();
  yield* repeat(list.length, (place) => {
    const organization = list[place];
    const key = organization && keyOf(organization);
    if (organization && key) {
      index.set(key, index.has(key) ? several : organization);
    }
  });
  return index;
}

function* countKeys(list: readonly Organization[]): CooperativeWork<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  yield* repeat(list.length, (place) => {
    for (const [key, value] of Object.entries(list[place]?.metadata ?? {})) {
      if (value) {
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
  });
  return counts;
}

/** Two organizations that belong together. */
export interface ComparedPair {
  readonly organizations: Pair<Organization>;
  /** The fields in which they differ, see `differingFields`, and the names of sections. */
  readonly fields: readonly string[];
  /** The names of sections that are not compared, or not all of their items. */
  readonly unread?: readonly string[];
  /** Why parts of sections are not compared, see `SectionsResult`. */
  readonly missing?: SectionsResult['missing'];
  /** The sections of a pair that differs, if sections are compared, and names of things of each tenant. */
  readonly sections?: Pair<Side['sections']>;
  readonly names?: Pair<Names>;
}

/** Something in a section that is not compared. */
export interface Gap {
  /** The tenant that does not tell it. */
  readonly side: 0 | 1;
  readonly section: string;
  readonly why: string;
  /** Whether it is fields that a token or a tenant leaves out of all items, so that no pair is told to lack them. */
  readonly isLeftOut: boolean;
  /** The number of its organizations that lack it, and the first of them. */
  readonly count: number;
  readonly first: readonly Organization[];
}

/** The organizations of two tenants, compared with each other. */
export interface TenantComparison extends Omit<Matching, 'pairs'> {
  readonly different: readonly ComparedPair[];
  readonly same: readonly ComparedPair[];
  /** The pairs without a difference of which not all sections are compared. */
  readonly unread: readonly ComparedPair[];
  /** The pairs of which a tenant does not have its organization any more. */
  readonly gone: readonly ComparedPair[];
  readonly gaps: readonly Gap[];
}

/**
 * The fields of two organizations that can be compared: what a token for summaries alone is not sent can be there.
 * @param summariesAlone whether the token of each side is sent fewer fields of organizations
 */
export function comparableFields(organizations: Pair<Organization>, summariesAlone: Pair<boolean>): Pair<JsonObject> {
  return both(both(organizations, asSent), (own, side, other) =>
    summariesAlone[side === 0 ? 1 : 0]
      ? Object.fromEntries(Object.entries(own).filter(([field]) => Object.hasOwn(other, field)))
      : own,
  );
}

/** What is known of two lists, apart from their organizations. */
export interface ListOptions {
  readonly isOneTenant?: boolean;
  readonly summariesAlone?: Pair<boolean>;
}

/** The fields of all pairs that are the same, which take no array each. */
const none: readonly string[] = [];

/**
 * Compares the organizations of two tenants by their fields alone.
 * @param metadataKey see `matchOrganizations`
 * @param options.isOneTenant see `matchOrganizations`
 * @param options.summariesAlone see `comparableFields`
 */
export function* compareOrganizationFields(
  lists: Pair<readonly Organization[]>,
  metadataKey: string | undefined,
  { isOneTenant = false, summariesAlone = [false, false] }: ListOptions = {},
): CooperativeWork<TenantComparison> {
  const { pairs, ...others } = yield* matchOrganizations(lists, metadataKey, isOneTenant);
  const different: ComparedPair[] = [];
  const same: ComparedPair[] = [];
  yield* repeat(pairs.length, (place) => {
    const organizations = pairs[place];
    if (organizations) {
      const fields = differingFields(...comparableFields(organizations, summariesAlone));
      if (fields.length > 0) {
        different.push({ organizations, fields });
      } else {
        same.push({ organizations, fields: none });
      }
    }
  });
  return { ...others, different, same, unread: [], gone: [], gaps: [] };
}

/**
 * The fields of two organizations that `comparablePair` would show as different, sorted, with dots between a field and the
 * field in it: `metadata.plan`. Faster than comparing texts, and takes no memory for equal ones.
 */
export function differingFields(first: JsonObject, second: JsonObject): readonly string[] {
  const found: string[] = [];
  collect(first, second, '', found);
  return found.sort();
}

function collect(first: unknown, second: unknown, path: string, found: string[]): void {
  if (first === second || organizationLeftOut.has(path)) {
    return;
  }
  const [one, other] = [meaningOf(first, path), meaningOf(second, path)];
  if (one === other || (isNothing(one) && isNothing(other))) {
    return;
  }
  const [fields, otherFields] = [fieldsOf(one), fieldsOf(other)];
  if (!fields || !otherFields) {
    const [text, otherText] = both([one, other], (each) => JSON.stringify(canonicalJson(each, hasOrder(path))));
    if (text !== otherText) {
      found.push(path);
    }
    return;
  }
  for (const field of Object.keys({ ...fields, ...otherFields })) {
    collect(ownField(fields, field), ownField(otherFields, field), path === '' ? field : `${path}.${field}`, found);
  }
}

/** The value that decides: none for a default, and one case where case says nothing. */
function meaningOf(value: unknown, path: string): unknown {
  const { anyCase = [], defaults = {} } = organizationRule;
  if (typeof value === 'string' && anyCase.includes(path)) {
    return value.toLowerCase();
  }
  return ownField(defaults, path) === value ? undefined : value;
}

/** The fields of an object, none for what is absent. */
function fieldsOf(value: unknown): JsonObject | undefined {
  if (isRecord(value)) {
    return value;
  }
  return isNothing(value) ? {} : undefined;
}
