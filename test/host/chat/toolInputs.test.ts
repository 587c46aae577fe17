import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type ToolName, tools } from '../../../src/chat/languageModelTools.ts';
import { until } from '../../patience.ts';
import { connect, forget, requestsOf, tenants } from '../tenants.ts';
import { madeUpInputs } from './madeUpInputs.ts';
import { callTool, questionOf, toolText } from './toolCalls.ts';

const { inside, small } = tenants;

const id = 'org_0000000000000000';
const huge = 'x'.repeat(1_000_000);

/** Input of which each tool makes requests. */
const validInputs: Readonly<Record<ToolName, object>> = {
  list_connected_tenants: {},
  get_organization: { id },
  find_organizations: { text: 'acme' },
  read_organization_section: { organization_id: id, section: 'members' },
  find_user_organizations: { user_id: 'auth0|1' },
  compare_organizations: { organization_id: id, other_organization_name: 'acme' },
  explain_access: { organization_id: id },
  look_up_organizations: { organizations: [id] },
  find_organizations_that_use: { application: 'AbCdEfGhIjKlMnOpQrStUvWxYz012345' },
};

const names = Object.keys(tools) as readonly ToolName[];
const asking = names.filter((name) => name !== 'list_connected_tenants');

/** The tools whose answer goes on with “next”. */
const long = names.filter((name) => !['list_connected_tenants', 'get_organization'].includes(name));

const tenant = { domain: 'acme.eu.auth0.com', label: 'Acme Live' };

/** Values of `next` that no answer has had. */
const madeUpNext = [
  '2',
  'next',
  '-1',
  '0123456789abcdef.0',
  '0123456789abcdef.-1',
  1,
  -1,
  0,
  true,
  [],
  {},
  ['a'],
  huge,
];

describe('A tool for language models, with input that a model makes up,', () => {
  afterEach(async () => {
    await forget(inside);
    await forget(small);
  });

  it('is understood, or told what to give instead', async () => {
    assert.ok(madeUpInputs.length >= 60);
    for (const { tool, input, asks, refuses } of madeUpInputs) {
      const given = `${tool} ${JSON.stringify(input).slice(0, 100)}`;
      if (refuses) {
        await assert.rejects(questionOf(tool, input, tenant), (error: Error) => {
          assert.match(error.message, refuses, given);
          assert.ok(error.message.length < 1000, given);
          return true;
        });
      } else {
        const { plain } = await questionOf(tool, input, tenant);
        assert.ok(typeof asks === 'string' ? plain.includes(asks) : asks?.test(plain), `${given}: ${plain}`);
      }
    }
  });

  it('is told what is valid without a request', async () => {
    await connect(inside);
    for (const { tool, input } of madeUpInputs.filter(({ refuses }) => refuses)) {
      await assert.rejects(toolText(tool, input), /“/);
    }
    assert.deepEqual(await requestsOf(inside), []);
  });

  for (const name of long) {
    it(`goes on with nothing but what it has given, without a request: ${name}`, async () => {
      await connect(inside);
      for (const next of madeUpNext) {
        await assert.rejects(
          toolText(name, { ...validInputs[name], next }),
          /This “next” leads nowhere.*leave “next” out.*Requests: about \d+\./,
        );
      }
      assert.deepEqual(await requestsOf(inside), []);
    });
  }

  for (const name of asking) {
    it(`says which tenants there are, without a request: ${name}`, async () => {
      await assert.rejects(toolText(name, validInputs[name]), /No Auth0 tenant is connected.*Connect Tenant…/);
      await connect(inside);
      await connect(small);
      // Only look_up_organizations asks all tenants.
      const leftOut = name === 'look_up_organizations' ? [] : [undefined, null, ''];
      for (const domain of [
        ...leftOut,
        7,
        [inside.domain],
        {},
        'evil.example',
        `${inside.domain}.evil.example`,
        huge,
      ]) {
        await assert.rejects(toolText(name, { ...validInputs[name], domain }), /as “domain”, one of: /);
      }
      assert.deepEqual([...(await requestsOf(inside)), ...(await requestsOf(small))], []);
    });

    it(`says that the rate limit is used up, and when it is not: ${name}`, async () => {
      await connect(inside);
      const headers = { 'retry-after': '120', 'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 120) };
      await inside.inject({
        answer: { status: 429, body: { statusCode: 429, message: 'Global limit has been reached' }, headers },
      });
      if (name === 'look_up_organizations') {
        assert.match(await toolText(name, validInputs[name]), /"not_answered":.*429.*rate limit.*Wait/);
        return;
      }
      await assert.rejects(toolText(name, validInputs[name]), /could not be .*\(429\).*rate limit.*Wait/s);
    });

    it(`says which scope is missing: ${name}`, async () => {
      await connect(inside);
      const message = 'Insufficient scope, expected any of: read:something';
      const body = { statusCode: 403, error: 'Forbidden', message, errorCode: 'insufficient_scope' };
      await inside.inject({ answer: { status: 403, body } });
      if (name === 'explain_access' || name === 'look_up_organizations') {
        assert.match(await toolText(name, validInputs[name]), /"(missing|not_answered)":.*read:something/);
        return;
      }
      await assert.rejects(toolText(name, validInputs[name]), /\(403.*read:something.*Update Access Token/s);
    });

    it(`stops when it is cancelled: ${name}`, async () => {
      await connect(inside);
      await inside.inject({ delayMs: 60_000 });
      const cancellation = new vscode.CancellationTokenSource();
      const answer = toolText(name, validInputs[name], cancellation.token);
      await until(async () => (await requestsOf(inside)).length > 0);
      cancellation.cancel();
      await assert.rejects(answer, /cancel/i);
    });
  }

  it('is not disturbed by fields that it does not know, nor by null in place of what is left out', async () => {
    await connect(inside);
    const [organization] = await inside.organizations();
    const input = {
      ...{ organization_id: organization?.id, organization_name: null, section: 'clients', item_ids: null },
      ...{ failures_only: null, domain: null, next: null, page: -1, limit: 5, verbose: true, user: { admin: true } },
    };
    const { items } = await callTool<{ readonly items: readonly unknown[] }>('read_organization_section', input);
    assert.ok(Array.isArray(items));
  });

  it('takes “next” for the question that it belongs to alone', async () => {
    await connect(inside);
    const large = (await inside.organizations())[3];
    const input = { organization_id: large?.id, section: 'members' };
    const { next } = await callTool<{ readonly next: string }>('read_organization_section', input);
    await inside.clearRequests();
    for (const [name, other] of [
      ['read_organization_section', { ...input, section: 'invitations' }],
      ['read_organization_section', { ...input, organization_id: id }],
      ['read_organization_section', { ...input, section: 'events', failures_only: true }],
      ['find_user_organizations', { user_id: 'auth0|1' }],
    ] as const) {
      await assert.rejects(toolText(name, { ...other, next }), /belongs to an answer to other input/);
    }
    const [random] = next.split('.');
    await assert.rejects(toolText('read_organization_section', { ...input, next: `${random}.101` }), /leads nowhere/);
    assert.deepEqual(await requestsOf(inside), []);
  });
});
