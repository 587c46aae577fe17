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
    client: () => ({ list: () => Promise.resolve({ items: [{ id: 'org_1', name: 'listed' }] }) }),
  } as unknown as Tenants;
  after(() => {
    events.dispose();
  });

  it('takes its place in the list unless the list was read later', async () => {
    const store = new OrganizationStore(tenants);
    await store.change(domain, (list) => list.load(context));
    const lookUp = async (name: string, askedAt?: Date) => {
      await store.lookUp(domain, () => Promise.resolve({ id: 'org_1', name }), undefined, askedAt);
      return store.get(domain).organizations.map((organization) => organization.name);
    };
    assert.deepEqual(await lookUp('before', new Date(0)), ['listed']);
    assert.deepEqual(await lookUp('since'), ['since']);
    store.dispose();
  });
});
