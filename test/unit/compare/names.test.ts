import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import type { Page } from '../../../src/api/pageReader.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import { namesIn, namesOfTenant } from '../../../src/compare/names.ts';
import type { Item } from '../../../src/sections/section.ts';
import type { Tenants } from '../../../src/tenants/tenants.ts';

const context = backgroundContext();
const reference = { kind: 'application', id: 'a', field: 'client_id' } as const;

/** The names of the applications of a tenant whose list has these pages. */
async function applicationNames(...pages: readonly (Page<Item> | ApiError)[]) {
  const rest = [...pages];
  const readPage = () => {
    const page = rest.shift() ?? { items: [] };
    return page instanceof ApiError ? Promise.reject(page) : Promise.resolve(page);
  };
  const tenants = { pages: () => readPage } as unknown as Pick<Tenants, 'pages' | 'read'>;
  return [...(await namesOfTenant(tenants, 'a.auth0.com')([reference], context)).application];
}

const page = (id: string, name: unknown, more: Partial<Page<Item>> = {}) => ({
  items: [{ client_id: id, name }],
  ...more,
});

describe('Names in place of the IDs of applications', () => {
  it('are those of the whole list', async () => {
    assert.deepEqual(await applicationNames(page('a', 'Portal', { next: '2' }), page('b', 'Export')), [
      ['a', 'Portal'],
      ['b', 'Export'],
    ]);
  });

  it('are none where the list was refused on its second page, or cut off: another may have the same name', async () => {
    const denied = new ApiError('insufficientScope', { status: 403 });
    assert.deepEqual(await applicationNames(page('a', 'Portal', { next: '2' }), denied), []);
    assert.deepEqual(await applicationNames(page('a', 'Portal', { isCutOff: true })), []);
  });

  it('are not blank, as which they would read as no application', async () => {
    assert.deepEqual(
      await applicationNames({ items: ['', ' ', null].map((name, id) => ({ client_id: `${id}`, name })) }),
      [],
    );
    const clients = ['', ' '].map((name, id) => ({ client_id: `${id}`, client: { name } }));
    assert.deepEqual([...namesIn([['clients', clients]]).application], []);
  });
});
