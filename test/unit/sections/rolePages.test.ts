import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import type { Query } from '../../../src/api/managementApi.ts';
import { type Page, PageReader } from '../../../src/api/pageReader.ts';
import { rolesIn } from '../../../src/sections/roles.ts';
import type { Item } from '../../../src/sections/section.ts';

const context = { signal: new AbortController().signal, priority: 'person' } as const;
const organizationId = 'org_aaaaaaaaaaaaaaaa';

const own = (id: string): Item => ({ id, type: 'organization', owner_id: organizationId });
const ofTenant = (id: string): Item => ({ id, type: 'tenant' });

type Answer = readonly (readonly Item[])[] | ApiError;

/** Reads all roles from a tenant that gives these pages for `type`, or for no parameters. */
async function read(answers: { readonly organization: Answer; readonly tenant?: Answer; readonly none?: Answer }) {
  const requests: string[] = [];
  const pagesWith = (query: Query) => (from: string | undefined) => {
    const kind = query['type'] ?? 'none';
    requests.push(`${kind} ${from ?? 0}`);
    assert.equal(query['owner_id'], kind === 'organization' ? organizationId : undefined);
    const pages = answers[kind as keyof typeof answers] ?? assert.fail(`asked for ${kind}`);
    if (pages instanceof ApiError) {
      return Promise.reject(pages);
    }
    const index = Number(from ?? 0);
    const page: Page<Item> = {
      items: pages[index] ?? [],
      ...(index + 1 < pages.length && { next: String(index + 1) }),
    };
    return Promise.resolve(page);
  };
  const pager = await new PageReader(rolesIn(pagesWith, organizationId), ({ id }) => String(id)).readToEnd(context);
  return { ids: pager.items.map(({ id }) => id), requests };
}

describe('The roles that can be given in an organization', () => {
  it('are the roles of the organization, then the ones of the tenant', async () => {
    assert.deepEqual(await read({ organization: [[own('a')]], tenant: [[ofTenant('b')], [ofTenant('c')]] }), {
      ids: ['a', 'b', 'c'],
      requests: ['organization 0', 'tenant 0', 'tenant 1'],
    });
  });

  it('are read to the end where an organization owns many, or none', async () => {
    assert.deepEqual(await read({ organization: [[own('a')], [own('b')]], tenant: [[ofTenant('c')]] }), {
      ids: ['a', 'b', 'c'],
      requests: ['organization 0', 'organization 1', 'tenant 0'],
    });
    assert.deepEqual((await read({ organization: [[]], tenant: [[ofTenant('c')]] })).ids, ['c']);
  });

  it('are the roles of the tenant where it refuses the parameters', async () => {
    for (const reason of ['badQuery', 'badRequest', 'missingFeature', 'forbidden', 'notFound'] as const) {
      const refused = new ApiError(reason);
      assert.deepEqual(await read({ organization: refused, none: [[{ id: 'a' }], [{ id: 'b' }]] }), {
        ids: ['a', 'b'],
        requests: ['organization 0', 'none 0', 'none 1'],
      });
    }
  });

  it('are the roles of the tenant where it ignores the parameters', async () => {
    assert.deepEqual(await read({ organization: [[{ id: 'a' }], [{ id: 'b' }]], none: [[], [{ id: 'b' }]] }), {
      ids: ['a', 'b'],
      requests: ['organization 0', 'none 1'],
    });
  });

  it('are not read in another way after a failure of another kind', async () => {
    await assert.rejects(read({ organization: new ApiError('insufficientScope', { status: 403 }) }), {
      reason: 'insufficientScope',
    });
  });
});
