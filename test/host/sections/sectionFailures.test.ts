import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ApiError } from '../../../src/api/apiError.ts';
import { organizationUri } from '../../../src/documents/documentUri.ts';
import { organizationSections } from '../../../src/sections/organizationSections.ts';
import type { NoteRow, SectionRow } from '../../../src/sidebar/rows.ts';
import { noteItem } from '../../../src/sidebar/sectionItems.ts';
import { until } from '../../patience.ts';
import { sectionEndpoints } from '../../sectionEndpoints.ts';
import type { Feature, FeatureState } from '../../tenant/features.ts';
import { failureOf } from '../messages.ts';
import { recorded } from '../tenants/recorded.ts';
import { connect, contentOf, documentOf, forget, listedIds, requestsOf, run, sectionRow, tenants } from '../tenants.ts';

const { inside } = tenants;

const requested = organizationSections.filter(({ source }) => 'field' in source);
/** Of all sections that need a scope of their own. Their keys need not be real, since a token is looked at first. */
const paths = requested
  .flatMap(({ name, sections = [] }) => [[name], ...sections.map((below) => [name, 'auth0|1', below.name])])
  .filter((path) => path.join() !== 'members,auth0|1,organizations');

/** The sections that a tenant can lack. */
const features: readonly (readonly [Feature, readonly string[]])[] = [
  ...Object.entries(sectionEndpoints).flatMap(([name, { refusals }]) =>
    // Connections are asked for at another endpoint then.
    refusals?.feature === undefined || name === 'connections' ? [] : [[refusals.feature, [name]] as const],
  ),
  ['effectiveRoles', ['members', 'auth0|1', 'effective-roles']],
  ['organizationRoles', ['roles', 'rol_1', 'members']],
  ['organizationRoles', ['roles', 'rol_1', 'groups']],
];

/** What is shown of the refusals of a tenant without a feature. */
const refusals: readonly (readonly [FeatureState, string])[] = [
  ['insufficient_entitlement', '(403 insufficient_entitlement)'],
  ['feature_not_enabled', '(403 feature_not_enabled)'],
  ['notFound', '(404)'],
  ['notImplemented', '(501)'],
];

/** What a tenant says that still has the organization: https://auth0.com/docs/api/management/v2/organizations */
const otherMessages = [
  'Not Found',
  'The user does not exist.',
  'The grant does not exist.',
  'Group not found.',
  'The role does not exist.',
  'No connection found by that id',
  'No organization domain found by that id',
  'Organization discovery domain not found.',
  'The organization connection does not exist.',
];

