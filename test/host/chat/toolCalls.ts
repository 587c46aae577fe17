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

/** The question to the person, and its parts, with these tenants connected. */
export function questionOf(name: ToolName, input: unknown, domains: readonly string[] = ['acme.eu.auth0.com']) {
  const tenants = {
    all: domains.map((domain) => ({ domain })),
    titleOf: (domain: string) => `Title of ${domain}`,
    onDidChange: () => ({ dispose: () => undefined }),
  };
  const tools = new LanguageModelTools({ tenants } as unknown as ToolServices);
  const { confirmationMessages, invocationMessage } = tools.prepare(name, input);
  tools.dispose();
  const { title, message } = confirmationMessages ?? {};
  assert.ok(message instanceof vscode.MarkdownString && invocationMessage instanceof vscode.MarkdownString);
  assert.ok(!message.isTrusted && !invocationMessage.isTrusted);
  return { title, message: message.value, progress: invocationMessage.value };
}
