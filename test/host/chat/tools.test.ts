import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { LanguageModelTools, tools } from '../../../src/chat/languageModelTools.ts';
import { registerLanguageModelTools } from '../../../src/chat/registerTools.ts';
import type { ToolServices } from '../../../src/chat/toolInput.ts';
import { until } from '../../patience.ts';
import { failureSamples } from '../../unit/api/failures.ts';
import { fetchesDuring } from '../fetches.ts';
import { connect, forget, type HostTenant, requestsOf, run, tenants } from '../tenants.ts';
import { callTool, questionOf, toolText } from './toolCalls.ts';

const { small, large } = tenants;

type Input = Readonly<Record<string, unknown>>;

const get = (input: Input) => callTool('get_organization', input);
const find = (input: Input) => callTool('find_organizations', input);

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('organization-inspector.organization-inspector');
  assert.ok(found);
  return found;
}

async function organizationOf(tenant: HostTenant, place: number) {
  const organization = (await tenant.organizations())[place];
  assert.ok(organization);
  return organization;
}

describe('Tools for language models', () => {
  afterEach(async () => {
    await forget(small);
    await forget(large);
  });

  it('are the tools of the manifest, and there is something to do for each', () => {
    const { contributes } = extension().packageJSON as { contributes: { languageModelTools: { name: string }[] } };
    const names = contributes.languageModelTools.map(({ name }) => name);
    const offered = vscode.lm.tools.map(({ name }) => name);
    assert.deepEqual(
      names.filter((name) => offered.includes(name)),
      names,
    );
    assert.deepEqual(Object.keys(tools).sort(), [...names].sort());
  });

  it('are missing quietly where VS Code has no language models, or none with tools', () => {
    for (const lm of [undefined, {}]) {
      registerLanguageModelTools(lm, extension(), {} as ToolServices).dispose();
    }
  });

  it('give a chat the text alone, and any other caller the same as data, where VS Code has such parts', async () => {
    const registered = new Map<string, vscode.LanguageModelTool<unknown>>();
    const lm = {
      registerTool: <T>(name: string, tool: vscode.LanguageModelTool<T>) => {
        registered.set(name, tool);
        return { dispose: () => undefined };
      },
    };
    const tenants = { all: [], domains: [], onDidChange: () => ({ dispose: () => undefined }) };
    const registration = registerLanguageModelTools(lm, extension(), { tenants } as unknown as ToolServices);
    const cancellation = new vscode.CancellationTokenSource();
    const kindsFor = async (toolInvocationToken: unknown) => {
      const options = { input: {}, toolInvocationToken } as vscode.LanguageModelToolInvocationOptions<unknown>;
      const result = await registered.get('list_connected_tenants')?.invoke(options, cancellation.token);
      return result?.content.map((part) => part instanceof vscode.LanguageModelTextPart);
    };
    assert.deepEqual(await kindsFor({}), [true]);
    assert.deepEqual(await kindsFor(undefined), 'LanguageModelDataPart' in vscode ? [true, false] : [true]);
    registration.dispose();
  });

  it('read an organization by its ID or name, with one request each', async () => {
    await connect(small);
    const organization = await organizationOf(small, 3);
    const expected = { tenant: { domain: small.domain }, organization };
    assert.deepEqual(await get({ organization_id: organization.id }), expected);
    assert.deepEqual(await get({ id: '', name: organization.name, domain: '' }), expected);
    assert.deepEqual(await requestsOf(small), [
      `GET /api/v2/organizations/${organization.id}`,
      `GET /api/v2/organizations/name/${organization.name}`,
    ]);
  });

  it('take the tenant that is named, however it is written', async () => {
    await connect(small);
    await connect(large);
    const organization = await organizationOf(large, 24_000);
    for (const domain of [large.domain, `http://${large.domain}/api/v2/`]) {
      assert.deepEqual(await get({ id: organization.id, domain }), { tenant: { domain: large.domain }, organization });
    }
    assert.deepEqual(await requestsOf(small), []);
  });

  it('say which tenants there are where it is not clear which one is meant, without a request', async () => {
    await connect(small);
    await connect(large);
    await run('disconnectTenant', small.domain);
    await connect(small);
    const choices = new RegExp(`“domain”, one of: ${large.domain}, ${small.domain}\\.`);
    for (const domain of [
      undefined,
      '',
      7,
      'evil.example.com',
      `${small.domain}.evil.example`,
      'javascript:alert(1)',
    ]) {
      await assert.rejects(get({ id: 'org_0000000000000000', domain }), choices);
      await assert.rejects(find({ text: 'acme', domain }), choices);
    }
    assert.deepEqual([...(await requestsOf(small)), ...(await requestsOf(large))], []);
  });

  it('send the person to connect a tenant where there is none', async () => {
    await assert.rejects(
      get({ id: 'org_0000000000000000', domain: small.domain }),
      /“Auth0 Organizations: Connect Tenant…”/,
    );
    await assert.rejects(find({ text: 'acme' }), /“Auth0 Organizations: Connect Tenant…”/);
    assert.deepEqual(await requestsOf(small), []);
  });

  for (const { situation, status, body, headers = {}, attempts = 1, reason } of failureSamples) {
    it(`tell what to do after ${situation}, without more requests than needed`, async () => {
      await connect(small);
      await small.inject({ answer: { status, body, headers } });
      const code = status >= 400 ? ` (${status}` : '';
      await assert.rejects(get({ id: 'org_0000000000000000' }), (error: Error) => {
        assert.ok(
          error.message.includes(`Organization “org_0000000000000000” could not be read${code}`),
          error.message,
        );
        assert.equal(/Ask the user.*Update Access Token/.test(error.message), reason in needsToken, error.message);
        return true;
      });
      assert.equal((await requestsOf(small)).length, attempts);
    });
  }

  it('do nothing but what the person was asked, whatever is connected and loaded since', async () => {
    let domain = 'acme.eu.auth0.com';
    let isComplete = true;
    const load = ({ onAttempt }: { onAttempt: () => void }) => {
      onAttempt();
      return Promise.reject(new Error('a request'));
    };
    const onDidChange = () => new vscode.Disposable(() => undefined);
    const tenants = { find: () => undefined, titleOf: () => domain, onDidChange };
    Object.defineProperty(tenants, 'all', { get: () => [{ domain }] });
    Object.defineProperty(tenants, 'domains', { get: () => [domain] });
    const store = { get: () => ({ isLoaded: true, isComplete, load }) };
    const all = new LanguageModelTools({ tenants, store } as unknown as ToolServices);
    const { token } = new vscode.CancellationTokenSource();
    const invoke = (input: object) => all.invoke('find_organizations', { input, toolInvocationToken: {} }, token);
    for (const [change, expected] of [
      [() => undefined, /requests of this call are used up/],
      [() => (isComplete = false), /requests of this call are used up/],
      [() => (domain = 'globex.eu.auth0.com'), /asked about other tenants\. Call the tool again/],
    ] as const) {
      await all.prepare('find_organizations', { text: 'acme' });
      change();
      await assert.rejects(invoke({ text: 'acme' }), expected);
    }
    await assert.rejects(invoke({ text: 'acme' }), /a request/);
    all.dispose();
  });

  it('stop when they are cancelled', async () => {
    await connect(small);
    await small.inject({ delayMs: 60_000 });
    const cancellation = new vscode.CancellationTokenSource();
    const [fetch, ...others] = await fetchesDuring(async () => {
      const answer = toolText('get_organization', { id: 'org_0000000000000000' }, cancellation.token);
      await until(async () => (await requestsOf(small)).length > 0);
      cancellation.cancel();
      await assert.rejects(answer, /cancel/i);
    });
    await until(() => fetch?.signal?.aborted === true);
    assert.deepEqual(others, []);
  });

  it('ask the person first, with the tenant and its environment, and show what a language model has sent as it is', async () => {
    const text = '[acme](command:workbench.action.quit) **x** <b>';
    const domain = 'acme.eu.auth0.com';
    const tenant = { domain, environment: 'production' as const };
    const { title, message, plain, progress } = await questionOf('find_organizations', { text }, tenant);
    assert.equal(title, 'Find Auth0 Organizations');
    assert.ok(message.includes('\\[acme\\] \\(command\\:workbench\\.action\\.quit\\) x \\<\u2060b\\>'), message);
    for (const value of [message, progress]) {
      assert.ok(value.includes('Title of acme\\.eu\\.auth0\\.com · Production'), value);
    }
    assert.match(
      plain,
      /IDs, names, display names and metadata.*Requests: 3, with further pages and repeats after failures at most 18\.$/,
    );
    await assert.rejects(questionOf('get_organization', { id: 'acme' }), /Give either “organization_id”/);
  });
});

/** The failures after which another token is needed. */
const needsToken = {
  malformedToken: true,
  expiredToken: true,
  invalidSignature: true,
  invalidToken: true,
  clientNotGlobal: true,
  insufficientScope: true,
  forbidden: true,
};
