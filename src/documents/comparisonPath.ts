import { isOrganizationId } from '../management/organization.ts';
import { isTenantDomain } from '../management/tenantDomain.ts';

/**
 * What a document compares: everything about two organizations, or two organizations among those of two tenants. It is
 * the first part of the path, and the folder. No section has such a name.
 */
export type ComparisonKind = 'comparison' | 'tenants';

export const comparisonKinds: readonly ComparisonKind[] = ['comparison', 'tenants'];

/** The folder of what is compared of two tenants. */
export const tenantsName = 'tenants' satisfies ComparisonKind;

/** The file name of the summary of two tenants. */
export const summaryName = 'summary';

/** The organization that an organization is compared with. */
export interface Counterpart {
  readonly kind: ComparisonKind;
  readonly domain: string;
  readonly id: string;
}

/** The path of a side of a comparison in the address of its organization. */
export function comparisonPath({ kind, domain, id }: Counterpart): readonly string[] {
  return [kind, domain, id];
}

/** The other organization of a comparison, `undefined` for a path that `comparisonPath` does not create. */
export function counterpartInPath([first, domain = '', id = '', ...rest]: readonly string[]): Counterpart | undefined {
  const kind = comparisonKinds.find((each) => each === first);
  const isPath = isTenantDomain(domain) && isOrganizationId(id) && rest.length === 0;
  return kind !== undefined && isPath ? { kind, domain, id } : undefined;
}
