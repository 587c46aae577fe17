import assert from 'node:assert/strict';
import { asSent } from '../../../src/api/organization.ts';
import { both, comparablePair, type Pair, type Side } from '../../../src/compare/comparable.ts';
import type { ReadPairSection } from '../../../src/compare/comparePairs.ts';
import { differencesOf } from '../../../src/compare/differences.ts';
import { noNames } from '../../../src/compare/referenceNames.ts';
import { requestedSections } from '../../../src/sections/organizationSections.ts';
import { allCases, casesOf } from './seeded/allCases.ts';
import { assertFound, assertGaps, compareLists, shownIn } from './seeded/comparing.ts';
import type { ListName, SeededCase } from './seeded/content.ts';
import { differences } from './seeded/differences.ts';
import { sameness } from './seeded/sameness.ts';
import { applicationNames, connectionNames, seededOrganization } from './seeded/seededTenants.ts';

const caseSides: Pair<'left' | 'right'> = ['left', 'right'];

/** What a tenant has with a side of each case. The answers over HTTP are those of `seededComparisons.test.ts`. */
function tenantWith(domain: string, cases: readonly SeededCase[], side: 'left' | 'right', prefix = '') {
  const seeded = cases.map((one) => seededOrganization(domain, prefix + one.name, one[side] ?? {}));
  const keys = new Set(seeded.flatMap(({ applications }) => [...applications]));
  const names = { ...noNames, application: applicationNames(domain, keys), connection: connectionNames(domain) };
  const section = (place: number, name: string) => ({ items: seeded[place]?.lists[name as ListName] ?? [] });
  const sideOf = (place: number, sections: readonly string[]): Side => ({
    ...{ title: domain, domain, names, organization: asSent(seeded[place]?.organization ?? assert.fail()) },
    sections: Object.fromEntries(sections.map((name) => [name, section(place, name)])),
  });
  return { organizations: seeded.map(({ organization }) => organization), section, sideOf, names };
}

describe('Seeded differences between contents', () => {
  const acrossCases = casesOf('both', 'across');
  const across = both(caseSides, (side, place) => tenantWith(`${place}.auth0.com`, acrossCases, side));

  it('are 60 and more, beside 40 things and more that are none', () => {
    assert.ok(differences.length >= 60 && sameness.length >= 40);
    assert.equal(new Set(allCases.map(({ name }) => name)).size, allCases.length);
  });

  const extents: readonly (readonly [what: string, names: readonly string[]])[] = [
    ['everything about two organizations', requestedSections],
    ['two organizations by their fields', []],
  ];
  for (const [what, names] of extents) {
    it(`are found and shown in ${what} of two tenants, and nothing else`, () => {
      const found = new Map<string, string>();
      const rows: string[] = [];
      for (const [place, one] of acrossCases.entries()) {
        const contents = comparablePair(
          both(across, ({ sideOf }) => sideOf(place, names)),
          false,
        );
        found.set(String(place), shownIn(contents));
        rows.push(...wrongRows(one, contents, names.length > 0));
      }
      assert.deepEqual(rows, []);
      assertFound(acrossCases, found, (field) => names.includes(field) || !requestedSections.includes(field));
    });
  }

  it('are found and shown in everything about two organizations of one tenant, and nothing else but names', () => {
    // Two organizations have domains, invitations and own roles of their own.
    const ofOne = [
      'role made again under its name',
      'a domain removed and added again',
      'a domain made again that DNS must prove again',
      'a role of the tenant made again that nobody has',
      'a role of the organization removed and added again',
      'an invitation revoked and sent again',
    ];
    const cases = casesOf('both', 'within').filter(({ name }) => !ofOne.includes(name));
    const sides = both(caseSides, (side) => tenantWith('a.auth0.com', cases, side, side));
    const found = new Map<string, string>();
    for (const place of cases.keys()) {
      const contents = comparablePair(
        both(sides, ({ sideOf }) => sideOf(place, requestedSections)),
        false,
      );
      found.set(
        String(place),
        shownIn(contents)
          .replace(/ ?\bname\b/, '')
          .trim(),
      );
    }
    assertFound(cases, found);
  });

  it('are found in lists of two tenants, and nothing else', async () => {
    const { found, comparison } = await compareContents(
      across,
      both(
        across,
        ({ names }) =>
          () =>
            Promise.resolve(names),
      ),
    );
    assertFound(acrossCases, found);
    assertGaps(acrossCases, comparison, requestedSections);
  });

  it('are found in lists of one tenant at two times, and nothing else', async () => {
    const cases = casesOf('both', 'within');
    const within = both(caseSides, (side) => tenantWith('a.auth0.com', cases, side));
    const { found, comparison } = await compareContents(within, undefined);
    assertFound(cases, found);
    assertGaps(cases, comparison, requestedSections);
  });
});

function compareContents(tenants: Pair<ReturnType<typeof tenantWith>>, names: Parameters<typeof compareLists>[3]) {
  const places = both(tenants, ({ organizations }) => new Map(organizations.map(({ id }, place) => [id, place])));
  const read: ReadPairSection = (side, id, name) =>
    Promise.resolve(tenants[side].section(places[side].get(id) ?? assert.fail(), name));
  return compareLists(
    both(tenants, ({ organizations }) => organizations),
    requestedSections,
    read,
    names,
  );
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
