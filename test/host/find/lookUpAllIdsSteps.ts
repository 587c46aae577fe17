import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import type { Organization } from '../../tenant/organization.ts';
import { type HostTenant, run, tenants } from '../tenants.ts';

/** Runs the command and confirms all that it asks. @returns what was confirmed */
export async function lookUp(...given: readonly unknown[]): Promise<readonly string[]> {
  const { createQuickPick } = vscode.window;
  const picks: vscode.QuickPick<vscode.QuickPickItem>[] = [];
  const observed = () => {
    const pick = createQuickPick();
    picks.push(pick);
    return pick;
  };
  Object.assign(vscode.window, { createQuickPick: observed });
  const confirmed: vscode.QuickPickItem[] = [];
  let isOver = false;
  const running = Promise.resolve(run('lookUpAllIds', ...given)).finally(() => (isOver = true));
  try {
    await until(async () => {
      const [item] = picks.at(-1)?.activeItems ?? [];
      if (item && item !== confirmed.at(-1)) {
        confirmed.push(item);
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      }
      return isOver;
    });
    await running;
  } finally {
    Object.assign(vscode.window, { createQuickPick });
  }
  return confirmed.map(({ label, description, detail }) => [label, description ?? detail].join('. '));
}

/** The text of the table in front, with this header. */
export function text(header = 'input,id,name,tenant,result'): string {
  const content = vscode.window.activeTextEditor?.document.getText() ?? '';
  assert.equal(content.split('\r\n')[0], header);
  return content;
}

/** Its rows, without the header, with `…` for the time of a reading. */
export function rows(): readonly (readonly string[])[] {
  const cells = text().matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n)/g);
  const lines: string[][] = [[]];
  for (const [, quoted, plain = '', end] of cells) {
    lines.at(-1)?.push((quoted?.replaceAll('""', '"') ?? plain).replace(time, '…'));
    if (end === '\r\n') lines.push([]);
  }
  return lines.slice(1, -1);
}

/** As in `Nov 28, 2026, 10:08 PM`. */
export const time = /\b[A-Z][a-z]{2} \d{1,2}, \d{4}, \d{1,2}:\d{2} [AP]M/;

/** The row of an organization that was read before. */
export function known(...given: Parameters<typeof found>): readonly string[] {
  return [...found(...given).slice(0, -1), 'found, as read on …'];
}

export function found(
  input: string,
  { id, name }: Pick<Organization, 'id' | 'name'>,
  { domain } = tenants.small,
): readonly string[] {
  return [input, id, name, domain, 'found'];
}

/** The organizations of a tenant at these places. */
export async function organizationsAt<T extends readonly number[]>(
  tenant: HostTenant,
  ...places: T
): Promise<{ [K in keyof T]: Organization }> {
  const all = await tenant.organizations();
  return places.map((place) => all[place]) as unknown as { [K in keyof T]: Organization };
}
