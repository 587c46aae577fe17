import type { ToolServices } from '../../../src/chat/toolInput.ts';
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { LanguageModelTools, type ToolName } from '../../../src/chat/languageModelTools.ts';

/** What a language model gets, whose person has agreed: VS Code leaves its question out in tests. */
export async function toolText(name: ToolName, input: unknown, token?: vscode.CancellationToken): Promise<string> {
  const { content } = await vscode.lm.invokeTool(
    name,
    { input: input as object, toolInvocationToken: undefined },
    token,
  );
  const [part, data, ...others] = content;
  assert.ok(part instanceof vscode.LanguageModelTextPart && others.length === 0);
  assert.ok(part.value.length <= 20_000, `${part.value.length} characters`);
  const { LanguageModelDataPart } = vscode as { LanguageModelDataPart?: unknown };
  assert.equal(data !== undefined, LanguageModelDataPart !== undefined);
  if (data) {
    const { mimeType, data: bytes } = data as { mimeType: string; data: Uint8Array };
    assert.equal(mimeType, 'application/json');
    assert.deepEqual(JSON.parse(new TextDecoder().decode(bytes)), JSON.parse(part.value));
  }
  return part.value;
}

/** The same, parsed. */
export async function callTool<T>(name: ToolName, input: unknown, token?: vscode.CancellationToken): Promise<T> {
  return JSON.parse(await toolText(name, input, token)) as T;
}

/** An answer that may be a part. */
export interface Part {
  readonly next?: string;
  readonly left_out?: number;
}

/** All parts of an answer, with at most so many calls. */
export async function allParts<T extends Part>(name: ToolName, input: object, most = 30): Promise<readonly T[]> {
  const parts = [await callTool<T>(name, input)];
  for (let next = parts[0]?.next; next !== undefined; next = parts.at(-1)?.next) {
    assert.ok(parts.length < most, 'too many parts');
    parts.push(await callTool<T>(name, { ...input, next }));
  }
  return parts;
}

/** A tenant that `questionOf` has connected. */
interface AskedTenant {
  readonly domain: string;
  readonly label?: string;
  readonly environment?: 'production' | 'staging' | 'development';
  /** The scopes of its token, which says none without them. */
  readonly scopes?: readonly string[];
}

/** The question to the person, and its parts, with these tenants connected, of which nothing is loaded. */
export async function questionOf(name: ToolName, input: unknown, ...connected: readonly AskedTenant[]) {
  const all = connected.length > 0 ? connected : [{ domain: 'acme.eu.auth0.com' }];
  const find = (wanted: string): AskedTenant | undefined => all.find(({ domain }) => domain === wanted);
  const domains = all.map(({ domain }) => domain);
  const tenants = {
    all,
    domains,
    find,
    titleOf: (domain: string) => `Title of ${domain}`,
    status: (domain: string) => Promise.resolve({ kind: 'usable', scopes: find(domain)?.scopes }),
    onDidChange: () => ({ dispose: () => undefined }),
  };
  const known = {
    domains,
    finder: () => () => undefined,
    withoutId: () => [],
    byName: () => new Map(),
    mayHaveId: () => [],
  };
  const store = { get: () => ({ isLoaded: false, isComplete: false }) };
  const tools = new LanguageModelTools({ tenants, known, store } as unknown as ToolServices);
  try {
    const { confirmationMessages, invocationMessage } = await tools.prepare(name, input);
    const { title, message } = confirmationMessages ?? {};
    assert.ok(message instanceof vscode.MarkdownString && invocationMessage instanceof vscode.MarkdownString);
    assert.ok(!message.isTrusted && !invocationMessage.isTrusted);
    const plain = message.value.replaceAll('\\', '');
    return { title, message: message.value, plain, progress: invocationMessage.value };
  } finally {
    tools.dispose();
  }
}
