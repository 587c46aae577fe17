import assert from 'node:assert/strict';
import type { Organization } from '../../../src/api/organization.ts';
import { OrganizationSearch, type RankedResult } from '../../../src/organizations/organizationSearch.ts';
import { normalizedText } from '../../../src/text/plainText.ts';
import { sampleOrganizations } from '../../tenant/sampleData.ts';

describe('Search over a sample of 2000 organizations', () => {
  const organizations = JSON.parse(JSON.stringify(sampleOrganizations(2000))) as readonly Organization[];
  const keys = organizations.map(({ id, name = '', display_name = '' }) =>
    [id, name, display_name].map(normalizedText),
  );
  const queries = randomQueries(organizations, 150);

  const assertFindsAll = (search: OrganizationSearch, query: string): number => {
    const { byRank, total } = search.find(query);
    const expected = simplestSearch(keys, query).map((index) => organizations[index]?.id);
    assert.deepEqual(
      byRank.flat().map(({ id }) => id),
      expected.slice(0, 200),
      query,
    );
    assert.equal(total, expected.length, query);
    return total;
  };

  it('finds what the simplest search finds, in its order', () => {
    const search = new OrganizationSearch(organizations);
    const totals = queries.map((query) => assertFindsAll(search, query));
    assert.ok(totals.reduce((sum, total) => sum + total) > 10_000, 'the queries find too little to mean anything');
  });

  it('finds the same organizations while somebody types, goes back, and writes a word before others', () => {
    const search = new OrganizationSearch(organizations);
    for (const query of queries.slice(0, 12)) {
      for (const text of textsWhileTyped(query)) assertFindsAll(search, text);
    }
  });

  it('finds the same best organizations in slices, and between searches without slices', async () => {
    const { signal } = new AbortController();
    const search = new OrganizationSearch(organizations);
    const atOnce = new OrganizationSearch(organizations);
    const mixed = new OrganizationSearch(organizations);
    for (const query of queries.slice(0, 12)) {
      for (const [place, text] of textsWhileTyped(query).entries()) {
        const expected = atOnce.find(text).byRank;
        assert.deepEqual((await search.findInSlices(text, signal))?.byRank, expected, text);
        const found = place % 3 === 0 ? mixed.find(text) : await mixed.findInSlices(text, signal);
        assert.deepEqual(found?.byRank, expected, text);
      }
    }
  });

  for (const pageSize of [3, 100, 1500]) {
    it(`finds the same organizations when the list came in pages of ${pageSize}, searched for little or all in between`, () => {
      const list: Organization[] = [];
      const growing = new OrganizationSearch(list);
      for (let start = 0; start < organizations.length; start += pageSize) {
        list.push(...organizations.slice(start, start + pageSize));
        if (start % 3 === 0) {
          growing.find('');
        } else if (start % 3 === 1) {
          assert.equal(growing.find('org_').total, list.length);
        }
      }
      assertSame(growing, new OrganizationSearch(organizations), queries.slice(0, 30));
    });
  }
});

function textsWhileTyped(query: string): readonly string[] {
  const letters = Array.from(query);
  const typed = letters.map((_, index) => letters.slice(0, index + 1).join(''));
  return [...typed, ...typed.toReversed(), `inc ${query}`, query, ...letters];
}

function assertSame(actual: OrganizationSearch, expected: OrganizationSearch, queries: readonly string[]): void {
  const readable = ({ byRank, total }: RankedResult) => ({
    total,
    matches: byRank.flat().map((match) => JSON.stringify(match)),
  });
  for (const query of ['', ...queries]) {
    assert.deepEqual(readable(actual.find(query)), readable(expected.find(query)), query);
  }
}

/** The places in the list of all that match, the best first. */
function simplestSearch(keys: readonly (readonly string[])[], query: string): readonly number[] {
  const words = normalizedText(query).split(/\s+/).filter(Boolean);
  return keys
    .map((fields, index) => ({ index, rank: rankOf(fields, words) }))
    .filter(({ rank }) => rank < 4)
    .sort((left, right) => left.rank - right.rank)
    .map(({ index }) => index);
}

function rankOf(fields: readonly string[], words: readonly string[]): number {
  const phrase = words.join(' ');
  if (!words.every((word) => fields.some((field) => field.includes(word)))) {
    return 4;
  }
  if (words.length === 0 || fields.includes(phrase)) {
    return 0;
  }
  if (fields.slice(1).some((field) => field.startsWith(phrase))) {
    return 1;
  }
  return words.every((word) => fields.some((field) => startsWord(field, word))) ? 2 : 3;
}

function startsWord(field: string, word: string): boolean {
  return field
    .split(word)
    .slice(0, -1)
    .some((_, index, parts) => !/[\p{L}\p{N}\p{M}]$/u.test(parts.slice(0, index + 1).join(word)));
}

/** Pieces of fields in other writing, and some of two organizations, which hardly ever match; the same ones each time. */
function randomQueries(organizations: readonly Organization[], count: number): readonly string[] {
  const random = randomNumbers();
  const piece = () => {
    const { id, name, display_name } = organizations[random(organizations.length)] ?? { id: '' };
    const field = Array.from([id, name, display_name][random(3)] ?? '');
    const start = random(field.length);
    const text = field.slice(start, start + 1 + random(random(2) ? 3 : 20)).join('');
    return [text, text.toUpperCase(), text.normalize('NFD'), text.toLowerCase()][random(4)] ?? text;
  };
  return Array.from({ length: count }, () => Array.from({ length: 1 + random(2) }, piece).join(' '));
}

function randomNumbers(): (below: number) => number {
  let state = 1;
  return (below) => {
    state = (state * 48_271) % 0x7fff_ffff;
    return state % Math.max(below, 1);
  };
}
