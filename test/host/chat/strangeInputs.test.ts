import * as assert from 'node:assert/strict';
import { answerOf, connect, forget, requestsOf, run, tenants } from '../tenants.ts';
import { type Facts, strangeInputs } from './strangeInputs.ts';
import { toolText } from './toolCalls.ts';

const { inside } = tenants;

async function factsOf(): Promise<Facts> {
  const { id, name, display_name: title = '' } = (await inside.organizations())[1] ?? assert.fail();
  const path = `/api/v2/organizations/${id}`;
  const { clients } = await answerOf<{ clients: readonly { client_id: string; client: { name: string } }[] }>(
    inside,
    `${path}/clients?take=1`,
  );
  const [{ client_id: clientId, client } = assert.fail()] = clients;
  const [{ connection_id: connectionId, connection } = assert.fail()] = await answerOf<
    readonly { connection_id: string; connection: { name: string } }[]
  >(inside, `${path}/enabled_connections`);
  return {
    ...{ domain: inside.domain, id, name, title, clientId, application: client.name, connectionId },
    ...{ connection: connection.name, userId: 'samlp|acme|jane@acme.example', email: 'jane@acme.example' },
  };
}

describe('What a model makes of the words of a person', () => {
  before(async () => {
    await connect(inside);
    await run('renameTenant', inside.domain, 'Acme Live');
    await run('setEnvironment', inside.domain, 'production');
  });
  after(() => forget(inside));

  it('is answered as it is meant, or refused without a request, and what cannot be meant is told', async () => {
    const all = strangeInputs(await factsOf());
    assert.ok(all.length >= 60);
    for (const { tool, input, says, never, isRefused } of all) {
      await inside.clearRequests();
      const given = `${tool} ${JSON.stringify(input).slice(0, 200)}`;
      const text = await toolText(tool, input).catch((error: unknown) => String(error));
      assert.match(text, says, given);
      assert.doesNotMatch(text, never ?? /\u0000/, given);
      assert.ok(!isRefused || (await requestsOf(inside)).length === 0, given);
    }
  });
});
