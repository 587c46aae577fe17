import * as assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { organizationSections, requestedSections } from '../../../src/sections/organizationSections.ts';
import { until } from '../../patience.ts';
import { messagesDuring } from '../messages.ts';
import { observePicks, withPick } from '../observedPick.ts';
import { connect, forget, requestsOf, run, sectionRow, tenants } from '../tenants.ts';
import { answering, type Everything, type Exported, ExportFolder, exportRows, organizationRow } from './exportSteps.ts';

const { inside, staging } = tenants;

describe('The questions of an export of sections', () => {
  const folder = new ExportFolder();

  beforeEach(async () => {
    await folder.make();
    await connect(inside);
  });
  afterEach(async () => {
    await forget(inside);
    await folder.remove();
  });

  const files = async () => (await readdir(folder.path)).toSorted();

  it('ask which sections of the selected organizations, in which format, and where to', async () => {
    const rows = [await organizationRow(inside, 0), await organizationRow(inside, 2)];
    const target = folder.uri('chosen.json');
    const { picked, saved } = await answering({ sections: ['Members', 'Client Grants'], target }, async () => {
      await messagesDuring(() =>
        observePicks(async (pick) => {
          const exporting = exportRows(rows);
          const json = await until(() => pick()?.items.find(({ label }) => label === 'JSON'));
          pick()?.accept(json);
          await exporting;
        }),
      );
    });
    assert.deepEqual(
      picked.map(({ label }) => label),
      organizationSections.filter(({ name }) => requestedSections.includes(name)).map(({ title }) => title),
    );
    const { organizations } = await folder.json<Everything>('chosen.json');
    assert.deepEqual(
      organizations.map(({ sections }) => Object.keys(sections)),
      [
        ['members', 'client-grants'],
        ['members', 'client-grants'],
      ],
    );
    assert.match(saved[0]?.path ?? '', /\/127\.0\.0\.1-\d+-organizations-sections\.json$/);
  });

  it('are the format and the file alone for the row of a section, whose name the file has', async () => {
    const row = await sectionRow(inside, 1, 'discovery-domains');
    const { picked, saved } = await answering({ sections: [], target: folder.uri('domains.csv') }, async () => {
      await messagesDuring(() =>
        withPick(
          () => exportRows([row]),
          (pick) => pick.choose(/^CSV/),
        ),
      );
    });
    assert.deepEqual(picked, []);
    assert.ok(saved[0]?.path.endsWith(`-${row.organization.name}-discovery-domains.csv`), saved[0]?.path);
    assert.deepEqual(await files(), ['domains.csv']);
  });

  it('ask for the tenant, the organization and the sections from the palette', async () => {
    const { organization } = await organizationRow(inside, 4);
    await answering({ sections: ['Members'], target: folder.uri('members.ndjson') }, async () => {
      await messagesDuring(() =>
        withPick(
          () => run('exportSections', undefined, undefined, undefined, 'ndjson'),
          (pick) => pick.choose(new RegExp(organization.id)),
        ),
      );
    });
    assert.ok((await folder.lines('members.ndjson')).every((line) => line.organization.id === organization.id));
  });

  it('are asked before an export makes more than five requests, and not before fewer', async () => {
    const rows = await Promise.all([0, 1, 2, 3, 4, 5].map((place) => sectionRow(inside, place, 'discovery-domains')));
    const exportTo = (count: number) => exportRows(rows.slice(0, count), undefined, 'csv', folder.uri('domains.csv'));
    const [question, ...others] = await messagesDuring(async () => {
      assert.equal(await exportTo(6), undefined);
    });
    assert.deepEqual(others, []);
    assert.equal(question?.text, `Export Discovery Domains from 6 organizations of ${inside.domain}?`);
    assert.match(
      question.detail ?? '',
      /^Requests: 6.*, at least\. A section takes one more request for each further 100 items\.$/,
    );
    assert.deepEqual(question.buttons, ['Export']);
    assert.deepEqual(await requestsOf(inside), []);
    assert.deepEqual(await files(), []);
    const messages = await messagesDuring(() => exportTo(5));
    assert.deepEqual(
      messages.map(({ text }) => text.slice(0, 14)),
      ['Exported from '],
    );
    await inside.clearRequests();
    await messagesDuring(() => exportTo(6), 'Export');
    assert.equal((await requestsOf(inside)).length, 6);
  });

  it('count two requests for roles, which are those of the organization and those of the tenant', async () => {
    const rows = await Promise.all([0, 1, 2].map((place) => sectionRow(inside, place, 'roles')));
    const exportRoles = (count: number) => exportRows(rows.slice(0, count), undefined, 'csv', folder.uri('roles.csv'));
    const [question] = await messagesDuring(() => exportRoles(3));
    assert.equal(question?.text, `Export Roles from 3 organizations of ${inside.domain}?`);
    assert.match(question.detail ?? '', /^Requests: 6\b/);
    await messagesDuring(() => exportRoles(3), 'Export');
    const firstPages = (await requestsOf(inside)).filter((request) => !/[?&](page=[1-9]|from=)/.test(request));
    assert.equal(firstPages.length, 6, firstPages.join('\n'));
  });

  it('are asked before an export reads a section that is known to be long', async () => {
    const row = await sectionRow(inside, 3, 'invitations');
    await run('openSectionJson', row);
    for (let page = 1; page < 6; page++) await run('loadMore', row);
    const [question] = await messagesDuring(() => exportRows([row], undefined, 'csv', folder.uri('all.csv')));
    assert.match(question?.detail ?? '', /Requests: 7/);
  });

  it('are asked before an export replaces files in a folder, each of which has a section', async () => {
    const rows = [await organizationRow(inside, 0), await organizationRow(inside, 1)];
    const tenant = inside.domain.replace(':', '-');
    const names = ['groups', 'members'].map((section) => `${tenant}-organizations-${section}.csv`);
    await writeFile(folder.uri(names[0] ?? '').fsPath, 'old');
    const exportTo = () => exportRows(rows, ['members', 'groups'], 'csv');
    const asked = { sections: [], target: vscode.Uri.file(folder.path) };
    const refused = await answering(asked, () => messagesDuring(exportTo));
    assert.deepEqual(
      refused.result.map(({ text }) => text),
      ['Replace the files that have the same names?'],
    );
    assert.deepEqual(
      refused.result.map(({ detail }) => detail),
      [names[0]],
    );
    assert.equal(await folder.text(names[0] ?? ''), 'old');
    const { result } = await answering(asked, () => messagesDuring(exportTo, 'Replace'));
    assert.match(
      result[1]?.text ?? '',
      /^Exported from 2 organizations of 127\.0\.0\.1:\d+\. Members: \d+\. Groups: \d\.$/,
    );
    assert.deepEqual(result[1]?.buttons, ['Open Files']);
    assert.deepEqual(await files(), names);
    for (const name of names) assert.match(await folder.text(name), /^\ufefforganization_id,/);
  });

  it('ask for organizations of one tenant', async () => {
    await connect(staging);
    try {
      const rows = [await organizationRow(inside, 0), await organizationRow(staging, 0)];
      const messages = await messagesDuring(() => exportRows(rows, ['members'], 'csv', folder.uri('all.csv')));
      assert.deepEqual(
        messages.map(({ text }) => text),
        ['Select organizations of one tenant.'],
      );
    } finally {
      await forget(staging);
    }
  });

  it('are not asked where an argument is not about organizations', async () => {
    for (const argument of [5, 'x', [], {}, null, { kind: 'tenant', domain: inside.domain }, { kind: 'section' }]) {
      assert.equal(
        await run('exportSections', argument, undefined, ['members'], 'csv', folder.uri('a.csv')),
        undefined,
      );
    }
    const elsewhere = { domain: 'acme.eu.auth0.com', id: 'org_1234567890123456' };
    const [message] = await messagesDuring(() => run('exportSections', elsewhere, undefined, 'members', 'csv'));
    assert.equal(message?.text, 'The tenant acme.eu.auth0.com is not connected.');
    const events = await sectionRow(inside, 1, 'events');
    assert.equal(await exportRows([events], undefined, 'csv', folder.uri('a.csv')), undefined);
    assert.deepEqual(await files(), []);
    assert.deepEqual(await requestsOf(inside), []);
  });

  it('are about the rows of one kind, each once, and organizations that other callers name', async () => {
    const organization = await organizationRow(inside, 1);
    const rows = [
      await sectionRow(inside, 1, 'groups'),
      organization,
      await sectionRow(inside, 1, 'groups'),
      await sectionRow(inside, 1, 'members'),
      await sectionRow(inside, 4, 'groups'),
      await sectionRow(inside, 1, 'events'),
    ];
    await messagesDuring(() => exportRows(rows, undefined, 'json', folder.uri('rows.json')));
    const { organizations } = await folder.json<Everything>('rows.json');
    assert.deepEqual(
      organizations.map(({ organization: { id }, sections }) => [id, ...Object.keys(sections)]),
      [
        [organization.organization.id, 'groups', 'members'],
        [rows[4]?.organization.id, 'groups'],
      ],
    );
    const { id } = organization.organization;
    await messagesDuring(() =>
      run<Exported>(
        'exportSections',
        { domain: inside.domain, id },
        undefined,
        'groups',
        'csv',
        folder.uri('named.csv'),
      ),
    );
    assert.equal((await folder.table('named.csv'))[1]?.[0], id);
  });
});
