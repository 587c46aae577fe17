import type { Organization } from '../management/organization.ts';
import { repeat, type Slices } from '../organizations/slices.ts';
import { both, type Pair } from './pair.ts';

/** The organizations of two tenants, matched with each other. Nothing is guessed. */
export interface Matching {
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
): Slices<Matching> {
  const keyOf = isOneTenant ? idOf : metadataKey === undefined ? nameOf : metadataReader(metadataKey);
  const indexes = [yield* indexOf(lists[0], keyOf), yield* indexOf(lists[1], keyOf)] as const;
  const pairs: Pair<Organization>[] = [];
  const empty = (): Pair<Organization[]> => [[], []];
  const [only, ambiguous, withoutKey] = [empty(), empty(), empty()];
  for (const side of [0, 1] as const) {
    const list = lists[side];
    yield* repeat(list.length, (place) => {
      const organization = list[place];
      const key = organization && keyOf(organization);
      if (!organization) {
        return;
      }
      if (!key) {
        withoutKey[side].push(organization);
        return;
      }
      const [first, second] = both(indexes, (index) => index.get(key));
      if (first === several || second === several) {
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
export function* metadataKeys(lists: Pair<readonly Organization[]>): Slices<readonly MetadataKey[]> {
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

type KeyOf = (organization: Organization) => string | null | undefined;

function idOf({ id }: Organization): string {
  return id;
}

function nameOf({ name }: Organization): string | undefined {
  return name;
}

function metadataReader(key: string): KeyOf {
  return ({ metadata }) => (metadata && Object.hasOwn(metadata, key) ? metadata[key] : undefined);
}

function* indexOf(
  list: readonly Organization[],
  keyOf: KeyOf,
): Slices<ReadonlyMap<string, Organization | typeof several>> {
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

function* countKeys(list: readonly Organization[]): Slices<ReadonlyMap<string, number>> {
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
