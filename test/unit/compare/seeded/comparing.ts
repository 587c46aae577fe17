import assert from 'node:assert/strict';
import { asSent, type Organization } from '../../../../src/api/organization.ts';
import { backgroundContext } from '../../../../src/api/requestContext.ts';
import { both, comparablePair, type Pair, type Side } from '../../../../src/compare/comparable.ts';
import {
  compareSectionsOfPairs,
  emptyPairScan,
  type ReadPairSection,
  withPairSections,
} from '../../../../src/compare/comparePairs.ts';
import { differencesOf } from '../../../../src/compare/differences.ts';
import { compareOrganizationFields, type TenantComparison } from '../../../../src/compare/matchOrganizations.ts';
import { namesOfTenant, type ReadNames } from '../../../../src/compare/referenceNames.ts';
import { requestedSections } from '../../../../src/sections/organizationSections.ts';
import { readSnapshot, sectionsAt, type Snapshot } from '../../../../src/snapshots/readSnapshot.ts';
import { SnapshotWriter } from '../../../../src/snapshots/snapshotFormat.ts';
import { resultOf } from '../../../../src/ui/cooperativeWork.ts';
import { fileInMemory } from '../../documents/writtenText.ts';
import { unread } from '../comparingPairs.ts';
import type { SeededCase } from './content.ts';
import type { SeededTenant } from './seededTenants.ts';

const context = backgroundContext();

/** What a comparison has found of each case: the fields and sections that differ, or why it is not sure. */
export type Found = ReadonlyMap<string, string>;

export function namesOf({ tenants, tenant }: SeededTenant): ReadNames {
  return namesOfTenant(tenants, tenant.domain);
}

/**
 * Compares two lists with sections, as the commands do.
 * @param names `undefined` for one tenant at two times
 * @param domains those of the tenants, where something that is read tells them
 */
export async function compareLists(
  lists: Pair<readonly Organization[]>,
  sections: readonly string[],
  read: ReadPairSection,
  names: Pair<ReadNames> | undefined,
  domains: Pair<string> = ['a.auth0.com', 'b.auth0.com'],
): Promise<{ readonly comparison: TenantComparison; readonly found: Found }> {
  const fields = resultOf(compareOrganizationFields(lists, undefined, { isOneTenant: names === undefined }));
  const scan = emptyPairScan();
  const progress = { patiently: <T>(task: () => Promise<T>) => task(), onProgress: () => undefined };
  await compareSectionsOfPairs(fields, scan, read, { domains, sections, names, unread, context, ...progress });
  const comparison = withPairSections(fields, scan);
  const found = new Map<string, string>();
  const placeOf = ({ id }: Organization) => String(lists[0].findIndex((each) => each.id === id));
  for (const pair of comparison.same) found.set(placeOf(pair.organizations[0]), '');
  for (const pair of comparison.different) {
    const differing = new Set(pair.fields.map((field) => field.replace(/\..*/, '')));
    found.set(placeOf(pair.organizations[0]), [...differing].sort().join(' '));
  }
  return { comparison, found };
}

/** A snapshot with all sections of a tenant, written and read, and its sections. */
export async function snapshotOf(tenant: SeededTenant): Promise<{
  readonly snapshot: Snapshot;
  readonly read: (id: string, name: string) => Awaited<ReturnType<ReadPairSection>>;
}> {
  const { draft, text } = fileInMemory();
  const header = { domain: tenant.tenant.domain, createdAt: new Date().toISOString(), sections: requestedSections };
  const source = {
    ...{ header, pages: tenant.organizationPages() },
    readSection: async ({ id }: Organization, name: string) => ({
      items: await tenant.section(id, name),
      complete: true,
    }),
  };
  await new SnapshotWriter(source, draft).run(context, {
    patiently: (task) => task(),
    onProgress: () => undefined,
  });
  const bytes = new TextEncoder().encode(text());
  const snapshot = await readSnapshot(piecesOf(bytes), () => undefined);
  const read = (id: string, name: string) => {
    const { start = 0, length = 0 } = snapshot.places.get(id) ?? {};
    return sectionsAt(bytes.subarray(start, start + length), id, requestedSections)[name] ?? { why: 'not there' };
  };
  return { snapshot, read };
}

async function* piecesOf(bytes: Uint8Array) {
  yield await Promise.resolve(bytes);
}

/** The fields and sections in which the documents differ, which are those that the list of differences names. */
export function shownIn(contents: ReturnType<typeof comparablePair>): string {
  const [first, second] = both(contents, ({ organization, sections = {} }) => {
    const parts: Readonly<Record<string, unknown>> = { ...(organization as object), ...(sections as object) };
    return parts;
  });
  const names = [...new Set([...Object.keys(first), ...Object.keys(second)])];
  const shown = names.filter((name) => JSON.stringify(first[name]) !== JSON.stringify(second[name])).sort();
  const { differences: listed } = differencesOf(contents);
  const told = new Set(listed.map(({ section, field = '' }) => section ?? field.replace(/\..*/, '')));
  assert.deepEqual([...told].sort(), shown, 'the list says what the documents show');
  return shown.join(' ');
}

/** The documents of pairs that differ show what the list says of them. */
export function assertShown({ different }: TenantComparison, domains: Pair<string>): void {
  // Only so many keep their sections.
  for (const { organizations, sections, names, fields } of different.filter((pair) => pair.sections)) {
    const sides = both(organizations, (organization, side): Side => ({
      ...{ title: '', domain: domains[side], organization: asSent(organization) },
      ...{ sections: sections?.[side] ?? {}, ...(names && { names: names[side] }) },
    }));
    const listed = [...new Set(fields.map((field) => field.replace(/\..*/, '')))].sort().join(' ');
    assert.equal(shownIn(comparablePair(sides, false)), listed);
  }
}

/** @param isSeen whether a field or section is compared */
export function assertFound(
  cases: readonly SeededCase[],
  found: Found,
  isSeen: (field: string) => boolean = () => true,
): void {
  const wrong = cases.flatMap(({ differs }, place) => {
    const expected = differs.filter(isSeen).toSorted().join(' ');
    const actual = found.get(String(place)) ?? 'not found';
    return actual === expected ? [] : [`${cases[place]?.name}: ${actual || 'nothing'}, not ${expected || 'nothing'}`];
  });
  assert.deepEqual(wrong, []);
}

/** Nothing is missing but what the cases say of the sections that are compared. */
export function assertGaps(
  cases: readonly SeededCase[],
  { gaps, unread }: TenantComparison,
  sections: readonly string[],
): void {
  // What is left out of several organizations alike is told once.
  const told = new Map<string, number>();
  for (const { section, isLeftOut, count } of gaps) {
    assert.ok(isLeftOut);
    told.set(section, (told.get(section) ?? 0) + count);
  }
  const expected = new Map<string, number>();
  for (const { leftOut } of cases) {
    if (leftOut && sections.includes(leftOut)) expected.set(leftOut, (expected.get(leftOut) ?? 0) + 1);
  }
  assert.deepEqual(told, expected);
  assert.deepEqual(unread, []);
}
