import * as assert from 'node:assert/strict';
import type { Item } from '../../../src/sections/section.ts';
import type { SectionRow } from '../../../src/sidebar/rows.ts';
import { until } from '../../patience.ts';
import type { EffectiveRole } from '../../tenant/contents/model.ts';
import { readScopes } from '../../tenant/scopes.ts';
import { failureOf } from '../messages.ts';
import { answerOf, connect, contentOf, documentOf, forget, requestsOf, run, sectionRow, tenants } from '../tenants.ts';

const { inside } = tenants;

const scope = 'read:organization_member_role_source_groups';

describe('The groups that an effective role comes from', () => {
  let user: string;
  let roles: readonly EffectiveRole[];

  before(async () => {
    await connect(inside);
    const { id } = await sectionRow(inside, 1, 'members');
    const { members } = await answerOf<{ members: readonly { user_id: string }[] }>(inside, `${below(id)}?take=1`);
    user = members[0]?.user_id ?? '';
    ({ roles } = await answerOf<{ roles: readonly EffectiveRole[] }>(inside, `${below(id, user)}?take=100`));
  });
  beforeEach(() => connect(inside));
  afterEach(async () => {
    await inside.setFeature('effectiveRoles', 'on');
    await forget(inside);
  });

  const groupsRow = (role: string) => sectionRow(inside, 1, 'members', user, 'effective-roles', role, 'groups');
  const roleFrom = (source: 'direct' | 'groups') =>
    roles.find(({ sources }) => sources.includes(source))?.id ?? assert.fail(source);
  const requestFor = ({ id }: SectionRow, role: string) =>
    `GET ${below(id, user)}/sources/groups?role_id=${encodeURIComponent(role)}&take=100`;

  it('are read with one request', async () => {
    const role = roleFrom('groups');
    const row = await groupsRow(role);
    assert.ok((await groupsIn(row)).length > 0);
    assert.deepEqual(await requestsOf(inside), [requestFor(row, role)]);
  });

  it('are none, without a request, for a role that is known to be given directly alone', async () => {
    await run('openSectionJson', await sectionRow(inside, 1, 'members', user, 'effective-roles'));
    const direct = roles.find(({ sources }) => sources.join() === 'direct') ?? assert.fail();
    await inside.clearRequests();
    assert.deepEqual(await groupsIn(await groupsRow(direct.id)), []);
    assert.deepEqual(await requestsOf(inside), []);
  });

  it('are read page by page, always for the same role, whatever its ID is', async () => {
    const role = 'a&role_id=b"/*:${x}';
    const row = await groupsRow(role);
    const groups = Array.from({ length: 101 }, (_, index) => ({ id: `grp_${index}` }));
    await inside.inject({ times: 1, answer: { status: 200, body: { groups: groups.slice(0, 100), next: 'more' } } });
    await inside.inject({ times: 1, answer: { status: 200, body: { groups: groups.slice(100) } } });
    await groupsIn(row);
    await run('loadMore', row);
    await until(async () => (await groupsIn(row)).length === 101);
    const asked = (await requestsOf(inside)).map((request) => new URL(request.slice(4), 'http://x').searchParams);
    assert.deepEqual(
      asked.map((query) => [...query]),
      [
        [
          ['role_id', role],
          ['take', '100'],
        ],
        [
          ['role_id', role],
          ['take', '100'],
          ['from', 'more'],
        ],
      ],
    );
  });

  it('say what is missing: a scope, the feature or the role', async () => {
    const row = await groupsRow(roleFrom('groups'));
    await connect(inside, { scope: readScopes.filter((other) => other !== scope).join(' ') });
    assert.match(await failureOf(documentOf(row)), new RegExp(scope));
    await forget(inside);
    await connect(inside);
    await inside.setFeature('effectiveRoles', 'notImplemented');
    assert.match(await failureOf(documentOf(row)), /\(501\)/);
    await inside.setFeature('effectiveRoles', 'on');
    assert.match(await failureOf(documentOf(await groupsRow('rol_0'))), /\(404\)/);
    assert.equal((await requestsOf(inside)).length, 2);
  });
});

/** The path of the members of an organization, or of the effective roles of one of them. */
function below(organization: string, user?: string): string {
  const path = `/api/v2/organizations/${organization}/members`;
  return user === undefined ? path : `${path}/${encodeURIComponent(user)}/effective-roles`;
}

async function groupsIn(row: SectionRow): Promise<readonly Item[]> {
  await run('openSectionJson', row);
  return ((await contentOf(documentOf(row))) as { readonly groups: readonly Item[] }).groups;
}
