import uFuzzy from '@leeoniya/ufuzzy';
import { sampleOrganizations } from '../tenant/sampleData.ts';
import type { Organization } from '../tenant/server.ts';
import { searchOf } from './client.ts';
import type { Group } from './group.ts';
import { percentile, timeOf } from './statistics.ts';

const count = 100_000;

/** What people type: names and parts of them, several words, accents, other scripts, IDs, and what is not there. */
const queries = [
  'acme',
  'schmidt',
  'Kuhn and Sons',
  'llc',
  'o’connell',
  'ward-inc',
  'société gén',
  'Lodz',
  'северный',
  '株式会社さくら',
  'rocket labs',
  'hermann group',
  'org_7fQ2',
  'inc',
  'northwind traders',
] as const;

/** Each text that stands in the input while somebody types the queries, one after the other. */
const keystrokes = queries.flatMap((query) => Array.from(query, (_, index) => query.slice(0, index + 1)));

/** In the first round the code is still being compiled, so it does not count. */
const rounds = 7;

/** One keystroke in the search over as many organizations as a tenant may have. */
export const searchGroup: Group = {
  metrics: [
    { name: 'search.p95_ms', unit: 'ms', limit: 16 },
    { name: 'search.ratio_to_ufuzzy', unit: 'ratio', limit: 0.5 },
  ],
  measure: async () => {
    const organizations = sampleOrganizations(count).map((organization) => ({ ...organization }));
    const find = searchOf(organizations);
    const findWithLibrary = librarySearchOf(organizations);
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      for (const text of keystrokes) {
        const ourMs = await timeOf(() => void find(text));
        const theirMs = await timeOf(() => void findWithLibrary(text));
        if (round > 0) {
          ours.push(ourMs);
          theirs.push(theirMs);
        }
      }
    }
    const [ourP95, theirP95] = [percentile(ours, 0.95), percentile(theirs, 0.95)];
    console.error(`  ours ${ourP95.toFixed(1)} ms, uFuzzy ${theirP95.toFixed(1)} ms`);
    return { 'search.p95_ms': ourP95, 'search.ratio_to_ufuzzy': ourP95 / theirP95 };
  },
};

/**
 * The search of the best-kept library, which finds words in any order and the best matches first, as ours does: it is told
 * to rank all matches. By default it leaves more than 1,000 unranked, which is faster and no answer for a quick pick.
 */
function librarySearchOf(organizations: readonly Organization[]): (query: string) => number {
  const library = new uFuzzy({
    unicode: true,
    interSplit: "[^\\p{L}\\d']+",
    intraSplit: '\\p{Ll}\\p{Lu}',
    intraBound: '\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}',
    intraChars: "[\\p{L}\\d']",
    intraContr: "'\\p{L}{1,2}\\b",
  });
  const texts = organizations.map(({ id, name, display_name: title = '' }) => `${id} ${name} ${title}`);
  return (query) => library.search(texts, query, 1, texts.length)[0]?.length ?? 0;
}
