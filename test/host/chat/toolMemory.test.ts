import * as assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { LanguageModelTools } from '../../../src/chat/languageModelTools.ts';
import type { ToolServices } from '../../../src/chat/toolInput.ts';

const domain = 'acme.eu.auth0.com';

/** Tools with a tenant that has more organizations than fit into a part of an answer. */
function toolsOfTenant() {
  let found: WeakRef<object> | undefined;
  let changed: (change: object) => void = () => undefined;
  const tenants = {
    find: () => undefined,
    titleOf: () => domain,
    all: [{ domain }],
    domains: [domain],
    onDidChange: (listener: typeof changed) => {
      changed = listener;
      return new vscode.Disposable(() => undefined);
    },
  };
  const known = {
    searchInSlices: () => {
      const matches = Array.from({ length: 60 }, (_, place) => ({
        organization: { id: `org_${place}`, name: `n${place}` },
      }));
      const result = { matches, total: matches.length, inTenants: [] };
      found = new WeakRef(result);
      return Promise.resolve(result);
    },
  };
  const list = { isLoaded: true, isComplete: true, organizations: [], load: () => Promise.resolve() };
  const services = { tenants, known, store: { get: () => list } };
  return {
    tools: new LanguageModelTools(services as unknown as ToolServices),
    isKept: () => found?.deref() !== undefined,
    replaceToken: () => {
      changed({ domain, kind: 'tokenReplaced' });
    },
  };
}

describe('What a tool has read', () => {
  setFlagsFromString('--expose-gc');
  const runCollector = runInNewContext('gc') as () => void;
  const collectGarbage = async () => {
    // What a reference was read from lives until the end of the task.
    await new Promise(setImmediate);
    runCollector();
  };

  it('is not kept once its tenant has another token, also where a person was asked about the rest of it', async () => {
    const { tools, isKept, replaceToken } = toolsOfTenant();
    const { token } = new vscode.CancellationTokenSource();
    const input = { text: '' };
    const { content } = await tools.invoke('find_organizations', { input, toolInvocationToken: {} }, token);
    const [part] = content as readonly vscode.LanguageModelTextPart[];
    const { next } = JSON.parse(part?.value ?? '') as { readonly next?: string };
    assert.ok(next);
    // The person never agrees.
    await tools.prepare('find_organizations', { ...input, next });
    await collectGarbage();
    assert.ok(isKept());
    replaceToken();
    await collectGarbage();
    assert.ok(!isKept());
    tools.dispose();
  });
});
