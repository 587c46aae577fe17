import * as assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { ApiError } from '../../../src/api/apiError.ts';
import type { OrganizationList } from '../../../src/organizations/organizationList.ts';
import { tenantItem } from '../../../src/sidebar/treeItems.ts';
import { tenantTooltip } from '../../../src/sidebar/tooltips.ts';
import type { TokenStatus } from '../../../src/tenants/tenant.ts';
import { describeTokenStatus } from '../../../src/tenants/tokenExpiry.ts';
import { describeFailure } from '../../../src/ui/errorNotifier.ts';
import { until } from '../../patience.ts';
import { requestsOf, tenants } from '../tenants.ts';
import {
  application,
  connectIn,
  context,
  failing,
  list,
  pasted,
  windowsWithOneStorage,
} from '../tenants/secretStorage.ts';

const { small, large } = tenants;
const { domain } = small;
const unopened = { isOpened: false } as unknown as OrganizationList;

const place = { domains: ['first', domain, 'last'], isExpanded: false };

/** The description and the context of a row, which decides about its buttons, and the color of its icon. */
function rowWith(status: TokenStatus, list = unopened) {
  const { description, contextValue, iconPath } = tenantItem({ domain }, list, status, place);
  return [description, contextValue, (iconPath as vscode.ThemeIcon).color?.id];
}

describe('The row of a tenant', () => {
  it('says what the tenant is called, what its token lacks, how many organizations are loaded, and its domain', () => {
    const opened = (organizations: number, isComplete: boolean) =>
      ({ isLoaded: true, isComplete, organizations: { length: organizations } }) as unknown as OrganizationList;
    const tenant = { domain, label: 'Production' };
    const item = tenantItem(tenant, opened(1200, false), { kind: 'missing' }, place);
    assert.equal(item.label, 'Production');
    assert.equal(item.description, `no access token · 1,200+ · ${domain}`);
    assert.equal(item.accessibilityInformation?.label, `Tenant Production, ${item.description}`);
    assert.equal(tenantItem(tenant, opened(0, true), { kind: 'usable' }, place).description, `0 · ${domain}`);
    assert.equal(tenantItem({ domain }, unopened, { kind: 'usable' }, place).label, domain);
    const found = tenantItem(tenant, opened(1200, false), { kind: 'usable' }, { ...place, shown: 12 });
    assert.equal(found.description, `12 of 1,200+ · ${domain}`);
  });

  it('says which environment it is, unless it is called so', () => {
    const described = (label: string) =>
      tenantItem({ domain, label, environment: 'production' }, unopened, { kind: 'usable' }, place).description;
    assert.equal(described('Acme'), `Production · ${domain}`);
    assert.equal(described('production'), domain);
  });

  it('says what cannot be done with the tenant: moving it further, and loading more', () => {
    const whole = { isOpened: true, hasEnded: true, organizations: [] } as unknown as OrganizationList;
    const contextOf = (list: OrganizationList, ...domains: readonly string[]) =>
      tenantItem({ domain }, list, { kind: 'usable' }, { domains, isExpanded: true }).contextValue;
    assert.equal(contextOf(unopened, domain, 'last'), 'tenant first');
    assert.equal(contextOf(unopened, 'first', domain), 'tenant last');
    assert.equal(contextOf(whole, domain), 'tenant first last ended');
  });

  it('says what is the matter with its token', () => {
    const warned = ['tenant needsToken', 'list.warningForeground'];
    assert.deepEqual(rowWith({ kind: 'usable' }), ['', 'tenant', undefined]);
    assert.deepEqual(rowWith({ kind: 'expired' }), ['access token expired', ...warned]);
    assert.deepEqual(rowWith({ kind: 'refused' }), ['access refused (401)', ...warned]);
    assert.deepEqual(rowWith({ kind: 'missing' }), ['no access token', ...warned]);
    assert.deepEqual(rowWith({ kind: 'damaged' }), ['access token damaged', ...warned]);
    assert.deepEqual(rowWith({ kind: 'unreadable' }), ['secret storage fails', ...warned]);
  });

  it('tells under the mouse what its token allows, and until when', () => {
    const scopes = ['read:organizations', 'update:organizations', 'delete:organizations'];
    const expiresAt = new Date(2040, 0, 2, 3, 4).getTime() / 1000;
    const lines = tenantTooltip({ domain }, unopened, { kind: 'usable', expiresAt, scopes }).split('\n');
    assert.equal(lines.length, 8);
    assert.equal(lines[0], domain);
    assert.match(lines[1] ?? '', /^The access token expires on January 2, 2040 at 3:04\sAM$/);
    assert.equal(lines[2], `Scopes of the token: ${scopes.join(', ')}`);
    assert.match(lines[3] ?? '', /^Scopes that would show more: read:organization_members, /);
    assert.equal(lines[4], 'Scope for Recent Events and Explain Failed Login: read:logs');
    assert.equal(lines[5], 'Scope for Find User and Explain Failed Login: read:users');
    assert.equal(
      lines[6],
      'Scopes for Explain Failed Login alone: read:clients, read:connections, read:tenant_settings',
    );
    assert.equal(lines[7], 'The token can also create, change or delete: update:organizations, delete:organizations');
    const read = {
      isOpened: true,
      isLoaded: true,
      hasEnded: true,
      organizations: [],
      readAt: new Date(2040, 0, 2, 3, 4),
    };
    const ofList = tenantTooltip({ domain }, read as unknown as OrganizationList, { kind: 'missing' });
    assert.match(ofList, /\nNo organizations\nList read on January 2, 2040 at 3:04\sAM or later\n/);
    const part = tenantTooltip({ domain }, { ...read, isOfSummaries: true } as unknown as OrganizationList, {
      kind: 'missing',
    });
    assert.match(part, /or later\nIt was read with a token that may not be sent all fields of organizations, /);
    const failed = { isOpened: true, organizations: [] } as unknown as OrganizationList;
    const ofFailure = tenantTooltip({ domain }, failed, { kind: 'missing' });
    assert.doesNotMatch(ofFailure, /organizations/, 'how many there are is not known');
    const named = tenantTooltip({ domain, label: 'Acme staging EU' }, unopened, { kind: 'missing' });
    assert.match(named, new RegExp(`^Acme staging EU\n${domain}\n`), 'a narrow row cuts both off');
    const application = { clientId: 'client', audience: 'audience' };
    const ofApplication = tenantTooltip({ domain, application }, unopened, { kind: 'usable', scopes: [] });
    assert.match(ofApplication, /\nAccess tokens are fetched by the application client\n/);
  });
});

