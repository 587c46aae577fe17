import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import type { Organization } from '../../../src/api/organization.ts';
import { organizationPages, type OrganizationsClient } from '../../../src/api/organizationsClient.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import type { Encoder } from '../../../src/export/exportFormats.ts';
import { OrganizationWriter } from '../../../src/export/exportWriters.ts';
import { exportedText, fileInMemory } from '../documents/writtenText.ts';

const context = backgroundContext();
const patiently = <T>(task: () => Promise<T>) => task();

const plain: Encoder<Organization> = {
  begin: '<',
  encode: (organizations) => organizations.map(({ id }) => `${id} `).join(''),
  end: (isCutOff) => (isCutOff ? '…>' : '>'),
};

const organizations = (first: number, count: number) =>
  Array.from({ length: count }, (_, place): Organization => ({ id: `${first + place}` }));

/** 250 organizations that are loaded, and two pages after them, which have one that was renamed meanwhile both. */
function exportOf(step: () => void) {
  const { draft, text } = fileInMemory(() => Promise.resolve().then(step));
  const list: OrganizationsClient['list'] = (from) => {
    step();
    const last = [{ id: '254', name: 'renamed' }, ...organizations(255, 1)];
    return Promise.resolve(from === undefined ? { items: organizations(250, 5), next: 'p2' } : { items: last });
  };
  const pages = organizationPages({ list }, () => Promise.resolve(false));
  const writer = new OrganizationWriter({ loaded: organizations(0, 250), pages }, plain, draft);
  const counts: number[] = [];
  const run = (given = context) => writer.run(given, patiently, (count) => counts.push(count));
  return { writer, run, text, counts };
}

describe('An export of organizations', () => {
  const whole = `<${organizations(0, 256)
    .map(({ id }) => `${id} `)
    .join('')}>`;

  it('has those that are loaded and those of the pages after them, and says how many it has so far', async () => {
    const { writer, run, text, counts } = exportOf(() => undefined);
    await run();
    assert.equal(text(), whole);
    assert.deepEqual(counts, [100, 200, 250, 255, 256]);
    assert.deepEqual([writer.count, writer.isCutOff], [256, false]);
  });

  it('goes on after any failed page or write, and ends as if nothing had failed', async () => {
    for (let failing = 0; failing < 10; failing += 1) {
      let left = failing;
      const { writer, run, text } = exportOf(() => {
        left -= 1;
        if (left === -1) throw new ApiError('serverError', { status: 500 });
      });
      await run().catch(() => run());
      await run();
      assert.equal(text(), whole, `the failure of step ${failing}`);
      assert.equal(writer.count, 256);
    }
  });

  it('ends between two writes when it is cancelled, and goes on from there', async () => {
    const { run, text, counts } = exportOf(() => undefined);
    const controller = new AbortController();
    controller.abort();
    await assert.rejects(run({ ...context, signal: controller.signal }), { name: 'ApiError', reason: 'cancelled' });
    assert.deepEqual(counts, [100]);
    await run();
    assert.equal(text(), whole);
  });

  it('says that the tenant may have more', async () => {
    for (const isCutOff of [true, false]) {
      const { draft, text } = fileInMemory();
      const writer = new OrganizationWriter({ loaded: organizations(0, 1), isCutOff }, plain, draft);
      await writer.run(context, patiently, () => undefined);
      assert.equal(text(), isCutOff ? '<0 …>' : '<0 >');
      assert.equal(writer.isCutOff, isCutOff);
    }
  });

  it('says that organizations can have fields that the token was not sent, beside that there may be more', async () => {
    const textOf = async (format: 'csv' | 'json' | 'ndjson', isCutOff: boolean) =>
      (await exportedText(format, [{ id: 'org_1' }], isCutOff, true)).replace(/^[^]*?org_1/, '');
    assert.equal(await textOf('json', false), '"\n    }\n  ],\n  "summaries": true\n}\n');
    assert.equal(await textOf('json', true), '"\n    }\n  ],\n  "complete": false,\n  "summaries": true\n}\n');
    assert.equal(await textOf('ndjson', false), '"}\n{"summaries":true}\n');
    assert.equal(await textOf('ndjson', true), '"}\n{"complete":false,"summaries":true}\n');
    assert.equal(await textOf('csv', false), ',,,,,,,\r\n,,,,,,,summaries\r\n');
    assert.equal(await textOf('csv', true), ',,,,,,,\r\n,,,,,,,cut off\r\n,,,,,,,summaries\r\n');
  });
});
