import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { failureSamples } from '../../unit/api/failures.ts';
import { failureOf, messagesDuring } from '../messages.ts';
import { connect, contentOf, forget, requestsOf, run, tenants } from '../tenants.ts';

const { small, large } = tenants;

/** The IDs of the loaded organizations, as the document of the list shows them. */
async function loadedIds(domain: string): Promise<readonly string[]> {
  const uri = await run<vscode.Uri>('openOrganizationList', domain);
  const { organizations } = (await contentOf(uri)) as { organizations: { id: string }[] };
  return organizations.map(({ id }) => id);
}

describe('The list', () => {
  beforeEach(async () => {
    await connect(small);
    await run('openOrganizationList', small.domain);
    await small.clearRequests();
  });
  afterEach(async () => {
    await forget(small);
    await forget(large);
  });

  it('is refreshed with as many pages as were loaded', async () => {
    await run('loadMore', small.domain);
    await small.clearRequests();
    await run('refresh');
    assert.equal((await requestsOf(small)).length, 2);
    assert.equal((await loadedIds(small.domain)).length, 150);
  });

  it('is refreshed once by two refreshes at once', async () => {
    await Promise.all([run('refresh'), run('refresh', small.domain), run('refresh')]);
    assert.deepEqual(await requestsOf(small), ['GET /api/v2/organizations?take=100']);
  });

  it('is not read for a tenant that nobody has opened', async () => {
    await connect(large);
    await run('refresh');
    assert.deepEqual(await requestsOf(large), []);
  });

  it('takes over what has changed: new, renamed and removed organizations', async () => {
    const [first, second] = await small.organizations();
    assert.ok(first && second);
    await small.removeOrganization(first.id);
    try {
      await run('refresh');
      const ids = await loadedIds(small.domain);
      assert.equal(ids[0], second.id);
      assert.equal(ids.length, 100);
    } finally {
      await small.addOrganization(first);
    }
  });

  it('goes on across pages though an organization is removed in between', async () => {
    const [first] = await small.organizations();
    assert.ok(first);
    await small.removeOrganization(first.id);
    try {
      await run('loadMore', small.domain);
      const ids = await loadedIds(small.domain);
      assert.equal(ids.length, 150, 'those of the first page and all others');
      assert.equal(new Set(ids).size, ids.length);
    } finally {
      await small.addOrganization(first);
    }
  });

  for (const { situation, status, body, headers = {}, attempts = 1, reason } of failureSamples) {
    it(`keeps its rows after ${situation}`, async () => {
      const before = await loadedIds(small.domain);
      await small.clearRequests();
      await small.inject({ answer: { status, body, headers } });
      await run('loadMore', small.domain);
      // A place that has expired gives the same error, so that the list is begun anew once.
      const expected = reason === 'badQuery' ? 2 : attempts;
      assert.equal((await requestsOf(small)).length, expected);
      assert.deepEqual(await loadedIds(small.domain), before);
    });
  }

  it('goes on with the next page after a failure', async () => {
    await small.inject({ answer: { status: 401, body: { statusCode: 401, message: 'Invalid token' } } });
    await run('refresh');
    await run('loadMore', small.domain);
    assert.equal((await loadedIds(small.domain)).length, 100);
    await small.clearFaults();
    await run('loadMore', small.domain);
    assert.equal((await loadedIds(small.domain)).length, 150);
  });

  it('does not bother a tenant whose rate limit is used up, until it lets requests through again', async () => {
    await small.inject({
      answer: { status: 429, body: { statusCode: 429 }, headers: { 'retry-after': '90' } },
      times: 1,
    });
    await run('refresh');
    await small.clearRequests();
    await run('refresh');
    await run('loadMore', small.domain);
    assert.deepEqual(await requestsOf(small), []);
  });

  it('loses an organization that turns out to be gone when it is opened', async () => {
    const [first] = await small.organizations();
    assert.ok(first);
    await small.removeOrganization(first.id);
    try {
      const row = vscode.Uri.from({
        scheme: 'auth0-organization',
        authority: small.domain,
        path: `/${first.name}.json`,
        query: first.id,
      });
      assert.match(await failureOf(row), /\(404\)/);
      const ids = await loadedIds(small.domain);
      assert.equal(ids.length, 99);
      assert.ok(!ids.includes(first.id));
    } finally {
      await small.addOrganization(first);
    }
  });

  it('is read anew when the place to go on from has expired', async () => {
    const answer = {
      status: 400,
      body: { statusCode: 400, error: 'Bad Request', message: "Query validation error: 'Invalid checkpoint'." },
    };
    await small.inject({ match: 'from=', times: 1, answer });
    await run('loadMore', small.domain);
    assert.equal((await loadedIds(small.domain)).length, 150);
    assert.equal((await requestsOf(small)).length, 3);
  });

  it('is loaded to its end by Load All Organizations', async () => {
    await run('loadAllOrganizations', small.domain);
    assert.equal((await loadedIds(small.domain)).length, 150);
  });

  it('ends after the last page: Load More asks for nothing then', async () => {
    await run('loadMore', small.domain);
    await small.clearRequests();
    await run('loadMore', small.domain);
    assert.deepEqual(await requestsOf(small), []);
  });

  it('loads again what an unfit token kept from being loaded', async () => {
    await small.inject({ answer: { status: 401, body: { statusCode: 401, message: 'Invalid token' } } });
    await run('refresh');
    await small.clearFaults();
    await small.clearRequests();
    await run('updateAccessToken', small.domain, await small.mintToken());
    assert.deepEqual(await requestsOf(small), [
      'GET /api/v2/organizations?take=1',
      'GET /api/v2/organizations?take=100',
    ]);
  });

  it('reads only the further page that an unfit token kept from being loaded', async () => {
    await small.inject({
      match: 'from=',
      answer: { status: 401, body: { statusCode: 401, message: 'Invalid token' } },
    });
    await messagesDuring(() => run('loadMore', small.domain));
    await small.clearFaults();
    await small.clearRequests();
    await run('updateAccessToken', small.domain, await small.mintToken());
    const [checked, page, ...others] = await requestsOf(small);
    assert.equal(checked, 'GET /api/v2/organizations?take=1');
    assert.match(page ?? '', /^GET \/api\/v2\/organizations\?take=100&from=/);
    assert.deepEqual(others, []);
  });
});
