import assert from 'node:assert/strict';
import { ApiError } from '../../src/management/apiError.ts';
import { backgroundContext } from '../../src/management/requestContext.ts';
import type { OrganizationsClient } from '../../src/management/organizationsClient.ts';
import { OrganizationLookup } from '../../src/organizations/organizationList.ts';

const id = 'org_VGZx1ySGh6PrYv0Y';

describe('Asking the tenant for what is not loaded', () => {
  let asked: string[];
  const answer = (what: string, failure?: ApiError) => {
    asked.push(what);
    return failure ? Promise.reject(failure) : Promise.resolve({ id });
  };
  const lookupOf = (failures: Readonly<Record<string, ApiError>> = {}) => {
    asked = [];
    return new OrganizationLookup({
      list: () => assert.fail('the list is not asked for'),
      get: (key) => answer(`get ${key}`, failures['get']),
      getByName: (key) => answer(`name ${key}`, failures['name']),
      search: async (text) => [await answer(`search ${text}`, failures['search'])],
    } satisfies OrganizationsClient);
  };
  const find = (lookup: OrganizationLookup, text: string) => lookup.find(text, backgroundContext());

  it('takes a whole ID for one, and nothing less', async () => {
    const lookup = lookupOf();
    assert.deepEqual(await find(lookup, id), [{ id }]);
    await find(lookup, id.slice(0, -1));
    assert.deepEqual(asked, [`get ${id}`, `search ${id.slice(0, -1)}`]);
  });

  it('searches for texts from three characters on', async () => {
    const lookup = lookupOf();
    await find(lookup, 'ac');
    await find(lookup, 'acm');
    assert.deepEqual(asked, ['name ac', 'search acm']);
  });

  for (const status of [400, 403, 404]) {
    it(`does without the search after a ${status}, and never tries it again`, async () => {
      const lookup = lookupOf({ search: new ApiError('notFound', { status }) });
      assert.deepEqual(await find(lookup, 'Acme'), [{ id }]);
      await find(lookup, 'acme');
      assert.deepEqual(asked, ['search Acme', 'name acme', 'name acme']);
    });
  }

  it('keeps the search after a failure that says nothing about it', async () => {
    const lookup = lookupOf({ search: new ApiError('serverError', { status: 503 }) });
    await assert.rejects(find(lookup, 'acme'));
    await assert.rejects(find(lookup, 'acme'));
    assert.deepEqual(asked, ['search acme', 'search acme']);
  });

  it('finds nothing where there is nothing', async () => {
    const gone = new ApiError('notFound', { status: 404 });
    const lookup = lookupOf({ get: gone, name: gone, search: gone });
    assert.deepEqual(await find(lookup, id), []);
    assert.deepEqual(await find(lookup, 'acme'), []);
    assert.deepEqual(await find(lookup, 'no name at all!'), []);
    assert.deepEqual(asked, [`get ${id}`, 'search acme', 'name acme']);
  });
});
