import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Connection } from '../../vscode/extensions.ts';
import { inTurn, median } from '../statistics.ts';
import { report } from './report.ts';

const rowCount = 100;

/**
 * Times the view's own data provider, that of the built extension, from being asked for the rows of a tenant to having
 * the items of a whole page, and in turn the request alone.
 */
export async function run(): Promise<void> {
  const tenant = JSON.parse(process.env['ORGANIZATION_INSPECTOR_BENCH_TENANT'] ?? '{}') as Connection;
  const provider = await activateAndCatchProvider();
  const works = {
    // The page is read anew only for a tenant that is new.
    reconnect: async () => {
      await vscode.commands.executeCommand('organizationInspector.disconnectTenant', tenant.domain);
      await vscode.commands.executeCommand('organizationInspector.connectTenant', tenant);
      await settled();
    },
    rows: async () => {
      const [row] = (await provider.getChildren()) ?? [];
      const rows = (await provider.getChildren(row)) ?? [];
      const items = rows.slice(0, rowCount).map((child) => provider.getTreeItem(child));
      assert.equal(items.length, rowCount);
    },
    settle: settled,
    request: () => readPage(tenant),
  };
  const { times } = await inTurn(works, 15);
  report(median(times.rows) - median(times.request));
}

/** The extension hands its provider to VS Code, on the object that it shares with modules in its own folder. */
async function activateAndCatchProvider(): Promise<vscode.TreeDataProvider<unknown>> {
  const { createTreeView } = vscode.window;
  let provider: vscode.TreeDataProvider<unknown> | undefined;
  const catchProvider: typeof createTreeView = (id, options) => {
    provider = options.treeDataProvider;
    return createTreeView(id, options);
  };
  Object.assign(vscode.window, { createTreeView: catchProvider });
  await vscode.extensions.getExtension('organization-inspector.organization-inspector')?.activate();
  assert.ok(provider, 'the extension has made no tree view');
  return provider;
}

async function readPage({ domain, accessToken }: Connection): Promise<void> {
  const response = await fetch(`http://${domain}/api/v2/organizations?take=${rowCount}`, {
    headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' },
  });
  const { organizations } = (await response.json()) as { readonly organizations: readonly unknown[] };
  assert.equal(organizations.length, rowCount);
}

/** Lets VS Code deal with what it has been told, which would slow down what comes next. */
function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 150));
}
