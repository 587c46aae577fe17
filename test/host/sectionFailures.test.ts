import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { organizationUri } from '../../src/documents/documentUri.ts';
import { organizationSections } from '../../src/organizations/sections/sections.ts';
import type { SectionRow } from '../../src/organizations/sections/sectionRows.ts';
import type { Feature, FeatureState } from '../tenant/features.ts';
import { readScopes } from '../tenant/scopes.ts';
import { connect, contentOf, documentOf, forget, requestsOf, run, sectionRow, tenants, until } from './tenants.ts';

const { inside } = tenants;

const requested = organizationSections.filter(({ source }) => 'field' in source);
const names = requested.map(({ name }) => name);
/** Of all sections that need a scope of their own. Their keys need not be real, since a token is looked at first. */
const paths = requested
  .flatMap(({ name, sections = [] }) => [[name], ...sections.map((below) => [name, 'auth0|1', below.name])])
  .filter((path) => path.join() !== 'members,auth0|1,organizations');

/** The sections that a tenant can lack. */
const features: readonly (readonly [Feature, readonly string[]])[] = [
  ['clientGrants', ['client-grants']],
  ['clients', ['clients']],
  ['discoveryDomains', ['discovery-domains']],
  ['effectiveRoles', ['members', 'auth0|1', 'effective-roles']],
  ['groups', ['groups']],
];

/** How the refusals of a tenant without a feature are understood. */
const refusals: readonly (readonly [FeatureState, { readonly code: string; readonly reason: string }])[] = [
  ['insufficient_entitlement', { code: '(403 insufficient_entitlement)', reason: 'missingFeature' }],
  ['feature_not_enabled', { code: '(403 feature_not_enabled)', reason: 'missingFeature' }],
  ['notFound', { code: '(404)', reason: 'notFound' }],
  ['notImplemented', { code: '(501)', reason: 'missingFeature' }],
];

