import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import { readObject } from '../../../src/api/jsonFields.ts';
import { managementApi } from '../../../src/api/managementApi.ts';
import { PageReader } from '../../../src/api/pageReader.ts';
import { readPagesOf } from '../../../src/api/pagination.ts';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import { fixedToken } from '../../../src/api/tokenSource.ts';
import { FallbackRequest } from '../../../src/sections/fallbackRequest.ts';
import { failedEvents } from '../../../src/sections/eventWords.ts';
import { memberRolesScope, rolesOfMember } from '../../../src/sections/memberRoles.ts';
import { allSections, sectionAt, usedScopes } from '../../../src/sections/organizationSections.ts';
import type { Item } from '../../../src/sections/section.ts';
import { readableSection, readItem, sectionCosts, sectionPages } from '../../../src/sections/sectionPages.ts';
import type { Tenants } from '../../../src/tenants/tenants.ts';
import { startTenant, type Tenant } from '../../tenant/server.ts';
import { HastyClock } from '../api/hastyClock.ts';

const context = backgroundContext();

describe('A section', () => {
  let tenant: Tenant;
  before(async () => {
    tenant = await startTenant({ organizations: 3 });
  });
  after(() => tenant.close());

  const tenantsWith = async (scope: string) => {
    const tokens = fixedToken(await tenant.mintToken({ scope }));
    const connection = { domain: tenant.domain, tokens, onRequest: () => undefined };
    const read = managementApi(connection, new RateLimiter(new HastyClock(), () => 0.2));
    return {
      read: () => read,
      pages: (_domain: string, list: Parameters<Tenants['pages']>[1]) => readPagesOf(read, list, readObject),
      status: () => Promise.resolve({ kind: 'usable', scopes: scope.split(' ') }),
    } as unknown as Tenants;
  };
  const addressOf = (path: readonly string[]) => ({
    domain: tenant.domain,
    id: tenant.organizations[1]?.id ?? '',
    path,
    isFiltered: false,
  });
  const itemsAt = async (path: readonly string[], scope: string): Promise<readonly Item[]> => {
    const tenants = await tenantsWith(scope);
    const { keyOf } = sectionAt(path) ?? assert.fail(path.join('/'));
    const readPage = sectionPages(tenants, new FallbackRequest(tenants), addressOf(path));
    const list = await new PageReader(readPage, keyOf).readToEnd(context);
    assert.ok(list.isComplete);
    const keys = list.items.map(keyOf);
    assert.ok(!keys.includes('') && new Set(keys).size === keys.length, 'each item has a key of its own');
    return list.items;
  };

  /** The path of a section inside the first item above that has something in it. */
  const pathsTo = async (names: readonly string[]): Promise<readonly (readonly string[])[]> => {
    let paths: readonly (readonly string[])[] = [[]];
    for (const [place, name] of names.entries()) {
      const here = paths.map((path) => [...path, name]);
      if (place === names.length - 1) return here;
      const section = sectionAt(here[0] ?? []);
      const below = here.map(async (path) =>
        (await itemsAt(path, usedScopes().join(' '))).map((item) => [...path, section?.keyOf(item) ?? '']),
      );
      paths = (await Promise.all(below)).flat().slice(0, 8);
    }
    return paths;
  };

  for (const { names, section } of allSections()) {
    const { source } = section;
    if ('containedItems' in source) continue;

    it(`is read with its scope alone: ${names.join('/')}`, async () => {
      const counts = [];
      for (const path of await pathsTo(names)) {
        counts.push((await itemsAt(path, source.scope)).length);
      }
      assert.ok(Math.max(...counts) > 0, 'the local tenant has something of it');
      const [path = []] = await pathsTo(names);
      await assert.rejects(itemsAt(path, 'read:nothing'), (error: unknown) => {
        assert.ok(error instanceof ApiError);
        assert.equal(error.reason, 'insufficientScope');
        return error.details.scopes?.includes(source.scope) === true;
      });
    });
  }

  it('of members has their roles with the scope for it, and says what is missing without', async () => {
    const path = ['members'];
    const [withRoles] = await itemsAt(path, `read:organization_members ${memberRolesScope}`);
    const [without] = await itemsAt(path, 'read:organization_members');
    assert.deepEqual([rolesOfMember(withRoles ?? {}) === undefined, rolesOfMember(without ?? {})], [false, undefined]);
    const { source } = readableSection(path);
    assert.deepEqual(
      [true, false].map((isServed) => source.preferred?.describe(isServed)),
      ['', 'Without roles, which need the scope read:organization_member_roles'],
    );
  });

  it('of connections says of each whether it is enabled, unless the tenant lists enabled ones alone', async () => {
    const read = () => itemsAt(['connections'], 'read:organization_connections');
    const all = await read();
    await tenant.inject({ match: '/connections\\?', answer: { status: 404, body: { message: 'Not Found' } } });
    const enabled = await read();
    await tenant.clearFaults();
    // The tenant can have refused the token alone.
    assert.equal(
      readableSection(['connections']).source.preferred?.describe(false),
      'Only the enabled ones, from GET /organizations/{id}/enabled_connections: the tenant refuses GET /organizations/{id}/connections',
    );
    const toldOf = (list: readonly Item[]) => [...new Set(list.map((connection) => 'is_enabled' in connection))];
    assert.deepEqual([toldOf(all), toldOf(enabled)], [[true], [false]]);
  });

  it('of events has the newest first, failures alone on demand, and each by itself', async () => {
    const tenants = await tenantsWith('read:logs');
    const address = addressOf(['events']);
    const read = async (isFiltered: boolean) => {
      const readPage = sectionPages(tenants, new FallbackRequest(tenants), { ...address, isFiltered });
      return (await readPage(undefined, context)).items;
    };
    const all = await read(false);
    const dates = all.map((event) => Date.parse(String(event['date'])));
    assert.deepEqual(
      dates,
      dates.toSorted((a, b) => b - a),
    );
    const failures = await read(true);
    const isFailure = ({ type }: Item) => String(type) in failedEvents;
    const newest = all.filter(isFailure);
    assert.ok(newest.length > 0 && newest.length < all.length && failures.every(isFailure));
    assert.deepEqual(failures.slice(0, newest.length), newest);
    const [event] = all;
    const item = { ...address, path: ['events', String(event?.['log_id'])] };
    assert.deepEqual(await readItem(tenants, item, context), event);
    await assert.rejects(readItem(tenants, { ...address, path: ['members', 'auth0|1'] }, context), {
      reason: 'notLoaded',
    });
  });

  it('of an organization without a template is empty', async () => {
    const tenants = await tenantsWith('read:organization_templates');
    const address = { ...addressOf(['organization-templates']), id: tenant.organizations[2]?.id ?? '' };
    const { items } = await sectionPages(tenants, new FallbackRequest(tenants), address)(undefined, context);
    assert.deepEqual(items, []);
  });

  it('has no link of an invitation', async () => {
    const invitations = await itemsAt(['invitations'], 'read:organization_invitations');
    assert.ok(invitations.length > 0);
    assert.doesNotMatch(JSON.stringify(invitations), /invitation=\w|"ticket_id":"\w/);
  });

  it('is unknown by another name, and where it needs no request', () => {
    for (const path of [['nothing'], ['metadata'], ['members', 'auth0|1', 'nothing'], []]) {
      assert.throws(() => readableSection(path), { name: 'ApiError', reason: 'notFound' });
    }
  });

  it('costs a request of each organization, and roles two', () => {
    assert.deepEqual(
      [...sectionCosts(['members', 'roles'], 3)],
      [
        ['/organizations/id/members', 3],
        ['/roles', 6],
      ],
    );
  });
});