describe('The token of a tenant', () => {
  const { openWindow, storage } = windowsWithOneStorage('Test of deadlines');

  it('tells when its last hour begins and when it ends, where it was pasted, and is not sent any more then', async () => {
    const { tenants: own, changes } = openWindow();
    const keep = async (tenant: typeof small, expiresInSeconds: number) => {
      const accessToken = await tenant.mintToken({ expiresInSeconds });
      await own.store({ domain: tenant.domain, secret: { accessToken } });
      return describeTokenStatus(await own.status(tenant.domain));
    };
    assert.match((await keep(small, 8)) ?? '', /^expires at \d/);
    assert.equal(await keep(large, 3608), undefined);
    await until(() => changes.filter((kind) => kind === 'changed').length === 2);
    assert.equal(describeTokenStatus(await own.status(domain)), 'access token expired');
    assert.match(describeTokenStatus(await own.status(large.domain)) ?? '', /^expires at \d/);

    const error: unknown = await list(own).catch((failure: unknown) => failure);
    assert.ok(error instanceof ApiError);
    const explanation = await describeFailure(error, 'It was not read');
    assert.equal(explanation, 'It was not read. The access token has expired. Get a new one and update it here.');
    assert.deepEqual(await requestsOf(small), []);
    await own.store(await own.check(domain, await pasted(), context));
    await list(own);
  });

  it('is told as refused from the first 401 of any request until the tenant accepts it or another one is stored', async () => {
    const { tenants: own, changes } = openWindow();
    const unauthorized = { match: '/roles', times: 1, answer: { status: 401, body: { message: 'No' } } };
    const refuse = async () => {
      await small.inject(unauthorized);
      await assert.rejects(own.read(domain)('/roles', {}, context), failing('invalidToken'));
      return own.status(domain);
    };
    const newTenant = await own.check(domain, await pasted(), context);
    await own.store(newTenant);
    assert.deepEqual([await refuse(), changes], [{ kind: 'refused' }, ['connected', 'changed']]);
    await refuse();
    assert.deepEqual(rowWith(await own.status(domain))[0], 'access refused (401)');
    await list(own);
    assert.equal((await own.status(domain)).kind, 'usable');
    assert.deepEqual(changes, ['connected', 'changed', 'changed']);
    await refuse();
    // What is only tried is not the token of the tenant.
    await assert.rejects(own.check(domain, { kind: 'token', accessToken: 'none' }, context));
    await own.store(newTenant);
    assert.equal((await own.status(domain)).kind, 'usable');
  });

  it('is got for an application whatever the clock of this machine says', async () => {
    const { tenants: own } = openWindow();
    const { now } = Date;
    Date.now = () => now() + 30 * 86_400_000;
    try {
      await connectIn(own, application);
      await list(own);
      assert.equal((await own.status(domain)).kind, 'usable');
    } finally {
      Date.now = now;
    }
  });

  it('is told as refused also where an application gets none, until another window enters another key', async () => {
    const { tenants: own } = openWindow();
    const { tenants: other } = openWindow();
    await connectIn(own, application);
    await small.inject({ match: '/oauth/token', answer: { status: 401, body: { error: 'access_denied' } } });
    const key = `tenant:${domain}`;
    const { application: credentials } = JSON.parse(storage.secrets.get(key) ?? '') as Readonly<
      Record<string, unknown>
    >;
    await storage.context.secrets.store(key, JSON.stringify({ application: credentials }));
    await assert.rejects(list(own), failing('wrongCredentials'));
    assert.equal((await own.status(domain)).kind, 'refused');
    assert.equal((await other.status(domain)).kind, 'usable', 'it has asked for nothing');
    await connectIn(other, await pasted());
    assert.equal((await own.status(domain)).kind, 'usable');
  });
});
