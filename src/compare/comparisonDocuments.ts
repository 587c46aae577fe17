import * as l10n from '@vscode/l10n';
import { asSent, isOrganizationId, type Organization } from '../api/organization.ts';
import { documentationOf } from '../api/organizationsClient.ts';
import { isTenantDomain } from '../api/tenantDomain.ts';
import type { DocumentAddress } from '../documents/documentAddress.ts';
import {
  type DocumentForm,
  type DocumentKind,
  everythingSchema,
  organizationForm,
  organizationSchema,
} from '../documents/documentKinds.ts';
import type { Pair } from './comparable.ts';

/**
 * What a document compares: everything about two organizations, two organizations among those of two tenants, or among
 * those of a snapshot and a tenant. It is the first part of the path, and the folder. No section has such a name.
 */
export type ComparisonKind = 'comparison' | 'tenants' | 'snapshot';

const comparisonKinds: readonly ComparisonKind[] = ['comparison', 'tenants', 'snapshot'];

/** The folder of what is compared of two tenants. */
const tenantsName = 'tenants' satisfies ComparisonKind;

/** The folder of what is compared of a snapshot and a tenant. */
const snapshotName = 'snapshot' satisfies ComparisonKind;

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
interface ComparedInSummary {
  /** The domain of the other tenant. */
  readonly comparedWith: string;
  /** The titles of what is compared. */
  readonly titles: Pair<string>;
  /** The time of the snapshot, if the tenant is compared with a snapshot. */
  readonly snapshot?: string;
}

/** The organization that a document compares its own with, `undefined` for a document that is not a side. */
export function counterpart({
  id: own,
  path: [first, domain = '', id = '', ...rest],
}: DocumentAddress): Counterpart | undefined {
  const kind = comparisonKinds.find((each) => each === first);
  const isSide =
    own !== undefined &&
    isTenantDomain(domain) &&
    isOrganizationId(id) &&
    endsIn(kind, rest, /^[\dTZ.:-]{24}\/(saved|current)$/);
  return kind !== undefined && isSide ? { kind, domain, id } : undefined;
}

/** The address of a side of a comparison, `…/comparison/{name}.json?{id}/comparison/{domain}/{id}`. */
export function sideAddress(domain: string, { id, name = id }: Organization, other: Counterpart): DocumentAddress {
  return { domain, id, name, path: [other.kind, other.domain, other.id, ...(other.side ?? [])] };
}

/** A side of a comparison, see `sideAddress`. */
export const sideForm: DocumentForm = {
  names: comparisonKinds,
  isOfOrganization: true,
  has: (address) => counterpart(address) !== undefined,
  fileOf: ({ id = '', name = '', path: [kind = ''] }) => ({ titles: [kind, name || id], type: 'json' }),
  schemaOf: () => everythingSchema,
};

/** The address of the summary of two tenants, or of a snapshot and a tenant, `…/tenants/{titles}.md?tenants/{domain}`. */
export function summaryAddress(domain: string, { comparedWith, titles, snapshot }: ComparedInSummary): DocumentAddress {
  return {
    domain,
    // A time has signs that no file name can have.
    name: snapshot === undefined ? titles.join(' – ') : titles[1],
    path: snapshot === undefined ? [tenantsName, comparedWith] : [snapshotName, comparedWith, snapshot],
  };
}

/** The summary of a comparison, see `summaryAddress`. */
export const summaryForm: DocumentForm = {
  names: [tenantsName, snapshotName],
  isOfOrganization: false,
  has: ({ path: [first, comparedWith = '', ...rest] }) => {
    const kind = comparisonKinds.find((each) => each === first);
    return isTenantDomain(comparedWith) && endsIn(kind, rest, /^[\dTZ.:-]{24}$/);
  },
  fileOf: ({ name = '', path: [kind = ''] }) => ({ titles: [kind], lastTitle: name, type: 'md' }),
  schemaOf: () => undefined,
};

/** Whether the rest of a path is that of a snapshot, or there is none for anything else. */
function endsIn(kind: ComparisonKind | undefined, rest: readonly string[], ofSnapshot: RegExp): boolean {
  return (kind === snapshotName ? ofSnapshot : /^$/).test(rest.join('/'));
}

/** An organization alone, as it is compared, `…/{name}/ordered.json?{id}/ordered`. */
export const orderedForm: DocumentForm = {
  ...organizationForm,
  names: ['ordered'],
  has: ({ path }) => path.length === 1,
  schemaOf: () => organizationSchema([]),
};

/** Organizations alone, as they are compared. @param organizations how they are read */
export function orderedDocuments(organizations: DocumentKind): DocumentKind {
  return {
    ...organizations,
    ...orderedForm,
    read: async (address, context, purpose) => {
      const organization = await organizations.read({ ...address, path: [] }, context, purpose);
      const { comparableOrganization } = await import('./comparable.ts');
      return comparableOrganization(asSent(organization as Organization));
    },
  };
}

/** Sides of comparisons. They are in memory alone, and are not read again. */
export const sideDocuments: DocumentKind = {
  ...sideForm,
  isReport: true,
  read: () => Promise.resolve({ not_compared: [notKept()] }),
  failureOf,
};

/** Summaries of comparisons. They are in memory alone, and are not read again. */
export const summaryDocuments: DocumentKind = {
  ...summaryForm,
  isReport: true,
  read: () => Promise.resolve(`${notKept()}\n`),
  failureOf,
};

function notKept(): string {
  return l10n.t('A comparison is not kept when its tab or the window closes. Compare again.');
}

function failureOf(): ReturnType<DocumentKind['failureOf']> {
  return { what: l10n.t('The organizations could not be compared'), documentation: documentationOf.get };
}
