import { sampleOrganizations } from '../tenant/sampleData.ts';
import { searchOf } from './client.ts';
import type { Group } from './group.ts';
import { median, percentile, timeOf } from './statistics.ts';

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
    { name: 'search.p95_ms', unit: 'ms', limit: 8 },
    { name: 'search.ratio_to_scan', unit: 'ratio', limit: 1.5 },
  ],
  measure: async () => {
    const organizations = sampleOrganizations(count).map((organization) => ({ ...organization }));
    const find = searchOf(organizations);
    const keys = organizations.map(({ id, name, display_name = '' }) =>
      `${id}\0${name}\0${display_name}`.toLowerCase(),
    );
    const ours: number[] = [];
    const scans: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      for (const text of keystrokes) {
        const needle = text.toLowerCase();
        const ourMs = await timeOf(() => void find(text));
        const scanMs = await timeOf(() => void countIncluding(keys, needle));
        if (round > 0) {
          ours.push(ourMs);
          scans.push(scanMs);
        }
      }
    }
    return { 'search.p95_ms': percentile(ours, 0.95), 'search.ratio_to_scan': median(ours) / median(scans) };
  },
};

function countIncluding(keys: readonly string[], text: string): number {
  let found = 0;
  for (const key of keys) {
    if (key.includes(text)) {
      found += 1;
    }
  }
  return found;
}
