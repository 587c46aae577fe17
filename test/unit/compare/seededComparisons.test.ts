import assert from 'node:assert/strict';
import { asSent, type Organization } from '../../../src/api/organization.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import { both, comparablePair, type Pair, type Side, unnamedReferences } from '../../../src/compare/comparable.ts';
import { pairSections, type ReadPairSection } from '../../../src/compare/comparePairs.ts';
import { differencesOf } from '../../../src/compare/differences.ts';
import type { TenantComparison } from '../../../src/compare/matchOrganizations.ts';
import { requestedSections } from '../../../src/sections/organizationSections.ts';
import { auditedSameness } from './seeded/auditedSameness.ts';
import { auditing } from './seeded/auditing.ts';
import { compareLists, type Found, namesOf, snapshotOf } from './seeded/comparing.ts';
import type { SeededCase } from './seeded/content.ts';
import { differences } from './seeded/differences.ts';
import { furtherDifferences } from './seeded/furtherDifferences.ts';
import { furtherSameness } from './seeded/furtherSameness.ts';
import { independent } from './seeded/independent.ts';
import { independentSameness } from './seeded/independentSameness.ts';
import { reviewedSameness } from './seeded/reviewedSameness.ts';
import { reviewing } from './seeded/reviewing.ts';
import { sameness } from './seeded/sameness.ts';
import { SeededTenant } from './seeded/seededTenants.ts';

const context = backgroundContext();
const audited = [...auditing, ...auditedSameness, ...reviewing, ...reviewedSameness];
const further = [...furtherDifferences, ...furtherSameness];
const all = [...differences, ...sameness, ...audited, ...independent, ...independentSameness, ...further];
const of = (...pairs: readonly SeededCase['pair'][]) => all.filter(({ pair }) => pairs.includes(pair));

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

/** Nothing is missing but what the cases say of the sections that are compared. */
function assertGaps(
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
      const rows: string[] = [];
      for (const place of cases.keys()) {
        const sides = await named([await sideOf(first, one[place], names), await sideOf(second, two[place], names)]);
        const contents = comparablePair(sides, false);
        found.set(String(place), shownIn(contents));
        rows.push(...wrongRows(cases[place], contents, names.length > 0));
      }
      assert.deepEqual(rows, []);
      assertFound(cases, found, (field) => names.includes(field) || !requestedSections.includes(field));
    });
  }

  it('are found and shown in everything about two organizations of one tenant, and nothing else but names', async () => {
    // Two organizations have domains, invitations and own roles of their own.
    const ofOne = [
      'role made again under its name',
      'a domain removed and added again',
      'a domain made again that DNS must prove again',
      'a role of the tenant made again that nobody has',
      'a role of the organization removed and added again',
      'an invitation revoked and sent again',
    ];
    const cases = of('both', 'within').filter(({ name }) => !ofOne.includes(name));
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
    const { comparison, found } = await compareLists(lists, pairSections, read, names);
    assertFound(cases, found, (field) => pairSections.includes(field) || !requestedSections.includes(field));
    assertGaps(cases, comparison, pairSections);
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
    it(`are found in Compare with Snapshot of ${isOneTenant ? 'the tenant itself' : 'another tenant'}, and nothing else`, async () => {
      const cases = isOneTenant ? of('both', 'within') : of('both', 'across');
      await first.seed(cases, 'left');
      const { snapshot, read: readSaved } = await snapshotOf(first);
      const names = isOneTenant ? undefined : both([first, second], namesOf);
      if (isOneTenant) await first.seed(cases, 'right');
      else await second.seed(cases, 'right');
      const today = isOneTenant ? first : second;
      const read: ReadPairSection = async (side, id, name) =>
        side === 0 ? readSaved(id, name) : { items: await today.section(id, name) };
      const lists = [snapshot.organizations, await today.organizations()] as const;
      const { found, comparison } = await compareLists(lists, requestedSections, read, names);
      assertFound(cases, found);
      assertGaps(cases, comparison, requestedSections);
    });
  }
});

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

/** The rows of a case that are not as they should be. @param isWhole whether sections are compared, too */
function wrongRows(
  one: SeededCase | undefined,
  contents: ReturnType<typeof comparablePair>,
  isWhole: boolean,
): readonly string[] {
  const expected = one?.rows?.filter((row) => isWhole || !requestedSections.some((name) => row.startsWith(`${name} `)));
  const { differences: listed } = differencesOf(contents);
  const actual = listed.map(({ section, item = {}, field, first, second }) => {
    const place =
      section === undefined ? '' : `${section} [${Object.values(item).join(' ')}]${field === undefined ? '' : ' '}`;
    return `${place}${field ?? ''}: ${JSON.stringify(first)} → ${JSON.stringify(second)}`;
  });
  return expected && JSON.stringify(actual) !== JSON.stringify(expected)
    ? [`${one?.name}: ${actual.join(', ')}, not ${expected.join(', ')}`]
    : [];
}
