import assert from 'node:assert/strict';
import { asSent } from '../../../src/api/organization.ts';
import { both, type Pair, type Side } from '../../../src/compare/comparable.ts';
import type { ReadPairSection } from '../../../src/compare/comparePairs.ts';
import { noNames } from '../../../src/compare/referenceNames.ts';
import { requestedSections } from '../../../src/sections/organizationSections.ts';
import { allCases, casesOf } from './seeded/allCases.ts';
import { assertFound, assertGaps, compareLists } from './seeded/comparing.ts';
import { findsInTwoOrganizations } from './seeded/comparingTwo.ts';
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
  return { domain, organizations: seeded.map(({ organization }) => organization), section, sideOf, names };
}

describe('Seeded differences between contents', () => {
  const acrossCases = casesOf('both', 'across');
  const across = both(caseSides, (side, place) => tenantWith(`${place}.auth0.com`, acrossCases, side));

  it('are 60 and more, beside 40 things and more that are none', () => {
    assert.ok(differences.length >= 60 && sameness.length >= 40);
    assert.equal(new Set(allCases.map(({ name }) => name)).size, allCases.length);
  });

  findsInTwoOrganizations({
    acrossTenants: (cases) => {
      const tenants = both(caseSides, (side, place) => tenantWith(`${place}.auth0.com`, cases, side));
      return Promise.resolve((place, sections) =>
        Promise.resolve(both(tenants, ({ sideOf }) => sideOf(place, sections))),
      );
    },
    withinTenant: (cases) => {
      const tenants = both(caseSides, (side) => tenantWith('a.auth0.com', cases, side, side));
      return Promise.resolve((place, sections) =>
        Promise.resolve(both(tenants, ({ sideOf }) => sideOf(place, sections))),
      );
    },
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
    both(tenants, ({ domain }) => domain),
  );
}
