import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Reason } from '../../../src/api/apiError.ts';
import { organizationSections } from '../../../src/sections/organizationSections.ts';
import { until } from '../../patience.ts';
import { sectionEndpoints } from '../../sectionEndpoints.ts';
import type { FeatureState } from '../../tenant/features.ts';
import { readScopes } from '../../tenant/scopes.ts';
import { cancelled, connect, contentOf, forget, listedIds, requestsOf, run, sectionRow, tenants } from '../tenants.ts';

const { inside } = tenants;

const requested = organizationSections.filter(({ source, isLog }) => 'field' in source && !isLog);
const names = requested.map(({ name }) => name);

/** How many items the second organization has. */
const itemsOf: Readonly<Record<string, number>> = {
  members: 40,
  connections: 5,
  invitations: 7,
  roles: 52,
};

/** Itself, its sections, the empty page after the members, the roles that it owns, and the second page of the others. */
const allRequests = 1 + names.length + 3;

/** How the refusals of a tenant without a feature are understood. */
const refusals: readonly (readonly [FeatureState, Reason])[] = [
  ['insufficient_entitlement', 'missingFeature'],
  ['feature_not_enabled', 'missingFeature'],
  ['notFound', 'notFound'],
  ['notImplemented', 'missingFeature'],
];

describe('Everything inside an organization', () => {
  beforeEach(() => connect(inside));
  afterEach(async () => {
    await inside.setFeature('groups', 'on');
    await inside.setFeature('clients', 'on');
    await forget(inside);
  });

  it('is gathered with no request made twice', async () => {
    const { organization, sections } = await everythingIn(1);
    assert.deepEqual(organization, (await inside.organizations())[1]);
    assert.deepEqual(Object.keys(sections), names);
    assert.deepEqual(failuresIn(sections), {});
    for (const [name, { items, complete }] of Object.entries(sections)) {
      assert.ok(complete && items.length === (itemsOf[name] ?? items.length) && items.length > 0, name);
    }
    const paths = (await requestsOf(inside)).map((request) =>
      request.replace(/\borg_\w+/, 'ORG').replace(/from=.*/, 'from=…'),
    );
    const [members = '', roles = ''] = ['members', 'roles'].map((name) => sectionEndpoints[name]?.first);
    const expected = [
      '/organizations/ORG',
      ...names.map((name) => sectionEndpoints[name]?.first ?? ''),
      // The empty page after the members.
      `${members}&from=…`,
      // The roles that the organization owns, and the page after 50 roles, which can be as many as a tenant sends.
      roles.replace('type=tenant', 'type=organization&owner_id=ORG'),
      roles.replace('page=0', 'page=1'),
    ];
    assert.deepEqual(paths.toSorted(), expected.map((path) => `GET /api/v2${path}`).toSorted());
  });

  // The template needs any of two scopes.
  for (const { name, source } of requested.filter(({ name }) => name !== 'organization-templates')) {
    it(`lacks only what a missing scope keeps back: ${name}`, async () => {
      const scope = 'scope' in source ? source.scope : '';
      await connect(inside, { scope: readScopes.filter((other) => other !== scope).join(' ') });
      const { sections } = await everythingIn(1);
      assert.deepEqual(failuresIn(sections), { [name]: 'insufficientScope' });
      assert.deepEqual(sections[name]?.items, []);
      assert.equal(sections[name].complete, false);
      assert.ok(sections[name].error?.scopes?.includes(scope));
      // Without the scope, no second page and no second list is asked for. Both lists have a page more than items.
      assert.equal((await requestsOf(inside)).length, allRequests - ({ members: 1, roles: 2 }[name] ?? 0));
    });
  }

  for (const [state, reason] of refusals) {
    it(`marks what the tenant lacks, and nothing else, with ${state}`, async () => {
      await inside.setFeature('groups', state);
      await inside.setFeature('clients', state);
      assert.deepEqual(failuresIn((await everythingIn(1)).sections), { groups: reason, clients: reason });
    });
  }

  it('says what the items lack that the token or the tenant does not give', async () => {
    const scope = readScopes.filter((other) => other !== 'read:organization_member_roles').join(' ');
    await connect(inside, { scope });
    await inside.inject({ match: '/connections', answer: { status: 501, body: { message: 'No' } } });
    const { sections } = await everythingIn(1);
    const notes = Object.entries(sections).flatMap(([name, { note = '' }]) => (note ? [[name, note]] : []));
    assert.deepEqual(notes, [
      ['members', 'Without roles, which need the scope read:organization_member_roles.'],
      [
        'connections',
        'Only the enabled ones, from GET /organizations/{id}/enabled_connections: the tenant refuses GET /organizations/{id}/connections.',
      ],
    ]);
    assert.deepEqual(failuresIn(sections), {});
  });

  it('takes over what is loaded already', async () => {
    for (const name of names.slice(1)) {
      await run('openSectionJson', await sectionRow(inside, 1, name));
    }
    await inside.clearRequests();
    const { sections } = await everythingIn(1);
    assert.equal(sections['clients']?.items.length, 4);
    const requests = await requestsOf(inside);
    assert.deepEqual(
      requests.map((request) => request.replace(/^.*\/org_[^/]*|\?.*/g, (part) => (part.startsWith('?') ? '' : '…'))),
      ['…', '…/members', '…/members'],
    );
  });

  it('reads thousands of members to the end, and says where Auth0 gives no more', async () => {
    const { sections } = await everythingIn(3);
    const { members, invitations } = sections;
    assert.deepEqual([members?.items.length, members?.complete], [12_000, true]);
    assert.deepEqual([invitations?.items.length, invitations?.complete], [1000, false]);
    const requests = await requestsOf(inside);
    assert.equal(new Set(requests).size, requests.length);
    assert.equal(requests.length, allRequests + (121 - 2) + (10 - 1));
  });

  it('is not there for an organization that is gone, which leaves the list', async () => {
    await run('openOrganizationList', inside.domain);
    const { organization } = await sectionRow(inside, 1, 'members');
    const message = 'No organization found by that id or name';
    await inside.inject({ answer: { status: 404, body: { statusCode: 404, error: 'Not Found', message } } });
    await inside.clearRequests();
    await run('openEverything', { kind: 'organization', domain: inside.domain, organization });
    await until(async () => !(await listedIds(inside)).includes(organization.id));
  });

  it('is given up at once when a person cancels', async () => {
    await inside.inject({ match: '/members', answer: { status: 200, body: {} }, delayMs: 600_000 });
    const { organization } = await sectionRow(inside, 1, 'members');
    // So that the only notification is the one that can be cancelled.
    await vscode.commands.executeCommand('notifications.clearAll');
    await inside.clearRequests();
    // Its notification comes when it has turned out to be slow.
    await cancelled(run('openEverything', { kind: 'organization', domain: inside.domain, organization }));
    assert.deepEqual(
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)),
      [],
    );
    assert.equal((await requestsOf(inside)).length, 2, 'the organization and the members');
  });
});

interface Everything {
  readonly organization: unknown;
  readonly sections: Readonly<Record<string, SectionPart>>;
}

interface SectionPart {
  readonly items: readonly unknown[];
  readonly complete: boolean;
  readonly note?: string;
  readonly error?: { readonly reason: string; readonly scopes?: readonly string[] };
}

async function everythingIn(place: number): Promise<Everything> {
  const { organization } = await sectionRow(inside, place, 'members');
  const uri = await run<vscode.Uri>('openEverything', { kind: 'organization', domain: inside.domain, organization });
  return (await contentOf(uri)) as Everything;
}

function failuresIn(sections: Everything['sections']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(sections).flatMap(([name, { error }]) => (error ? [[name, error.reason] as const] : [])),
  );
}
