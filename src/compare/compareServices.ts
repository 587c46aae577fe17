import type { OrganizationReference } from '../commands/commandArguments.ts';
import type { ExtensionServices } from '../commands/services.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import type { StoredPairScan } from './comparePairs.ts';

/** The services of commands that compare, with what they keep until the window closes. */
export interface CompareServices extends ExtensionServices {
  readonly comparing: {
    /** The organization of `selectForCompare`. */
    selected?: OrganizationReference;
    /** The comparisons of sections that run or were stopped, by the list of the first and the domain of the second tenant. */
    readonly pairScans: WeakMap<OrganizationList, Map<string, StoredPairScan>>;
  };
}