describe('What cannot be read inside an organization', () => {
  beforeEach(() => connect(inside));
  afterEach(async () => {
    for (const [feature] of features) {
      await inside.setFeature(feature, 'on');
    }
    // What a test has added, and not taken away when it failed, would stand in the way of the next one.
    for (const { id } of (await inside.organizations()).slice(12)) await inside.removeOrganization(id);
    await forget(inside);
  });

  for (const path of paths) {
    it(`names the scope that is missing, after one request: ${path.join(' ')}`, async () => {
      const row = await sectionRow(inside, 1, ...path);
      // Enough for the list of organizations, and for no section: that of templates takes `read:organizations` as well.
      await connect(inside, { scope: 'read:organizations_summary' });
      const failure = await failureOf(documentOf(row));
      const scope = 'scope' in row.section.source ? row.section.source.scope : '';
      assert.ok(failure.includes('(403 insufficient_scope)') && failure.includes(scope), failure);
      assert.equal((await requestsOf(inside)).length, 1);
    });
  }

  it('name the scope that is missing in the question for another token', async () => {
    const row = await sectionRow(inside, 1, 'members');
    const scopes = ['read:organization_members', 'read:organization_member_roles'];
    const error = new ApiError('insufficientScope', { scopes });
    const note: NoteRow = {
      ...row,
      kind: 'note',
      note: 'failure',
      section: row,
      failure: { operation: 'load', error },
    };
    const told: string[] = [];
    // The button of a row gets nothing but the row.
    await recorded(
      (_, text) => told.push(text),
      () => run('updateAccessToken', note),
    );
    assert.ok(
      told.some((text) => text.includes(`the scopes read:organizations, ${scopes.join(', ')}. `)),
      told.join('\n'),
    );
  });

  it('are not the organizations of a member, which need no other scope than the list', async () => {
    const [member] = (await itemsOf(await sectionRow(inside, 1, 'members'))) as readonly { user_id: string }[];
    await connect(inside, { scope: 'read:organizations' });
    const row = await sectionRow(inside, 1, 'members', member?.user_id ?? '', 'organizations');
    assert.equal((await itemsOf(row)).length, 10);
  });

  for (const [state, code] of refusals) {
    for (const [feature, path] of features) {
      it(`can be a feature that the tenant lacks, ${state}: ${path.join(' ')}`, async () => {
        const before = await listedIds(inside);
        await inside.setFeature(feature, state);
        await inside.clearRequests();
        const failure = await failureOf(documentOf(await sectionRow(inside, 1, ...path)));
        assert.ok(failure.includes(code), failure);
        assert.equal((await requestsOf(inside)).length, 1);
        assert.deepEqual(await listedIds(inside), before, 'the organization itself is still there');
      });
    }
  }

  // The roles and the events are those of the tenant, which stay. Where a template is asked for, Auth0 has one answer for
  // an organization without a template and for no organization.
  const staying = ['roles', 'organization-templates'];
  for (const { name } of requested.filter(({ name, isLog }) => !staying.includes(name) && !isLog)) {
    it(`can be gone with its organization, which leaves the list: ${name}`, async () => {
      const gone = { id: 'org_gone000000000000', name: 'gone' };
      await inside.addOrganization(gone);
      await run('openOrganizationList', inside.domain);
      const row = { ...(await sectionRow(inside, 12, name)) };
      assert.ok((await listedIds(inside)).includes(gone.id));
      await inside.removeOrganization(gone.id);
      await failureOf(documentOf(row));
      await until(async () => !(await listedIds(inside)).includes(gone.id));
    });
  }

  it('takes an organization out of the list that is gone when a section is refreshed', async () => {
    const gone = { id: 'org_gone000000000001', name: 'gone-too' };
    await inside.addOrganization(gone);
    await run('openOrganizationList', inside.domain);
    const row = await sectionRow(inside, 12, 'members');
    await run('openSectionJson', row);
    await inside.removeOrganization(gone.id);
    await run('refresh', row);
    await until(async () => !(await listedIds(inside)).includes(gone.id));
  });

  it('does not keep the documents behind a lost one from being refreshed', async () => {
    const row = await sectionRow(inside, 6, 'members');
    await run('openSectionJson', row);
    const [member] = (await itemsOf(row)) as readonly { readonly user_id: string }[];
    const lost = organizationUri(inside.domain, row.organization, ['members', member?.user_id ?? '-']);
    await vscode.commands.executeCommand('vscode.open', lost, { preview: false });
    const other = (await inside.organizations()).findLast(({ display_name: title }) => title !== undefined);
    assert.ok(other?.display_name !== undefined && other.id !== row.id);
    const uri = await run<vscode.Uri>('openOrganizationById', other.id, inside.domain);
    await inside.removeMember(row.id, member?.user_id ?? '-');
    await inside.updateOrganization(other.id, { display_name: 'Renamed' });
    try {
      await run('refresh', inside.domain);
      await until(
        async () => ((await contentOf(uri)) as { readonly display_name?: string }).display_name === 'Renamed',
      );
    } finally {
      // Other tests compare this tenant with another one.
      await inside.updateOrganization(other.id, { display_name: other.display_name });
    }
  });

  it('is asked for once, however many documents of a section are open', async () => {
    const row = await sectionRow(inside, 1, 'members');
    const [one, other] = (await itemsOf(row)) as readonly { readonly user_id: string }[];
    for (const member of [one, other]) {
      const uri = organizationUri(inside.domain, row.organization, ['members', member?.user_id ?? '-']);
      await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
    }
    await run('disconnectTenant', inside.domain);
    await connect(inside, { scope: 'read:organizations' });
    await run('loadMore', row);
    // What is asked for in the background would be on its way by then.
    await listedIds(inside);
    assert.equal((await requestsOf(inside)).filter((request) => request.includes('/members')).length, 1);
  });

  it('says nothing about the organization where something else is not found', async () => {
    const before = await listedIds(inside);
    for (const [index, message] of otherMessages.entries()) {
      await inside.inject({
        times: 1,
        answer: { status: 404, body: { statusCode: 404, error: 'Not Found', message } },
      });
      await failureOf(documentOf(await sectionRow(inside, 1, 'members', `auth0|${index}`, 'roles')));
      assert.deepEqual(await listedIds(inside), before, message);
    }
  });

  it('is not said to be missing in the tenant where the item above it can be gone', async () => {
    const section = await sectionRow(inside, 1, 'members', 'auth0|gone', 'roles');
    const error = new ApiError('notFound', { status: 404, serverMessage: 'The user does not exist.' });
    const { domain, id, path } = section;
    const note: NoteRow = {
      kind: 'note',
      note: 'failure',
      domain,
      id,
      path,
      section,
      failure: { operation: 'load', error },
    };
    assert.equal((await noteItem(note)).label, '404: The tenant does not have it: The user does not exist.');
  });

  for (const answer of [
    { status: 404, body: { statusCode: 404, error: 'Not Found', message: 'Not Found' } },
    { status: 401, body: { statusCode: 401, error: 'Unauthorized', message: 'Invalid token' } },
  ]) {
    it(`keeps what was loaded when a further page or a refresh fails with ${answer.status}`, async () => {
      const row = await sectionRow(inside, 3, 'members');
      await run('openSectionJson', row);
      const before = await itemsOf(row);
      await inside.clearRequests();
      await inside.inject({ answer });
      await run('loadMore', row);
      await run('refresh', row);
      assert.equal((await requestsOf(inside)).length, 2);
      assert.deepEqual(await itemsOf(row), before);
      await inside.clearFaults();
      await run('loadMore', row);
      await until(async () => (await itemsOf(row)).length === 200);
      assert.deepEqual((await itemsOf(row)).slice(0, 100), before);
    });
  }

  it('is read after another token as far as the former one has kept it from being read, and nothing else', async () => {
    const row = await sectionRow(inside, 3, 'members');
    await run('openSectionJson', row);
    const answer = { status: 401, body: { message: 'Invalid token' } };
    for (const [command, again] of [
      ['loadMore', /\/members\?.*from=/],
      ['refresh', /\/members\?(?!.*from=)/],
    ] as const) {
      await inside.inject({ match: '/members', answer });
      await run(command, row);
      await inside.clearFaults();
      await inside.clearRequests();
      await run('updateAccessToken', inside.domain, await inside.mintToken());
      const [checked, first, ...others] = await requestsOf(inside);
      assert.equal(checked, 'GET /api/v2/organizations?take=1');
      assert.match(first ?? '', again);
      // As many pages as were loaded.
      assert.ok(
        others.every((request) => request.includes('/members?')),
        others.join(),
      );
    }
    assert.equal((await itemsOf(row)).length, 200);
  });

  it('is waited for under the name of its organization and its tenant', async () => {
    const row = await sectionRow(inside, 1, 'members');
    await run('renameTenant', inside.domain, 'Production');
    await inside.inject({ match: '/members', hold: true });
    const told: string[] = [];
    await recorded(
      (place, text) => {
        if (place === 'progress') told.push(text);
      },
      async () => {
        const refreshing = run('refresh', row);
        await until(() => told.length > 0);
        await inside.clearFaults();
        await refreshing;
      },
    );
    assert.equal(told[0], `Refreshing Members of ${row.organization.display_name} in Production`);
  });
});

async function itemsOf(row: SectionRow): Promise<readonly unknown[]> {
  await run('openSectionJson', row);
  const [items] = Object.values((await contentOf(documentOf(row))) as Record<string, readonly unknown[]>);
  assert.ok(items);
  return items;
}
