import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type ToolName, tools } from '../../../src/chat/languageModelTools.ts';
import { until } from '../../patience.ts';
import { connect, forget, requestsOf, tenants } from '../tenants.ts';
import { callTool, toolText } from './toolCalls.ts';

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
};

const names = Object.keys(tools) as readonly ToolName[];
const asking = names.filter((name) => name !== 'list_connected_tenants');

const section = { organization_id: id, section: 'members' };
const compared = { organization_id: id, other_organization_name: 'acme' };

/** Input that a language model makes up, and what it is told. */
const madeUp: readonly (readonly [ToolName, unknown, RegExp])[] = [
  ...[
    '7',
    '[]',
    '{}',
    'true',
    '"Acme Inc."',
    '"org_1/../../users"',
    JSON.stringify(huge),
    '["org_0000000000000000"]',
  ].map((text) => ['get_organization', { id: JSON.parse(text) as unknown }, /Give either “id”/] as const),
  ['get_organization', [], /Give either “id”/],
  ['get_organization', 'org_0000000000000000', /Give either “id”/],
  ['get_organization', { organization_id: id }, /Give either “id”/],
  ['find_organizations', {}, /Give what to look for as “text”/],
  ['find_organizations', { text: ['acme'] }, /as “text”/],
  ['find_organizations', { text: null }, /as “text”/],
  ['find_organizations', { text: huge }, /with at most 1000 characters/],
  ['find_organizations', { text: '\ud800' }, /as “text”/],
  ['read_organization_section', {}, /Give either “organization_id”/],
  ['read_organization_section', { organization_name: 'Acme Inc.', section: 'members' }, /find_organizations/],
  [
    'read_organization_section',
    { organization_id: id },
    /Give as “section” one of: members, members\/roles, .*branding\./,
  ],
  ...['users', 'Members', 'constructor', '__proto__', 'members/', 'members/roles/roles', '../clients', huge].map(
    (name) => ['read_organization_section', { organization_id: id, section: name }, /as “section” one of/] as const,
  ),
  ...[7, null, ['members'], { name: 'members' }].map(
    (name) => ['read_organization_section', { organization_id: id, section: name }, /as “section” one of/] as const,
  ),
  ['read_organization_section', { ...section, item_ids: ['auth0|1'] }, /Leave “item_ids” out: members/],
  ...[undefined, null, '', [], [''], [7], ['auth0|1', 'rol_1'], [['auth0|1', 'x']], {}, ['\ud800'], [huge]].map(
    (ids) =>
      [
        'read_organization_section',
        { organization_id: id, section: 'members/roles', item_ids: ids },
        /a list of 1 IDs for members\/roles: one of members\. Read that section/,
      ] as const,
  ),
  [
    'read_organization_section',
    { organization_id: id, section: 'members/effective-roles/groups', item_ids: ['auth0|1'] },
    /2 IDs for members\/effective-roles\/groups: one of members, then one of members\/effective-roles\./,
  ],
  ['find_user_organizations', {}, /Give either “user_id”.* or “email”/],
  ['find_user_organizations', { user_id: null, email: '' }, /Give either “user_id”/],
  ...['jane@acme.example', 'Jane', 7, ['auth0|1'], `auth0|${huge}`, 'auth0|\ud800'].map(
    (user) => ['find_user_organizations', { user_id: user }, /Give as “user_id” the whole ID/] as const,
  ),
  ...['Jane Doe', 'jane@', 7, ['a@b.example'], `${huge}@acme.example`].map(
    (email) => ['find_user_organizations', { email }, /Give as “email” the whole email address/] as const,
  ),
  ['compare_organizations', { organization_id: id }, /Give either “other_organization_id”.*“other_organization_name”/],
  ['compare_organizations', { other_organization_id: id }, /Give either “organization_id”/],
  ['compare_organizations', { organization_id: id, other_organization_id: id }, /same organization/],
  ['compare_organizations', { ...compared, with_members: 'yes' }, /as “with_members” true or false/],
  ['compare_organizations', { ...compared, other_domain: 'evil.example' }, /as “other_domain”, one of/],
  ['explain_access', { organization_id: id, user_id: 'auth0|\ud800' }, /Give as “user_id”/],
];

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

  it('says what is valid, without a request', async () => {
    await connect(inside);
    for (const [name, input, message] of madeUp) {
      await assert.rejects(toolText(name, input), (error: Error) => {
        const given = `${name} ${JSON.stringify(input).slice(0, 100)}: ${error.message.slice(0, 500)}`;
        assert.match(error.message, message, given);
        assert.ok(error.message.length < 1000, given);
        return true;
      });
    }
    assert.deepEqual(await requestsOf(inside), []);
  });

  for (const name of names) {
    it(`goes on with nothing but what it has given, without a request: ${name}`, async () => {
      await connect(inside);
      for (const next of madeUpNext) {
        await assert.rejects(toolText(name, { ...validInputs[name], next }), /This “next” leads nowhere.*Leave it out/);
      }
      assert.deepEqual(await requestsOf(inside), []);
    });
  }

  for (const name of asking) {
    it(`says which tenants there are, without a request: ${name}`, async () => {
      await assert.rejects(toolText(name, validInputs[name]), /No Auth0 tenant is connected.*Connect Tenant…/);
      await connect(inside);
      await connect(small);
      for (const domain of [
        undefined,
        null,
        '',
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
      await inside.inject({ answer: { status: 429, body: { statusCode: 429, message: 'Global limit' }, headers } });
      await assert.rejects(toolText(name, validInputs[name]), /could not be .*\(429\).*rate limit.*Wait/s);
    });

    it(`says which scope is missing: ${name}`, async () => {
      await connect(inside);
      const message = 'Insufficient scope, expected any of: read:something';
      const body = { statusCode: 403, error: 'Forbidden', message, errorCode: 'insufficient_scope' };
      await inside.inject({ answer: { status: 403, body } });
      if (name === 'explain_access') {
        assert.match(await toolText(name, validInputs[name]), /"missing":.*read:something/);
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
      ['get_organization', { id: large?.id }],
      ['list_connected_tenants', {}],
    ] as const) {
      await assert.rejects(toolText(name, { ...other, next }), /belongs to an answer to other input/);
    }
    const [random] = next.split('.');
    await assert.rejects(toolText('read_organization_section', { ...input, next: `${random}.101` }), /leads nowhere/);
    assert.deepEqual(await requestsOf(inside), []);
  });
});
