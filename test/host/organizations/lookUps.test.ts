import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RequestContext } from '../../../src/api/requestContext.ts';
import { OrganizationStore } from '../../../src/organizations/organizationStore.ts';
import type { Tenants } from '../../../src/tenants/tenants.ts';

describe('An organization that is looked up', () => {
  const domain = 'acme.eu.auth0.com';
  const context: RequestContext = { signal: new AbortController().signal, priority: 'person' };
  const events = new vscode.EventEmitter<never>();
  const tenantsWith = (isSentSummaries: () => Promise<boolean>) =>
    ({
      onDidChange: events.event,
      isSentSummaries,
      client: () => ({ list: () => Promise.resolve({ items: [{ id: 'org_1', name: 'listed' }] }) }),
    }) as unknown as Tenants;
  const tenants = tenantsWith(() => Promise.resolve(false));
  after(() => {
    events.dispose();
  });

  it('takes its place in the list unless the list was read later', async () => {
    const store = new OrganizationStore(tenants);
    await store.change(domain, (list) => list.load(context));
    const names = () => store.get(domain).organizations.map(({ name }) => name);
    store.keep(domain, { id: 'org_1', name: 'before' }, new Date(0), false);
    assert.deepEqual(names(), ['listed']);
    await store.lookUp(domain, () => Promise.resolve({ id: 'org_1', name: 'since' }));
    assert.deepEqual(names(), ['since']);
    store.dispose();
  });

  it('leaves a list that can lack fields, where the token may not be sent all of them', async () => {
    let isOfSummaries = false;
    const store = new OrganizationStore(tenantsWith(() => Promise.resolve(isOfSummaries)));
    const list = store.get(domain);
    const lookUp = (id: string) => store.lookUp(domain, () => Promise.resolve({ id, name: 'since' }));
    await store.change(domain, () => list.load(context));
    isOfSummaries = true;
    const failing = store.change(domain, () => Promise.reject(new Error('no page')));
    await assert.rejects(failing, /no page/);
    await lookUp('org_2');
    assert.equal(list.isOfSummaries, false, 'none of its organizations was read with this token');
    await lookUp('org_1');
    assert.equal(list.isOfSummaries, true);
    store.dispose();
  });

  it('is given up with the error of the request while the token cannot be read', async () => {
    const store = new OrganizationStore(tenantsWith(() => new Promise(() => undefined)));
    await assert.rejects(
      store.change(domain, () => Promise.reject(new Error('cancelled'))),
      /cancelled/,
    );
    store.dispose();
  });

  it('is not replaced by the answer to an earlier question that comes later', () => {
    const store = new OrganizationStore(tenants);
    store.keep(domain, { id: 'org_2', name: 'later' }, new Date(2), false);
    store.keep(domain, { id: 'org_2', name: 'earlier' }, new Date(1), false);
    assert.equal(store.find(domain, 'org_2')?.name, 'later');
    assert.equal(store.isGone(domain, 'org_2'), false);
    store.forget(domain, 'org_2');
    store.keep(domain, { id: 'org_2', name: 'later' }, new Date(3), false);
    assert.equal(store.isGone(domain, 'org_2'), true);
    store.dispose();
  });
});
