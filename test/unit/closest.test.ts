import assert from 'node:assert/strict';
import { closestTo } from '../../src/editor/closest.ts';
import type { Organization } from '../../src/management/organization.ts';

const missing = 'org_9makbo2zcjnb6scn';
const acme: Organization = { id: 'org_C4aHAvxgF1GAy87x', name: 'acme-corp', display_name: 'Acme, Inc.' };
const zoe: Organization = { id: 'org_pK8JvkVYy6FVh7QH', name: 'zoe', display_name: 'Zoë Crédit' };
const near: Organization = { id: 'org_9makbo2zcjnb6scm', name: 'nearest', display_name: 'Nearest' };
const farther: Organization = { id: 'org_9MAKbo2zcjnb6abc', name: 'farther', display_name: 'Farther' };
const bare: Organization = { id: 'org_Vsu27x3inBPbMjLU' };
const all = [bare, farther, acme, near, zoe];

const closest = (line: string, organizations: readonly Organization[] = all, limit = 3) =>
  closestTo(missing, line, organizations, limit).map(({ id }) => id);

describe('The organizations closest to a missing ID', () => {
  it('are those whose IDs differ in a few letters or their case, the nearest first', () => {
    assert.deepEqual(closest(`id = "${missing}"`), [near.id, farther.id]);
  });

  const lines: readonly (readonly [line: string, id: string])[] = [
    [`AcmeCorp: '${missing}',`, acme.id],
    [`ACME_CORP=${missing}`, acme.id],
    [`acme-corp = "${missing}" # staging`, acme.id],
    [`organization: '${missing}', // Acme, Inc.`, acme.id],
    [`${missing} is Zoe Credit`, zoe.id],
    [`creditZoe("${missing}")`, zoe.id],
  ];
  for (const [line, id] of lines) {
    it(`begin with the one that is named in ${line}`, () => {
      assert.equal(closest(line)[0], id);
    });
  }

  it('are not those that share a word or a part of one', () => {
    assert.deepEqual(closest(`acme('${missing}')`), [near.id, farther.id]);
    assert.deepEqual(closest(`zoewood('${missing}')`), [near.id, farther.id]);
  });

  it('are none where nothing is close', () => {
    assert.deepEqual(closest(`organization: "${missing}"`, [bare, acme]), []);
  });

  it('are no more than asked for', () => {
    assert.deepEqual(closest(`acme corp ${missing}`, all, 2), [acme.id, near.id]);
  });
});
