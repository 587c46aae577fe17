import { asSent, type Organization } from '../management/organization.ts';
import { repeat, type Slices } from '../organizations/slices.ts';
import type { Side } from './comparable.ts';
import { differingFields } from './differingFields.ts';
import { type Matching, matchOrganizations } from './matchOrganizations.ts';
import type { Pair } from './pair.ts';

/** Two organizations that belong together. */
export interface ComparedPair {
  readonly organizations: Pair<Organization>;
  /** The fields in which they differ, see `differingFields`, and the names of sections. */
  readonly fields: readonly string[];
  /** The sections of a pair that differs, if sections are compared. */
  readonly sections?: Pair<Side['sections']>;
}

/** The organizations of two tenants, compared with each other. */
export interface TenantComparison extends Omit<Matching, 'pairs'> {
  readonly different: readonly ComparedPair[];
  readonly same: readonly ComparedPair[];
  /**
   * The pairs without a difference of which a section could not be read to its end. Their `fields` are the names of these
   * sections.
   */
  readonly unread: readonly ComparedPair[];
  /** The pairs of which a tenant does not have its organization any more. */
  readonly gone: readonly ComparedPair[];
}

/** The fields of all pairs that are the same, which take no array each. */
const none: readonly string[] = [];

/**
 * Compares the organizations of two tenants by their fields alone.
 * @param metadataKey see `matchOrganizations`
 * @param isOneTenant see `matchOrganizations`
 */
export function* compareLists(
  lists: Pair<readonly Organization[]>,
  metadataKey: string | undefined,
  isOneTenant = false,
): Slices<TenantComparison> {
  const { pairs, ...others } = yield* matchOrganizations(lists, metadataKey, isOneTenant);
  const different: ComparedPair[] = [];
  const same: ComparedPair[] = [];
  yield* repeat(pairs.length, (place) => {
    const organizations = pairs[place];
    if (organizations) {
      const fields = differingFields(asSent(organizations[0]), asSent(organizations[1]));
      if (fields.length > 0) {
        different.push({ organizations, fields });
      } else {
        same.push({ organizations, fields: none });
      }
    }
  });
  return { ...others, different, same, unread: [], gone: [] };
}
