import * as vscode from 'vscode';
import { quiet } from './quiet.ts';
import { report } from './report.ts';

/** Times the activation of the one extension of ours that the window has: loading its code and `activate()`. */
export async function run(): Promise<void> {
  const [extension] = vscode.extensions.all.filter(({ id }) => id.startsWith('organization-inspector.'));
  if (!extension || extension.isActive) {
    throw new Error(`There is no extension left to activate but ${extension?.id ?? 'none'}.`);
  }
  // A second is too short: other extensions become active some time after the window has opened.
  await quiet(3000);
  const startedAt = performance.now();
  await extension.activate();
  report(performance.now() - startedAt);
}
