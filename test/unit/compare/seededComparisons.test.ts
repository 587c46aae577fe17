import assert from 'node:assert/strict';
import { asSent, type Organization } from '../../../src/api/organization.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import { both, comparablePair, type Pair, type Side, unnamedReferences } from '../../../src/compare/comparable.ts';
import {
  compareSectionsOfPairs,
  emptyPairScan,
  pairSections,
  type ReadPairSection,
  withPairSections,
} from '../../../src/compare/comparePairs.ts';
import { differencesOf } from '../../../src/compare/differences.ts';
import { compareOrganizationFields, type TenantComparison } from '../../../src/compare/matchOrganizations.ts';
import { namesOfTenant, type ReadNames } from '../../../src/compare/names.ts';
import { requestedSections } from '../../../src/sections/organizationSections.ts';
import { readSnapshot, sectionsAt } from '../../../src/snapshots/readSnapshot.ts';
import { SnapshotWriter } from '../../../src/snapshots/snapshotFormat.ts';
import { resultOf } from '../../../src/ui/cooperativeWork.ts';
import { fileInMemory } from '../documents/writtenText.ts';
import type { SeededCase } from './seeded/content.ts';
import { differences } from './seeded/differences.ts';
import { sameness } from './seeded/sameness.ts';
import { SeededTenant } from './seeded/seededTenants.ts';

const context = backgroundContext();
const all = [...differences, ...sameness];
const of = (...pairs: readonly SeededCase['pair'][]) => all.filter(({ pair }) => pairs.includes(pair));

/** What a comparison has found of each case: the fields and sections that differ, or why it is not sure. */
type Found = ReadonlyMap<string, string>;