/** What a tenant says that still has the organization: https://auth0.com/docs/api/management/v2/organizations */
const otherMessages = [
  'Not Found',
  'The user does not exist.',
  'The grant does not exist.',
  'Group not found.',
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
    await forget(inside);
  });

  for (const path of paths) {
    it(`names the scope that is missing, after one request: ${path.join(' ')}`, async () => {
      const row = await sectionRow(inside, 1, ...path);
      await connect(inside, { scope: 'read:organizations' });
      const failure = await failureOf(row);
      const scope = 'scope' in row.section.source ? row.section.source.scope : '';
      assert.ok(failure.includes('(403 insufficient_scope)') && failure.includes(scope), failure);
      assert.equal((await requestsOf(inside)).length, 1);
    });
  }

  it('are not the organizations of a member, which need no other scope than the list', async () => {
    const [member] = (await itemsOf(await sectionRow(inside, 1, 'members'))) as readonly { user_id: string }[];
    await connect(inside, { scope: 'read:organizations' });
    const row = await sectionRow(inside, 1, 'members', member?.user_id ?? '', 'organizations');
    assert.equal((await itemsOf(row)).length, 10);
  });

  for (const { name, source } of requested) {
    it(`is all that a missing scope keeps back: ${name}`, async () => {
      const scope = 'scope' in source ? source.scope : '';
      await connect(inside, { scope: readScopes.filter((other) => other !== scope).join(' ') });
      const { sections } = await everythingIn(1);
      assert.deepEqual(failuresIn(sections), { [name]: 'insufficientScope' });
      assert.deepEqual(sections[name]?.items, []);
      assert.equal(sections[name].complete, false);
      assert.ok(sections[name].error?.scopes?.includes(scope));
      assert.equal((await requestsOf(inside)).length, name === 'members' ? 8 : 9);
    });
  }

  for (const [state, { code, reason }] of refusals) {
    for (const [feature, path] of features) {
      it(`can be a feature that the tenant lacks, ${state}: ${path.join(' ')}`, async () => {
        const before = await listedIds();
        await inside.setFeature(feature, state);
        await inside.clearRequests();
        const failure = await failureOf(await sectionRow(inside, 1, ...path));
        assert.ok(failure.includes(code), failure);
        assert.equal((await requestsOf(inside)).length, 1);
        assert.deepEqual(await listedIds(), before, 'the organization itself is still there');
      });
    }

    it(`is marked in everything, and nothing else is, with ${state}`, async () => {
      await inside.setFeature('groups', state);
      await inside.setFeature('clients', state);
      assert.deepEqual(failuresIn((await everythingIn(1)).sections), { groups: reason, clients: reason });
    });
  }

  for (const name of names) {
    it(`can be gone with its organization, which leaves the list: ${name}`, async () => {
      const gone = { id: 'org_gone000000000000', name: 'gone' };
      await inside.addOrganization(gone);
      await run('openOrganizationList', inside.domain);
      const row = { ...(await sectionRow(inside, 12, name)) };
      assert.ok((await listedIds()).includes(gone.id));
      await inside.removeOrganization(gone.id);
      await failureOf(row);
      await until(async () => !(await listedIds()).includes(gone.id));
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
    await until(async () => !(await listedIds()).includes(gone.id));
  });

  it('does not keep the documents behind it from being refreshed', async () => {
    const row = await sectionRow(inside, 6, 'members');
    await run('openSectionJson', row);
    const [member] = (await itemsOf(row)) as readonly { readonly user_id: string }[];
    const lost = organizationUri(inside.domain, row.organization, ['members', member?.user_id ?? '-']);
    await vscode.window.showTextDocument(lost, { preview: false });
    const other = (await inside.organizations())[7];
    const uri = await run<vscode.Uri>('openOrganizationById', other?.id, inside.domain);
    await inside.removeMember(row.id, member?.user_id ?? '-');
    await inside.updateOrganization(other?.id ?? '-', { display_name: 'Renamed' });
    await run('refresh', inside.domain);
    await until(async () => ((await contentOf(uri)) as { readonly display_name?: string }).display_name === 'Renamed');
  });

  it('says nothing about the organization where something else is not found', async () => {
    const before = await listedIds();
    for (const [index, message] of otherMessages.entries()) {
      await inside.inject({
        times: 1,
        answer: { status: 404, body: { statusCode: 404, error: 'Not Found', message } },
      });
      await failureOf(await sectionRow(inside, 1, 'members', `auth0|${index}`, 'roles'));
      assert.deepEqual(await listedIds(), before, message);
    }
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
});

describe('Everything inside an organization', () => {
  beforeEach(() => connect(inside));
  afterEach(() => forget(inside));

  it('is gathered with no request made twice', async () => {
    const { organization, sections } = await everythingIn(1);
    assert.deepEqual(organization, (await inside.organizations())[1]);
    assert.deepEqual(Object.keys(sections), names);
    assert.deepEqual(failuresIn(sections), {});
    const counts = Object.values(sections).map(({ items, complete }) => (complete ? items.length : -1));
    assert.deepEqual(counts, [40, 5, 7, 4, 4, 4, 4]);
    const requests = await requestsOf(inside);
    assert.equal(new Set(requests).size, requests.length);
    assert.equal(requests.length, 9, 'the organization, seven sections, and the empty page after the members');
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
      requests.map((request) => request.replace(/^.*\/org_[^/]*|from=.*/g, '…')),
      ['…', '…/members?take=100', '…/members?take=100&…'],
    );
  });

  it('reads thousands of members to the end, and says where Auth0 gives no more', async () => {
    const { sections } = await everythingIn(3);
    const { members, invitations } = sections;
    assert.deepEqual([members?.items.length, members?.complete], [12_000, true]);
    assert.deepEqual([invitations?.items.length, invitations?.complete], [1000, false]);
    const requests = await requestsOf(inside);
    assert.equal(new Set(requests).size, requests.length);
    assert.equal(requests.length, 1 + 121 + 1 + 10 + 4);
  });

  it('is not there for an organization that is gone, which leaves the list', async () => {
    await run('openOrganizationList', inside.domain);
    const { organization } = await sectionRow(inside, 1, 'members');
    const message = 'No organization found by that id or name';
    await inside.inject({ answer: { status: 404, body: { statusCode: 404, error: 'Not Found', message } } });
    await inside.clearRequests();
    await run('openEverything', { kind: 'organization', domain: inside.domain, organization });
    await until(async () => !(await listedIds()).includes(organization.id));
  });

  it('is given up at once when a person cancels', async () => {
    await inside.inject({ match: '/members', answer: { status: 200, body: {} }, delayMs: 600_000 });
    const { organization } = await sectionRow(inside, 1, 'members');
    // So that the only notification is the one that can be cancelled.
    await vscode.commands.executeCommand('notifications.clearAll');
    await inside.clearRequests();
    let isDone = false;
    const done = run('openEverything', { kind: 'organization', domain: inside.domain, organization }).then(() => {
      isDone = true;
    });
    // Its notification comes when it has turned out to be slow.
    await until(async () => {
      await vscode.commands.executeCommand('notification.acceptPrimaryAction');
      return isDone;
    });
    await done;
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

async function itemsOf(row: SectionRow): Promise<readonly unknown[]> {
  await run('openSectionJson', row);
  const [items] = Object.values((await contentOf(documentOf(row))) as Record<string, readonly unknown[]>);
  assert.ok(items);
  return items;
}

/** What a person reads in place of a section. */
async function failureOf(row: SectionRow): Promise<string> {
  try {
    await vscode.workspace.fs.readFile(documentOf(row));
  } catch (error) {
    assert.ok(error instanceof vscode.FileSystemError);
    return error.message;
  }
  assert.fail('it could be read');
}

/** The IDs of the organizations in the list. */
async function listedIds(): Promise<readonly string[]> {
  const uri = await run<vscode.Uri>('openOrganizationList', inside.domain);
  const { organizations } = (await contentOf(uri)) as { organizations: { id: string }[] };
  return organizations.map(({ id }) => id);
}
