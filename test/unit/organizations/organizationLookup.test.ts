import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import type { OrganizationsClient } from '../../../src/api/organizationsClient.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import { OrganizationLookup } from '../../../src/organizations/organizationLookup.ts';
import { readQuestion } from '../../../src/organizations/searchQuery.ts';

const id = 'org_VGZx1ySGh6PrYv0Y';

describe('Asking the tenant for what is not loaded', () => {
  let asked: string[];
  const answer = (what: string, failure?: ApiError) => {
    asked.push(what);
    return failure ? Promise.reject(failure) : Promise.resolve({ id });
  };
  const lookupOf = (failures: Readonly<Record<string, ApiError>> = {}, more = {}) => {
    asked = [];
    const client = {
      list: () => assert.fail('the list is not asked for'),
      get: (key) => answer(`get ${key}`, failures['get']),
      getByName: (key) => answer(`name ${key}`, failures['name']),
      search: async (query) => ({ items: [await answer(`search ${query}`, failures['search'])], ...more }),
    } satisfies OrganizationsClient;
    return new OrganizationLookup(client, {
      isKnownKey: (key) => key === 'plan',
      isKnownName: (name) => name === 'loaded',
    });
  };
  const ask = (lookup: OrganizationLookup, text: string) => lookup.find(readQuestion(text), backgroundContext());
  const find = async (lookup: OrganizationLookup, text: string) => (await ask(lookup, text)).organizations;
  const named = (text: string) => `search name:*${text}* OR display_name:*${text}*`;

  it('takes a whole ID for an ID, and nothing less', async () => {
    const lookup = lookupOf();
    assert.deepEqual(await find(lookup, id), [{ id }]);
    await find(lookup, id.slice(0, -1));
    assert.deepEqual(asked, [`get ${id}`, named(id.slice(0, -1))]);
  });

  it('searches for texts from three characters on', async () => {
    const lookup = lookupOf();
    await find(lookup, 'ac');
    await find(lookup, 'acm');
    assert.deepEqual(asked, ['name ac', named('acm')]);
  });

  for (const reason of ['badRequest', 'forbidden', 'missingFeature', 'notFound'] as const) {
    it(`does without the search after ${reason}, and never tries it again`, async () => {
      const lookup = lookupOf({ search: new ApiError(reason) });
      assert.equal(lookup.costOf(readQuestion('Acme')), 2);
      assert.deepEqual(await find(lookup, 'Acme'), [{ id }]);
      await find(lookup, 'acme');
      assert.deepEqual(asked, [named('Acme'), 'name acme', 'name acme']);
      assert.equal(lookup.costOf(readQuestion('Acme')), 1);
      assert.equal(lookup.costOf(readQuestion('plan:pro')), 0);
    });
  }

  it('goes on with a search that has answered, also where one question is refused on the way', async () => {
    const failures: Record<string, ApiError> = {};
    const lookup = lookupOf(failures);
    await find(lookup, 'acme');
    failures['search'] = new ApiError('forbidden', { status: 403, serverMessage: 'Blocked by a firewall' });
    await assert.rejects(find(lookup, 'select'), { reason: 'forbidden' });
    delete failures['search'];
    await find(lookup, 'acme');
    assert.deepEqual(asked, [named('acme'), named('select'), named('acme')]);
  });

  it('tries the search again with another token, also where the former one is refused late', async () => {
    const lookup = lookupOf({ search: new ApiError('forbidden') });
    const late = find(lookup, 'acme');
    lookup.forgiveRefusal();
    assert.deepEqual(await late, [{ id }]);
    assert.equal(lookup.costOf(readQuestion('plan:pro')), 1);
    await find(lookup, 'acme');
    assert.equal(lookup.costOf(readQuestion('plan:pro')), 0);
  });

  it('asks for the name of a loaded organization only where the search can find others', async () => {
    const lookup = lookupOf();
    await find(lookup, 'loaded');
    assert.deepEqual(asked, [named('loaded')]);
    assert.equal(lookup.costOf(readQuestion('loaded')), 1);
    const missing = lookupOf({ search: new ApiError('notFound') });
    const nothing = { organizations: [], hasMore: false, isAnswered: false };
    for (const text of ['loaded', 'Loaded']) assert.deepEqual(await ask(missing, text), nothing);
    assert.deepEqual(asked, [named('loaded')]);
    assert.equal(missing.costOf(readQuestion('loaded')), 0);
    assert.deepEqual(await find(missing, 'loade'), [{ id }]);
  });

  it('keeps the search after a failure that says nothing about it', async () => {
    for (const reason of ['serverError', 'insufficientScope', 'badQuery', 'rateLimited'] as const) {
      const lookup = lookupOf({ search: new ApiError(reason) });
      await assert.rejects(find(lookup, 'acme'));
      await assert.rejects(find(lookup, 'acme'));
      assert.deepEqual(asked, [named('acme'), named('acme')]);
    }
  });

  it('finds nothing where there is nothing', async () => {
    const serverMessage = 'No organization found by that id or name';
    const gone = new ApiError('notFound', { status: 404, serverMessage });
    const lookup = lookupOf({ get: gone, name: gone, search: gone });
    assert.deepEqual(await find(lookup, id), []);
    assert.deepEqual(await find(lookup, 'acme'), []);
    assert.deepEqual(await find(lookup, 'no name at all!'), []);
    assert.deepEqual(asked, [`get ${id}`, named('acme'), 'name acme']);
  });

  it('does not take the answer of a proxy for one of the tenant', async () => {
    const noPath = new ApiError('notFound', { status: 404, serverMessage: 'Not Found' });
    await assert.rejects(find(lookupOf({ get: noPath }), id), noPath);
    await assert.rejects(find(lookupOf({ name: noPath, search: noPath }), 'acme'), noPath);
  });

  it('asks for metadata by its key, and says whether there is more', async () => {
    const lookup = lookupOf({}, { next: 'more' });
    assert.deepEqual(await ask(lookup, 'plan:pro'), { organizations: [{ id }], hasMore: true, isAnswered: true });
    assert.deepEqual(asked, ['search metadata.plan:"pro"']);
    assert.equal(lookup.costOf(readQuestion('plan:pro')), 1);
  });

  it('says what cannot be asked, without a request', async () => {
    const unanswered = { organizations: [], hasMore: false, isAnswered: false };
    const lookup = lookupOf();
    for (const text of ['-plan:trial', 'plan:*', 'ab plan:pro', 'plan:a plan:b plan:c plan:d plan:e plan:f']) {
      assert.deepEqual(await ask(lookup, text), unanswered, text);
      assert.equal(lookup.costOf(readQuestion(text)), 0);
    }
    assert.deepEqual(asked, []);
    const missing = lookupOf({ search: new ApiError('notFound') });
    assert.deepEqual(await ask(missing, 'plan:pro'), unanswered);
    assert.deepEqual(asked, ['search metadata.plan:"pro"']);
  });
});