function assertFound(
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

describe('Seeded differences', function () {
  // Thousands of requests, which take seconds, but minutes beside much other work.
  this.timeout(300_000);
  let first: SeededTenant;
  let second: SeededTenant;

  before(async () => {
    first = await SeededTenant.start('first');
    second = await SeededTenant.start('second');
  });
  after(async () => {
    await first.tenant.close();
    await second.tenant.close();
  });

  it('are 60 and more, beside 40 things and more that are none', () => {
    assert.ok(differences.length >= 60 && sameness.length >= 40);
    assert.equal(new Set(all.map(({ name }) => name)).size, all.length);
  });

  const extents: readonly (readonly [what: string, names: readonly string[]])[] = [
    ['everything about two organizations', requestedSections],
    ['two organizations by their fields', []],
  ];
  for (const [what, names] of extents) {
    it(`are found and shown in ${what} of two tenants, and nothing else`, async () => {
      const cases = of('both', 'across');
      await first.seed(cases, 'left');
      await second.seed(cases, 'right');
      const [one, two] = [await first.organizations(), await second.organizations()];
      const found = new Map<string, string>();
      for (const place of cases.keys()) {
        const sides = await named([await sideOf(first, one[place], names), await sideOf(second, two[place], names)]);
        found.set(String(place), shownIn(comparablePair(sides, false)));
      }
      assertFound(cases, found, (field) => names.includes(field) || !requestedSections.includes(field));
    });
  }

  it('are found and shown in everything about two organizations of one tenant, and nothing else but names', async () => {
    const cases = of('both', 'within').filter(({ name }) => name !== 'role made again under its name');
    await first.seed(cases, 'left', 'right');
    const organizations = await first.organizations();
    const found = new Map<string, string>();
    for (const place of cases.keys()) {
      const pair = [organizations[place], organizations[place + cases.length]] as const;
      const [one, two] = [
        await sideOf(first, pair[0], requestedSections),
        await sideOf(first, pair[1], requestedSections),
      ];
      const shown = shownIn(comparablePair([one.side, two.side], false));
      found.set(String(place), shown.replace(/ ?\bname\b/, '').trim());
    }
    assertFound(cases, found);
  });

  it('are found in Compare Tenants, and nothing else', async () => {
    const cases = of('both', 'across');
    await first.seed(cases, 'left');
    await second.seed(cases, 'right');
    const read: ReadPairSection = async (side, id, name) => ({
      items: await (side === 0 ? first : second).section(id, name),
    });
    const lists = [await first.organizations(), await second.organizations()] as const;
    const names = both([first, second], namesOf);
    const { comparison, found } = await compareLists(lists, false, pairSections, read, names);
    assertFound(cases, found, (field) => pairSections.includes(field) || !requestedSections.includes(field));
    assert.deepEqual([comparison.gaps, comparison.unread], [[], []]);
    for (const pair of comparison.different) {
      const sides = both(pair.organizations, (organization, side): Side => ({
        ...{ title: '', domain: String(side), organization: asSent(organization) },
        ...{ sections: pair.sections?.[side] ?? {}, ...(pair.names && { names: pair.names[side] }) },
      }));
      const listed = [...new Set(pair.fields.map((field) => field.replace(/\..*/, '')))].sort().join(' ');
      assert.equal(shownIn(comparablePair(sides, false)), listed, 'the document shows what the list says');
    }
  });

  for (const isOneTenant of [true, false]) {
    it(`are found in Compare With Snapshot of ${isOneTenant ? 'the tenant itself' : 'another tenant'}, and nothing else`, async () => {
      const cases = isOneTenant ? of('both', 'within') : of('both', 'across');
      await first.seed(cases, 'left');
      const { draft, text } = fileInMemory();
      const header = { domain: 'acme.eu.auth0.com', createdAt: new Date().toISOString(), sections: requestedSections };
      const source = {
        ...{ header, pages: first.organizationPages() },
        readSection: async (id: string, name: string) => ({ items: await first.section(id, name), complete: true }),
      };
      await new SnapshotWriter(source, draft).run(context, {
        patiently: (task) => task(),
        onProgress: () => undefined,
      });
      const bytes = new TextEncoder().encode(text());
      const snapshot = await readSnapshot(piecesOf(bytes), () => undefined);
      const names = isOneTenant ? undefined : both([first, second], namesOf);
      if (isOneTenant) await first.seed(cases, 'right');
      else await second.seed(cases, 'right');
      const today = isOneTenant ? first : second;
      const read: ReadPairSection = async (side, id, name) => {
        if (side === 1) return { items: await today.section(id, name) };
        const { start = 0, length = 0 } = snapshot.places.get(id) ?? {};
        return sectionsAt(bytes.subarray(start, start + length), id, requestedSections)[name] ?? { why: 'not there' };
      };
      const lists = [snapshot.organizations, await today.organizations()] as const;
      const { found, comparison } = await compareLists(lists, isOneTenant, requestedSections, read, names);
      assertFound(cases, found);
      assert.deepEqual([comparison.gaps, comparison.unread], [[], []]);
    });
  }
});

async function* piecesOf(bytes: Uint8Array) {
  yield await Promise.resolve(bytes);
}

function namesOf({ tenants, tenant }: SeededTenant): ReadNames {
  return namesOfTenant(tenants, tenant.domain);
}

async function compareLists(
  lists: Pair<readonly Organization[]>,
  isOneTenant: boolean,
  sections: readonly string[],
  read: ReadPairSection,
  names: Pair<ReadNames> | undefined,
): Promise<{ readonly comparison: TenantComparison; readonly found: Found }> {
  const fields = resultOf(compareOrganizationFields(lists, undefined, isOneTenant));
  const scan = emptyPairScan();
  const progress = { patiently: <T>(task: () => Promise<T>) => task(), onProgress: () => undefined };
  await compareSectionsOfPairs(fields, scan, read, { sections, names, context, ...progress });
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

async function sideOf(tenant: SeededTenant, organization: Organization | undefined, names: readonly string[]) {
  assert.ok(organization);
  const read = await Promise.all(
    names.map(async (name) => [name, { items: await tenant.section(organization.id, name) }] as const),
  );
  const sections = Object.fromEntries(read);
  const { domain } = tenant.tenant;
  return { side: { title: domain, domain, organization: asSent(organization), sections }, readNames: namesOf(tenant) };
}

type ReadSide = Awaited<ReturnType<typeof sideOf>>;

/** Two sides with the names of what they refer to, as commands read them. */
async function named(read: Pair<ReadSide>): Promise<Pair<Side>> {
  const unnamed = unnamedReferences([read[0].side, read[1].side]);
  return Promise.all(
    both(read, async ({ side, readNames }, place) => ({ ...side, names: await readNames(unnamed[place], context) })),
  );
}

/** The fields and sections in which the documents differ, which are those that the list of differences names. */
function shownIn(contents: ReturnType<typeof comparablePair>): string {
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
