import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { type ObservedPick, observePicks } from '../observedPick.ts';
import { run } from '../tenants.ts';

/** The request that lists the first applications of a tenant. */
export const listRequest =
  'GET /api/v2/clients?fields=client_id,name,app_type&include_fields=true&is_global=false&take=100';

/** Gets the quick pick that is open. */
export type Pick = () => ObservedPick | undefined;

export function explain(...given: readonly unknown[]): Thenable<vscode.Uri | undefined> {
  return run<vscode.Uri | undefined>('explainAccess', ...given);
}

/** The question at a place such as `2/4`, once it is asked. */
export async function questionAt(pick: Pick, step: string): Promise<ObservedPick> {
  return until(() => {
    const question = pick();
    return question?.step === step && question;
  });
}

/** The question for the application, once the applications are listed. */
export async function applicationsAt(pick: Pick, step: string): Promise<ObservedPick> {
  const question = await questionAt(pick, step);
  await until(() => labelsOf(question).includes('Applications of the tenant'));
  return question;
}

/** Explains a login about which all is given, once the person agrees to the requests. */
export async function explainAgreed(argument: object): Promise<vscode.Uri | undefined> {
  return observePicks(async (pick) => {
    const explaining = explain(argument);
    const last = await questionAt(pick, '1/1');
    await last.accept(last.items[0]);
    return explaining;
  });
}

/** The Markdown of an explanation. */
export async function reportOf(uri: vscode.Uri | undefined): Promise<string> {
  assert.ok(uri);
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

export function labelsOf({ items }: ObservedPick): readonly string[] {
  return items.map(({ label }) => label);
}

export async function choose(question: ObservedPick, label: string): Promise<void> {
  const item = question.items.find((one) => one.label === label);
  assert.ok(item, labelsOf(question).join('\n'));
  await question.accept(item);
}
