/* Compares the organizations of two tenants, and tells the time, the pauses and the heap. */
import assert from 'node:assert/strict';
import type { Organization } from '../../src/api/organization.ts';
import { compareOrganizationFields } from '../../src/compare/matchOrganizations.ts';
import { runCooperatively } from '../../src/ui/cooperativeWork.ts';
import { withCompanyMetadata } from '../tenant/companyMetadata.ts';
import { stagingOrganizations } from '../tenant/contents/differences.ts';
import { sampleOrganizations } from '../tenant/sampleData.ts';
import { liveBytes } from './liveBytes.ts';
import { blockedMsOf, percentile, timeOf } from './statistics.ts';

/** What comparing takes. */
export interface ComparingReading {
  /** The time of a comparison that is the longest of nine in ten, in ms. */
  readonly wholeMs: number;
  /** How long a comparison keeps other work waiting at most, in nine of ten, in ms. */
  readonly blockedMs: number;
  /** The heap at its highest while the lists are compared, over the heap that the lists take. */
  readonly heapRatio: number;
}

const count = 100_000;
const rounds = 10;

/** As a tenant sends them: every third organization of staging has another plan, and every hundredth another name. */
function sampleLists(): readonly [readonly Organization[], readonly Organization[]] {
  const production = withCompanyMetadata(sampleOrganizations(count));
  const staging = stagingOrganizations(production).map((organization, place) => ({
    ...organization,
    ...(place % 100 === 99 && { name: `${organization.name.slice(0, 40)}-renamed` }),
    ...(place % 3 === 0 && { metadata: { ...organization.metadata, plan: 'other' } }),
  }));
  const sent = JSON.stringify([production, staging]);
  return JSON.parse(sent) as [readonly Organization[], readonly Organization[]];
}

const before = liveBytes(2);
const lists = sampleLists();
const listBytes = liveBytes(2) - before;
const { signal } = new AbortController();
const wholeMs: number[] = [];
const blockedMs: number[] = [];
// In the first round the code is still being compiled.
for (let round = 0; round <= rounds; round += 1) {
  for (const metadataKey of [undefined, 'crm_id']) {
    const blocked = await blockedMsOf(async () => {
      const whole = await timeOf(async () => {
        const result = await runCooperatively(compareOrganizationFields(lists, metadataKey), signal);
        assert.ok(result && result.different.length > count / 4);
      });
      if (round > 0) wholeMs.push(whole);
    });
    if (round > 0) blockedMs.push(blocked);
  }
}
const reading: ComparingReading = {
  wholeMs: percentile(wholeMs, 0.9),
  blockedMs: percentile(blockedMs, 0.9),
  heapRatio: (highestBytes() - before) / listBytes,
};
process.send?.(reading);
process.disconnect();

/** The live heap at its highest, looked at now and then, and with the result at the end. */
function highestBytes(): number {
  const work = compareOrganizationFields(lists, undefined);
  let highest = 0;
  for (let step = 0; ; step += 1) {
    const { done, value } = work.next();
    if (done || step % 200 === 0) highest = Math.max(highest, liveBytes(2));
    if (done) {
      assert.ok(value.same.length > 0);
      return highest;
    }
  }
}
