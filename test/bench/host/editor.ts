import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Connection } from '../../vscode/extensions.ts';
import { percentile, timeOf } from '../statistics.ts';
import { quiet } from './quiet.ts';
import { report } from './report.ts';

/** What is measured, and with which tenant. */
export interface EditorTask {
  readonly tenant: Connection;
  /** Of organizations that the tenant has, for the file. */
  readonly ids: readonly string[];
}

/** The 95th percentiles, in ms: people notice the slow answers. */
export interface EditorTimes {
  readonly hover: number;
  readonly hints: number;
  readonly links: number;
  readonly completion: number;
  /** Of what is done once, for all that is loaded, by its name. */
  readonly first: Readonly<Record<string, number>>;
}

const lineCount = 10_000;
/** The line that is typed in. */
const typedLine = lineCount / 2;
const rounds = 31;

/** What people type where an organization belongs, by the text before it. */
const typings: readonly (readonly [before: string, texts: readonly string[]])[] = [
  ['  organization: "', ['org_7fQ2mZ8LpXw3Rk9a', 'acme', 'schmidt', 'rocket', 'inc', 'hermann-group', 'zzz']],
  ['  organizationName: "', ['kuhn-and-sons', 'llc', 'o-connell', 'ward-inc', 'northwind-traders', 'a-1']],
];

/** Times the answers of the providers of the built extension, in a long file with many IDs. */
export async function run(): Promise<void> {
  const { tenant, ids } = JSON.parse(process.env['ORGANIZATION_INSPECTOR_BENCH_EDITOR'] ?? '{}') as EditorTask;
  const caught = catchProviders();
  await vscode.commands.executeCommand('organizationInspector.connectTenant', tenant);
  await vscode.commands.executeCommand('organizationInspector.loadAllOrganizations', tenant.domain);
  const document = await vscode.workspace.openTextDocument({ content: fileWith(ids), language: 'typescript' });
  await vscode.window.showTextDocument(document);
  const { hover, hints, links, completion } = caught;
  assert.ok(hover && hints && links && completion, 'the extension has registered too few providers');
  report(await times(document, { hover, hints, links, completion }, ids.length));
}

async function times(document: vscode.TextDocument, providers: Providers, idCount: number): Promise<EditorTimes> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const places = Array.from({ length: idCount }, (_, index) => placeOfId(document, index, idCount));
  const [place = new vscode.Position(0, 0)] = places;
  const hover = async (position: vscode.Position) => {
    assert.ok(await providers.hover.provideHover(document, position, never));
  };
  const hints = async () => {
    assert.equal((await providers.hints.provideInlayHints(document, whole, never))?.length, idCount);
  };
  const links = async () => {
    assert.equal((await providers.links.provideDocumentLinks(document, never))?.length, idCount);
  };
  const complete = async (position: vscode.Position) => {
    await providers.completion.provideCompletionItems(document, position, never, typing);
  };

  const first: Record<string, number> = {};
  first['the first hover, which loads the code and makes the index'] = await timeOf(() => hover(place));
  const beginning = await typed(document, '  organization: "', 'a');
  first['the first completion, which makes the search keys'] = await timeOf(() => complete(beginning));

  const taken = { hover: [] as number[], hints: [] as number[], links: [] as number[], completion: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    // The file is another one each time, as it is when somebody types, so that nothing is known of it.
    await typed(document, '  // ', String(round));
    taken.hints.push(await timeOf(hints));
    await typed(document, '  // ', `${round}.`);
    taken.links.push(await timeOf(links));
  }
  for (const position of places) {
    taken.hover.push(await timeOf(() => hover(position)));
  }
  for (const [before, texts] of [...typings, ...typings, ...typings]) {
    for (const text of texts) {
      for (let length = 0; length <= text.length; length += 1) {
        const position = await typed(document, before, text.slice(0, length));
        taken.completion.push(await timeOf(() => complete(position)));
      }
    }
  }
  return {
    hover: percentile(taken.hover, 0.95),
    completion: percentile(taken.completion, 0.95),
    hints: percentile(taken.hints, 0.95),
    links: percentile(taken.links, 0.95),
    first,
  };
}

/** Code with an ID every few lines. */
function fileWith(ids: readonly string[]): string {
  const every = lineCount / ids.length;
  return Array.from({ length: lineCount }, (_, line) =>
    line % every === 1
      ? `  { organization: '${ids[Math.floor(line / every)]}', region: 'eu-west-1', isTrial: false },`
      : `  console.log(customers.map((customer) => customer.title).join(', ')); // Line ${line}`,
  ).join('\n');
}

function placeOfId(document: vscode.TextDocument, index: number, idCount: number): vscode.Position {
  const line = index * (lineCount / idCount) + 1;
  return new vscode.Position(line, document.lineAt(line).text.indexOf('org_') + 7);
}

/** Puts texts on the line that is typed in, and gives the position behind them once others have seen to it. */
async function typed(document: vscode.TextDocument, before: string, text: string): Promise<vscode.Position> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, document.lineAt(typedLine).range, `${before}${text}"`);
  assert.ok(await vscode.workspace.applyEdit(edit));
  await quiet(200);
  return new vscode.Position(typedLine, before.length + text.length);
}

const never = new vscode.CancellationTokenSource().token;
const typing: vscode.CompletionContext = {
  triggerKind: vscode.CompletionTriggerKind.TriggerForIncompleteCompletions,
  triggerCharacter: undefined,
};

interface Providers {
  readonly hover: vscode.HoverProvider;
  readonly hints: vscode.InlayHintsProvider;
  readonly links: vscode.DocumentLinkProvider;
  readonly completion: vscode.CompletionItemProvider;
}

/** The extension hands its providers to VS Code, on the object that it shares with modules in its own folder. */
function catchProviders(): Partial<Providers> {
  const caught: { -readonly [Name in keyof Providers]?: Providers[Name] } = {};
  const nothing = new vscode.Disposable(() => undefined);
  // VS Code itself would ask them as well, in the midst of what is measured.
  const catchers: Partial<typeof vscode.languages> = {
    registerHoverProvider: (_selector, provider) => {
      caught.hover = provider;
      return nothing;
    },
    registerInlayHintsProvider: (_selector, provider) => {
      caught.hints = provider;
      return nothing;
    },
    registerDocumentLinkProvider: (selector, provider) => {
      if (selector === '*') {
        caught.links = provider;
      }
      return nothing;
    },
    registerCompletionItemProvider: (_selector, provider) => {
      caught.completion = provider;
      return nothing;
    },
  };
  Object.assign(vscode.languages, catchers);
  return caught;
}
