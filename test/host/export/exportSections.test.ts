import * as assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { exportColumns } from '../../../src/export/exportColumns.ts';
import { requestedSections } from '../../../src/sections/organizationSections.ts';
import { until } from '../../patience.ts';
import { messagesDuring } from '../messages.ts';
import { type ObservedPick, observePicks } from '../observedPick.ts';
import { connect, connectLoaded, forget, run, sectionRow, tenants } from '../tenants.ts';
import { type Everything, ExportFolder, exportRows, itemsOf, organizationRow, plainSections } from './exportSteps.ts';

const { inside, small } = tenants;
const mask = '••••••';

describe('Exporting sections', () => {
  const folder = new ExportFolder();

  beforeEach(async () => {
    await folder.make();
    await connect(inside);
  });
  afterEach(async () => {
    await forget(inside);
    await forget(small);
    await folder.remove();
  });

  for (const section of plainSections) {
    it(`writes ${section} in each format, with the organization of each item`, async () => {
      const rows = [await sectionRow(inside, 1, section), await sectionRow(inside, 4, section)];
      const expected: { readonly organization: object; readonly items: readonly object[] }[] = [];
      for (const { id, organization } of rows) {
        const items = await itemsOf(inside, id, section);
        const masked = items.map((item) => ({
          ...item,
          ...('ticket_id' in item && { ticket_id: mask, invitation_url: mask }),
        }));
        expected.push({ organization: { id, name: organization.name }, items: masked });
      }
      const messages = await messagesDuring(async () => {
        for (const format of ['json', 'ndjson', 'csv']) {
          const target = folder.uri(`all.${format}`);
          const written = await exportRows(rows, undefined, format, target);
          assert.deepEqual(
            written?.map(({ fsPath }) => fsPath),
            [target.fsPath],
          );
        }
      });
      assert.deepEqual(new Set(messages.map(({ kind }) => kind)), new Set(['information']));
      assert.deepEqual(await folder.json<Everything>('all.json'), {
        organizations: expected.map(({ organization, items }) => ({
          organization,
          sections: { [section]: { items, complete: true } },
        })),
      });
      assert.deepEqual(
        await folder.lines('all.ndjson'),
        expected.flatMap(({ organization, items }) => items.map((item) => ({ organization, section, item }))),
      );
      const [header, ...cells] = await folder.table('all.csv');
      assert.deepEqual(header, [
        'organization_id',
        'organization_name',
        ...Object.keys(exportColumns[section] ?? {}),
        'not_read',
      ]);
      assert.equal(cells.length, expected.flatMap(({ items }) => items).length);
      assert.ok(!(await folder.text('all.csv')).includes('invitation='), 'there is a link');
    });
  }

  it('writes several sections of several organizations as one JSON, to the byte', async () => {
    const rows = [await organizationRow(inside, 1), await organizationRow(inside, 2)];
    await messagesDuring(() => exportRows(rows, requestedSections, 'json', folder.uri('all.json')), 'Export');
    const everything = await folder.json<Everything>('all.json');
    assert.equal(await folder.text('all.json'), `${JSON.stringify(everything, undefined, 2)}\n`);
    assert.deepEqual(
      everything.organizations.map(({ organization, sections }) => [organization.id, ...Object.keys(sections)]),
      rows.map(({ organization }) => [organization.id, ...requestedSections]),
    );
    assert.deepEqual(await readdir(folder.path), ['all.json']);
  });

  it('takes all organizations of a tenant from the palette, or all that a text finds there', async () => {
    await connectLoaded(small);
    await connectLoaded(inside);
    const organizations = await inside.organizations();
    const target = folder.uri('all.json');
    const exportWith = (use: (pick: ObservedPick) => Promise<void>) =>
      observePicks(async (pick) => {
        const running = run('exportSections', undefined, undefined, ['client-grants'], 'json', target);
        await use(await until(pick));
        await running;
      });
    const offered = ({ items }: ObservedPick) =>
      items.flatMap(({ label, description = '' }, place) =>
        /^(?:All|The \d+|Load) /.test(label) ? [[place, label, description]] : [],
      );
    const exported = async () => {
      const { organizations: written } = await folder.json<Everything>('all.json');
      return written.map(({ organization }) => organization.id);
    };
    const [question] = await messagesDuring(
      () =>
        exportWith(async (pick) => {
          await pick.item(/^All 12 /);
          assert.deepEqual(offered(pick), [
            [0, `All 12 organizations of ${inside.domain}`, 'at least 12 requests'],
            [1, `The 100 loaded organizations of ${small.domain}`, 'at least 100 requests · 100 are loaded'],
            [2, 'Load all organizations and search', `${small.domain} · 100 are loaded`],
          ]);
          await pick.choose(/^All 12 /);
        }),
      'Export',
    );
    assert.equal(question?.text, `Export Client Grants from 12 organizations of ${inside.domain}?`);
    assert.deepEqual(
      await exported(),
      organizations.map(({ id }) => id),
    );
    const wanted = organizations.filter(({ metadata }) => metadata?.['plan'] !== undefined);
    await messagesDuring(() =>
      exportWith(async (pick) => {
        pick.type('plan:*');
        await pick.item(new RegExp(`^All ${wanted.length} found in ${inside.domain}`));
        // Enter takes what the text finds best.
        await until(() => pick.active[0]?.description?.includes('org_'));
        await pick.choose(new RegExp(`^All ${wanted.length} found in ${inside.domain}`));
      }),
    );
    assert.deepEqual(
      await exported(),
      wanted.map(({ id }) => id),
    );
    // Without metadata, all that are found have the text in their names. A single one has its row alone.
    await messagesDuring(() =>
      exportWith(async (pick) => {
        const { id = '' } = organizations[4] ?? {};
        pick.type('enterprise');
        await until(() => offered(pick).length > 0);
        pick.press('Search Without Metadata');
        await until(() => offered(pick).length === 0);
        pick.type(id);
        await until(() => offered(pick).length === 0);
        await pick.choose(new RegExp(`${inside.domain} .*${id}`));
      }),
    );
  });
});
