import * as assert from 'node:assert/strict';
import { organizationUri } from '../../../src/documents/documentUri.ts';
import { messagesDuring } from '../messages.ts';
import { connect, forget, openDocument, run, tenants } from '../tenants.ts';
import { itemRow } from '../find/scanSteps.ts';

const { inside } = tenants;

describe('Documents that a refresh does not find again', () => {
  beforeEach(() => connect(inside));
  afterEach(() => forget(inside));

  it('keep their content, and are told: those that are gone, and those that the list does not have', async () => {
    const { domain, organization, item } = await itemRow(inside, 1, 'clients', 0);
    const client = await openDocument(organizationUri(domain, organization, ['clients', String(item['client_id'])]));
    const other = (await inside.organizations())[3];
    assert.ok(other);
    const whole = await openDocument(organizationUri(domain, { ...other }));
    const texts = [client, whole].map(({ document }) => document.getText());
    const body = { statusCode: 404, error: 'Not Found', message: 'No organization found by that id or name' };
    await inside.inject({ match: `/organizations/${other.id}$`, answer: { status: 404, body } });
    await inside.inject({ match: `/${organization.id}/clients`, answer: { status: 200, body: { clients: [] } } });
    const messages = await messagesDuring(() => run('refreshAll'));
    assert.deepEqual(
      messages.map(({ text }) => text.replace(/: .*/, '')),
      [
        'Not found any more; the open documents show what was read last',
        'Not among what is loaded now; the open documents show what was read last',
      ],
    );
    assert.ok(messages[0]?.text.includes(other.name));
    assert.deepEqual(
      [client, whole].map(({ document }) => document.getText()),
      texts,
    );
  });

  it('are named up to ten, and the others are counted', async () => {
    const all = await inside.organizations();
    for (const { id } of all) await openDocument(organizationUri(inside.domain, { id }));
    const body = { statusCode: 404, error: 'Not Found', message: 'No organization found by that id or name' };
    await inside.inject({ match: '/organizations/org_', answer: { status: 404, body } });
    const [message] = await messagesDuring(() => run('refreshAll'));
    assert.match(message?.text ?? '', new RegExp(`, And ${all.length - 10} more$`));
  });

  it('are told also where another document cannot be read', async () => {
    const [, , failing, gone] = await inside.organizations();
    assert.ok(failing && gone);
    for (const { id, status, message } of [
      { id: failing.id, status: 400, message: 'No' },
      { id: gone.id, status: 404, message: 'No organization found by that id or name' },
    ]) {
      await openDocument(organizationUri(inside.domain, { id }));
      await inside.inject({
        match: `/organizations/${id}$`,
        answer: { status, body: { statusCode: status, message } },
      });
    }
    const messages = await messagesDuring(() => run('refreshAll'));
    assert.deepEqual(
      messages.map(({ kind, text }) => [kind, /^Not found any more|\(400\)/.exec(text)?.[0]]),
      [
        ['information', 'Not found any more'],
        ['error', '(400)'],
      ],
    );
  });
});
