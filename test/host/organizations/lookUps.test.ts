import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RequestContext } from '../../../src/api/requestContext.ts';
import { OrganizationStore } from '../../../src/organizations/organizationStore.ts';
import type { Tenants } from '../../../src/tenants/tenants.ts';

describe('An organization that is looked up', () => {
  const domain = 'acme.eu.auth0.com';
  const context: RequestContext = { signal: new AbortController().signal, priority: 'person' };
  const events = new vscode.EventEmitter<never>();
  const tenants = {
    onDidChange: events.event,
    status: () => Promise.resolve({ kind: 'usable' }),
    client: () => ({ list: () => Promise.resolve({ items: [{ id: 'org_1', name: 'listed' }] }) }),
  } as unknown as Tenants;
  after(() => {
    events.dispose();
  });

  it('takes its place in the list unless the list was read later', async () => {
    const store = new OrganizationStore(tenants);
    await store.change(domain, (list) => list.load(context));
    const names = () => store.get(domain).organizations.map(({ name }) => name);
    store.keep(domain, { id: 'org_1', name: 'before' }, new Date(0));
    assert.deepEqual(names(), ['listed']);
    await store.lookUp(domain, () => Promise.resolve({ id: 'org_1', name: 'since' }));
    assert.deepEqual(names(), ['since']);
    store.dispose();
  });

  it('is not replaced by the answer to an earlier question that comes later', () => {
    const store = new OrganizationStore(tenants);
    store.keep(domain, { id: 'org_2', name: 'later' }, new Date(2));
    store.keep(domain, { id: 'org_2', name: 'earlier' }, new Date(1));
    assert.equal(store.find(domain, 'org_2')?.name, 'later');
    assert.equal(store.isGone(domain, 'org_2'), false);
    store.forget(domain, 'org_2');
    store.keep(domain, { id: 'org_2', name: 'later' }, new Date(3));
    assert.equal(store.isGone(domain, 'org_2'), true);
    store.dispose();
  });
});
