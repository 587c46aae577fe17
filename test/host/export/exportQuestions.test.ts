import * as assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { organizationSections, requestedSections } from '../../../src/sections/organizationSections.ts';
import { until } from '../../patience.ts';
import { messagesDuring } from '../messages.ts';
import { withPick } from '../observedPick.ts';
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

  it('ask which sections of the selected organizations, and where to; the name of the file has the format', async () => {
    const rows = [await organizationRow(inside, 0), await organizationRow(inside, 2)];
    const target = folder.uri('chosen.json');
    const { picked, saved } = await answering({ sections: ['Members', 'Client Grants'], target }, async () => {
      await messagesDuring(() => exportRows(rows));
    });
    assert.deepEqual(
      picked.map(({ label }) => label),
      organizationSections.filter(({ name }) => requestedSections.includes(name)).map(({ title }) => title),
    );
    assert.deepEqual(
      picked.filter(({ description }) => description).map(({ label, description }) => [label, description]),
      [
        ['Members', 'names, email addresses and roles'],
        ['Invitations', 'names and email addresses'],
      ],
    );
    const { organizations } = await folder.json<Everything>('chosen.json');
    assert.deepEqual(
      organizations.map(({ sections }) => Object.keys(sections)),
      [
        ['members', 'client-grants'],
        ['members', 'client-grants'],
      ],
    );
    const [{ title = '', filters = {}, defaultUri } = {}, ...others] = saved;
    assert.deepEqual(others, []);
    assert.deepEqual(Object.keys(filters).toSorted(), ['CSV (a file for each section)', 'JSON', 'NDJSON']);
    const what = `Export 2 sections from 2 organizations of ${inside.domain} with names and email addresses`;
    assert.ok(title.startsWith(`${what} as `) && title.includes(' (a file for each section)'), title);
    assert.match(defaultUri?.path ?? '', /\/127\.0\.0\.1-\d+-organizations-sections\.\w+$/);
  });

  it('are the file alone for the row of a section, whose name the file has', async () => {
    const row = await sectionRow(inside, 1, 'discovery-domains');
    const { picked, saved } = await answering({ sections: [], target: folder.uri('domains.csv') }, async () => {
      await messagesDuring(() => exportRows([row]));
    });
    assert.deepEqual(picked, []);
    const [{ title = '', filters = {}, defaultUri } = {}] = saved;
    assert.match(defaultUri?.path ?? '', new RegExp(`-${row.organization.name}-discovery-domains\\.\\w+$`));
    assert.deepEqual(Object.keys(filters).toSorted(), ['CSV', 'JSON', 'NDJSON']);
    assert.ok(!title.includes('email'), title);
    assert.deepEqual(await files(), ['domains.csv']);
    assert.match(await folder.text('domains.csv'), /^\ufefforganization_id,/);
  });

  it('take the only section that a typed text leaves, and say that none is ticked where it leaves several', async () => {
    const target = folder.uri('typed.json');
    await messagesDuring(() =>
      withPick(
        async () => exportRows([await organizationRow(inside, 0)], undefined, 'json', target),
        async (pick) => {
          const { title = '' } = pick;
          // It leaves one by its title, and two by what stands beside theirs.
          pick.type('ma');
          await pick.accept(undefined);
          assert.equal(pick.title, `${title}: tick at least one`);
          pick.type('Invit');
          await pick.accept(undefined);
          await until(async () => (await files()).includes('typed.json'));
        },
      ),
    );
    const { organizations } = await folder.json<Everything>('typed.json');
    assert.deepEqual(Object.keys(organizations[0]?.sections ?? {}), ['invitations']);
  });

  it('begin where the last file was chosen, with its format', async () => {
    const row = await sectionRow(inside, 1, 'discovery-domains');
    for (const format of ['json', 'csv', 'ndjson', 'csv']) {
      const target = folder.uri(`DOMAINS.${format.toUpperCase()}`);
      await answering({ sections: [], target }, () => messagesDuring(() => exportRows([row])));
      const { saved } = await answering({ sections: [], target: [] }, () => Promise.resolve(exportRows([row])));
      const [{ filters = {}, defaultUri } = {}] = saved;
      assert.deepEqual(Object.values(filters)[0], [format]);
      const { path = '' } = defaultUri ?? {};
      assert.ok(path.startsWith(`${vscode.Uri.file(folder.path).path}/`) && path.endsWith(`.${format}`), path);
    }
    const given = await answering({ sections: [], target: [] }, () =>
      Promise.resolve(exportRows([row], undefined, 'json')),
    );
    assert.deepEqual(given.saved[0]?.filters, { JSON: ['json'] });
  });

  it('are asked again where the name of the file has no format, with the name kept', async () => {
    const row = await sectionRow(inside, 1, 'discovery-domains');
    const named = [folder.uri('domains.txt'), folder.uri('domains'), folder.uri('domains.ndjson')];
    const { result, saved } = await answering({ sections: [], target: named }, () =>
      messagesDuring(
        () => exportRows([row]),
        ({ buttons }) => buttons.find((button) => button.startsWith('Choose')) ?? '',
      ),
    );
    assert.deepEqual(
      result.slice(0, 2).map(({ text, buttons }) => [text, ...buttons]),
      ['domains.txt', 'domains'].map((name) => [
        `${name} does not end in .csv, .json or .ndjson.`,
        'Choose Another File…',
      ]),
    );
    assert.match(saved[1]?.defaultUri?.path ?? '', /\/domains\.txt\.csv$/);
    assert.deepEqual(await files(), ['domains.ndjson']);
    const [message] = await messagesDuring(() => exportRows([row], undefined, undefined, folder.uri('a.xlsx')));
    assert.match(message?.text ?? '', /^a\.xlsx does not end/);
    assert.deepEqual(await files(), ['domains.ndjson']);
    // As where a dialog has added the ending.
    const [written] = await messagesDuring(() => exportRows([row], undefined, undefined, folder.uri('a.xlsx.csv')));
    assert.match(written?.text ?? '', / Saved as a\.xlsx\.csv\.$/);
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

  it('ask for no organization from the palette where one is in front', async () => {
    const { organization } = await organizationRow(inside, 4);
    await run('openOrganizationById', organization.id, inside.domain);
    const target = folder.uri('front.ndjson');
    await messagesDuring(() => run('exportSections', undefined, undefined, ['members'], 'ndjson', target));
    assert.ok((await folder.lines('front.ndjson')).every((line) => line.organization.id === organization.id));
    // It is said before anything is read.
    const { saved } = await answering({ sections: ['Members'], target: [] }, () =>
      Promise.resolve(run('exportSections')),
    );
    const { display_name: title = organization.name } = organization;
    assert.equal(
      saved[0]?.title?.startsWith(`Export Members from ${title} in ${inside.domain}`),
      true,
      saved[0]?.title,
    );
  });

  it('are asked before an export makes more than five requests, and not before fewer', async () => {
    const rows = await Promise.all([0, 1, 2, 3, 4, 5].map((place) => sectionRow(inside, place, 'discovery-domains')));
    const exportTo = (count: number) => exportRows(rows.slice(0, count), undefined, 'csv', folder.uri('domains.csv'));
    const [question, ...others] = await messagesDuring(async () => {
      assert.equal(await exportTo(6), undefined);
    });
    assert.deepEqual(others, []);
    assert.equal(question?.text, `Export Discovery Domains from 6 organizations of ${inside.domain}?`);
    assert.match(question.detail ?? '', /^Requests: about 6, more for long lists$/);
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
    assert.match(question.detail ?? '', /^Requests: about 6\b/);
    await messagesDuring(() => exportRoles(3), 'Export');
    const firstPages = (await requestsOf(inside)).filter((request) => !/[?&](page=[1-9]|from=)/.test(request));
    assert.equal(firstPages.length, 6, firstPages.join('\n'));
  });

  it('are asked before an export reads a section that is known to be long', async () => {
    const row = await sectionRow(inside, 3, 'invitations');
    await run('openSectionJson', row);
    for (let page = 1; page < 6; page++) await run('loadMore', row);
    const [question] = await messagesDuring(() => exportRows([row], undefined, 'csv', folder.uri('all.csv')));
    assert.match(question?.detail ?? '', /Requests: about 7/);
  });

  it('are asked before tables beside the chosen file replace others, each of which has a section', async () => {
    const rows = [await organizationRow(inside, 0), await organizationRow(inside, 1)];
    const names = ['chosen-groups.csv', 'chosen-members.csv'];
    await writeFile(folder.uri('chosen-groups.csv').fsPath, 'old');
    const exportTo = () => exportRows(rows, ['members', 'groups']);
    const asked = { sections: [], target: folder.uri('chosen.csv') };
    const refused = await answering(asked, () => messagesDuring(exportTo));
    assert.deepEqual(
      refused.result.map(({ text, detail }) => [text, detail]),
      [['Replace the files that have the same names?', 'chosen-groups.csv']],
    );
    assert.equal(await folder.text('chosen-groups.csv'), 'old');
    const { result } = await answering(asked, () => messagesDuring(exportTo, 'Replace'));
    assert.match(
      result[1]?.text ?? '',
      /^Exported from 2 organizations of 127\.0\.0\.1:\d+\. Members: \d+\. Groups: \d\.$/,
    );
    assert.deepEqual(result[1]?.buttons, ['Open Files']);
    assert.deepEqual(await files(), names);
    const suggested = { sections: [], target: folder.uri('acme-organizations-sections.csv') };
    await answering(suggested, () => messagesDuring(exportTo));
    assert.deepEqual(await files(), ['acme-organizations-groups.csv', 'acme-organizations-members.csv', ...names]);
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
