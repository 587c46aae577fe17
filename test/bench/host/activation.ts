import * as vscode from 'vscode';
import { timeOf } from '../statistics.ts';
import { quiet } from './quiet.ts';
import { report } from './report.ts';

/** In ms. */
export interface ActivationTimes {
  readonly ours: number;
  readonly theirs: number;
}

const ids = {
  ours: 'organization-inspector.organization-inspector',
  theirs: 'vscode.references-view',
} as const;

/**
 * Times the activation of our extension and of VS Code's references-view in one extension host: loading the code and
 * `activate()`. Which one is first is left to chance, since the second one finds some work done.
 */
export async function run(): Promise<void> {
  // A second is too short: other extensions become active some time after the window has opened.
  await quiet(3000);
  const times: Record<string, number> = {};
  const names = Math.random() < 0.5 ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const);
  for (const name of names) {
    const extension = vscode.extensions.getExtension(ids[name]);
    if (!extension || extension.isActive) {
      throw new Error(`${ids[name]} ${extension ? 'is active already' : 'is missing'}.`);
    }
    times[name] = await timeOf(async () => {
      await extension.activate();
    });
  }
  report(times);
}
