import uFuzzy from '@leeoniya/ufuzzy';
import { withCompanyMetadata } from '../tenant/companyMetadata.ts';
import { sampleOrganizations } from '../tenant/sampleData.ts';
import type { Organization } from '../tenant/server.ts';
import { metadataSearchOf, searchOf } from './client.ts';
import type { Group } from './group.ts';
import { blockedMsOf, percentile, timeOf } from './statistics.ts';

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

/** The same of values and keys of metadata. */
const metadataQueries = [
  ...queries,
  'plan:enterprise',
  'crm_id:2682*',
  'industry:garden -plan:trial',
  'acme region:eu-west-1',
  'billing_contact:"jane doe',
  'cus_a8',
  '26821843',
  'example.com',
] as const;

/** Each text that stands in the input while somebody types the queries, one after the other. */
const keystrokesOf = (typed: readonly string[]) =>
  typed.flatMap((query) => Array.from(query, (_, index) => query.slice(0, index + 1)));

/** In the first round the code is still being compiled, so it does not count. */
const rounds = 7;

/** One keystroke in the search over as many organizations as a tenant may have. */
export const searchGroup: Group = {
  metrics: [
    { name: 'search.p95_ms', unit: 'ms', limit: 16 },
    { name: 'search.ratio_to_ufuzzy', unit: 'ratio', limit: 0.5 },
    { name: 'search.metadata_blocked_p95_ms', unit: 'ms', limit: 16 },
    { name: 'search.metadata_p95_ms', unit: 'ms', limit: 100 },
  ],
  measure: async () => {
    const organizations = sampleOrganizations(count).map((organization) => ({ ...organization }));
    const find = searchOf(organizations);
    const findWithLibrary = librarySearchOf(organizations);
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      for (const text of keystrokesOf(queries)) {
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
    return {
      'search.p95_ms': ourP95,
      'search.ratio_to_ufuzzy': ourP95 / theirP95,
      ...(await measureMetadata(organizations)),
    };
  },
};

/** How long a keystroke keeps the extension host from other work at most, and how long until all matches are found. */
async function measureMetadata(organizations: readonly Organization[]): Promise<Readonly<Record<string, number>>> {
  const find = metadataSearchOf(withCompanyMetadata(organizations).map((organization) => ({ ...organization })));
  const blockedMs: number[] = [];
  const wholeMs: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    for (const text of keystrokesOf(metadataQueries)) {
      const whole: number[] = [];
      const blocked = await blockedMsOf(async () => {
        whole.push(
          await timeOf(async () => {
            await find(text);
          }),
        );
      });
      if (round > 0) {
        blockedMs.push(blocked);
        wholeMs.push(...whole);
      }
    }
  }
  return {
    'search.metadata_blocked_p95_ms': percentile(blockedMs, 0.95),
    'search.metadata_p95_ms': percentile(wholeMs, 0.95),
  };
}

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
