import assert from 'node:assert/strict';
import { comparablePair, type Pair, type Side } from '../../../../src/compare/comparable.ts';
import { differencesOf } from '../../../../src/compare/differences.ts';
import { requestedSections } from '../../../../src/sections/organizationSections.ts';
import { casesOf } from './allCases.ts';
import { assertFound, shownIn } from './comparing.ts';
import type { SeededCase } from './content.ts';

/** Reads the two organizations of a case with some sections. @param place which of the cases */
type ReadPair = (place: number, sections: readonly string[]) => Promise<Pair<Side>>;

/** Makes tenants in which each case is a pair of organizations. */
interface SeededPairs {
  readonly acrossTenants: (cases: readonly SeededCase[]) => Promise<ReadPair>;
  readonly withinTenant: (cases: readonly SeededCase[]) => Promise<ReadPair>;
}

/** Tests that comparing two organizations finds the difference of each case, in contents from wherever they come. */
export function findsInTwoOrganizations({ acrossTenants, withinTenant }: SeededPairs): void {
  const extents: readonly (readonly [what: string, names: readonly string[]])[] = [
    ['everything about two organizations', requestedSections],
    ['two organizations by their fields', []],
  ];
  for (const [what, names] of extents) {
    it(`are found and shown in ${what} of two tenants, and nothing else`, async () => {
      const cases = casesOf('both', 'across');
      const read = await acrossTenants(cases);
      const found = new Map<string, string>();
      const rows: string[] = [];
      for (const [place, one] of cases.entries()) {
        const contents = comparablePair(await read(place, names), false);
        found.set(String(place), shownIn(contents));
        rows.push(...wrongRows(one, contents, names.length > 0));
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
    const cases = casesOf('both', 'within').filter(({ name }) => !ofOne.includes(name));
    const read = await withinTenant(cases);
    const found = new Map<string, string>();
    for (const place of cases.keys()) {
      const shown = shownIn(comparablePair(await read(place, requestedSections), false));
      found.set(String(place), shown.replace(/ ?\bname\b/, '').trim());
    }
    assertFound(cases, found);
  });
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
      section === undefined
        ? ''
        : `${section} [${Object.values(item).filter(Boolean).join(' ')}]${field === undefined ? '' : ' '}`;
    return `${place}${field ?? ''}: ${JSON.stringify(first)} → ${JSON.stringify(second)}`;
  });
  return expected && JSON.stringify(actual) !== JSON.stringify(expected)
    ? [`${one?.name}: ${actual.join(', ')}, not ${expected.join(', ')}`]
    : [];
}
