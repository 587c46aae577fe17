import { isOrganizationId } from '../management/organization.ts';
import { isTenantDomain } from '../management/tenantDomain.ts';

/** The first part of the paths of comparisons of everything, and their folder. No section has this name. */
export const comparison = 'comparison';

/** The organization that an organization is compared with. */
export interface Counterpart {
  readonly domain: string;
  readonly id: string;
}

/** The path of a side of a comparison in the address of its organization. */
export function comparisonPath({ domain, id }: Counterpart): readonly string[] {
  return [comparison, domain, id];
}

/** The other organization of a comparison, `undefined` for a path that `comparisonPath` does not create. */
export function counterpartInPath([kind, domain = '', id = '', ...rest]: readonly string[]): Counterpart | undefined {
  const isPath = kind === comparison && isTenantDomain(domain) && isOrganizationId(id) && rest.length === 0;
  return isPath ? { domain, id } : undefined;
}
