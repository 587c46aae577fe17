import { isOrganizationId } from '../api/organization.ts';
import { isTenantDomain } from '../api/tenantDomain.ts';

/**
 * What a document compares: everything about two organizations, two organizations among those of two tenants, or among
 * those of a snapshot and a tenant. It is the first part of the path, and the folder. No section has such a name.
 */
export type ComparisonKind = 'comparison' | 'tenants' | 'snapshot';

export const comparisonKinds: readonly ComparisonKind[] = ['comparison', 'tenants', 'snapshot'];

/** The folder of what is compared of two tenants. */
export const tenantsName = 'tenants' satisfies ComparisonKind;

/** The folder of what is compared of a snapshot and a tenant. */
export const snapshotName = 'snapshot' satisfies ComparisonKind;

/** The file name of the summary of two tenants. */
export const summaryName = 'summary';

/** The organization that an organization is compared with. */
export interface Counterpart {
  readonly kind: ComparisonKind;
  readonly domain: string;
  readonly id: string;
  /** Only for a snapshot. Both sides can have one ID in one domain, and snapshots of several times can be open. */
  readonly side?: SnapshotSide;
}

/** The time of a snapshot, and whether a document shows what is in the snapshot or what the tenant has. */
export type SnapshotSide = readonly [time: string, content: 'saved' | 'current'];

/** What a summary compares its tenant with. */
export interface ComparedInSummary {
  /** The domain of the other tenant. */
  readonly comparedWith: string;
  /** The time of the snapshot, if the tenant is compared with a snapshot. */
  readonly snapshot?: string;
}

/** The path of a side of a comparison in the address of its organization. */
export function comparisonPath({ kind, domain, id, side }: Counterpart): readonly string[] {
  return [kind, domain, id, ...(side ?? [])];
}

/** The other organization of a comparison, `undefined` for a path that `comparisonPath` does not create. */
export function counterpartInPath([first, domain = '', id = '', ...rest]: readonly string[]): Counterpart | undefined {
  const kind = comparisonKinds.find((each) => each === first);
  const isPath =
    isTenantDomain(domain) && isOrganizationId(id) && endsIn(kind, rest, /^[\dTZ.:-]{24}\/(saved|current)$/);
  return kind !== undefined && isPath ? { kind, domain, id } : undefined;
}

/** The keys of a summary. The first one is also the folder. */
export function summaryPath({ comparedWith, snapshot }: ComparedInSummary): readonly [string, ...string[]] {
  return snapshot === undefined ? [tenantsName, comparedWith] : [snapshotName, comparedWith, snapshot];
}

/** The summary of keys of `summaryPath`. @param kind the first key @param keys the others */
export function comparedInSummary(
  kind: typeof tenantsName | typeof snapshotName,
  [comparedWith = '', ...rest]: readonly string[],
): ComparedInSummary | undefined {
  const [snapshot] = rest;
  return isTenantDomain(comparedWith) && endsIn(kind, rest, /^[\dTZ.:-]{24}$/)
    ? { comparedWith, ...(snapshot !== undefined && { snapshot }) }
    : undefined;
}

/** Whether the rest of a path is that of a snapshot, or there is none for anything else. */
function endsIn(kind: ComparisonKind | undefined, rest: readonly string[], ofSnapshot: RegExp): boolean {
  return (kind === snapshotName ? ofSnapshot : /^$/).test(rest.join('/'));
}
