import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandTable, earlierNames } from '../../src/commandTable.ts';
import { activate } from '../../src/extension.ts';
import { requestsOf, tenants } from './tenants.ts';

const id = 'organization-inspector.organization-inspector';

describe('Activation', () => {
  it('makes no request and reads no secret, though tenants are connected', async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension && !extension.isActive, 'nobody has used the extension in this window before');
    const touched: string[] = [];
    const subscriptions: vscode.Disposable[] = [];
    const context = {
      extension,
      subscriptions,
      workspaceState: { get: (_key: string, fallback: unknown) => fallback, update: () => Promise.resolve() },
      globalState: {
        get: () => [{ domain: tenants.small.domain }, { domain: tenants.large.domain }],
        update: () => Promise.resolve(),
      },
      secrets: {
        get: (key: string) => touched.push(key),
        onDidChange: () => new vscode.Disposable(() => undefined),
      },
    };
    await Promise.all([tenants.small.clearRequests(), tenants.large.clearRequests()]);
    activate(context as unknown as vscode.ExtensionContext);
    await vscode.commands.executeCommand('setContext', 'test.roundTrip', true);
    // VS Code hands out the same log again, also when it is closed.
    vscode.Disposable.from(...subscriptions.filter((part) => !('logLevel' in part))).dispose();
    assert.deepEqual(touched, []);
    assert.deepEqual([...(await requestsOf(tenants.small)), ...(await requestsOf(tenants.large))], []);
  });

  it('registers every command of the manifest', async () => {
    const extension = vscode.extensions.getExtension<undefined>(id);
    await extension?.activate();
    const { activationEvents, contributes } = extension?.packageJSON as {
      readonly activationEvents: readonly string[];
      readonly contributes: { readonly commands: readonly { readonly command: string }[] };
    };
    const registered = await vscode.commands.getCommands(true);
    const contributed = contributes.commands.map(({ command }) => command).sort();
    // VS Code itself adds commands for the view, such as `….focus`, and for the container.
    const ours = registered.filter((command) => /^organizationInspector\.[a-zA-Z]+$/.test(command)).sort();
    const earlier = Object.keys(earlierNames).map((name) => `organizationInspector.${name}`);
    assert.deepEqual(
      activationEvents.filter((event) => event.startsWith('onCommand:')),
      ours.filter((command) => !contributed.includes(command)).map((command) => `onCommand:${command}`),
    );
    assert.deepEqual(
      Object.values(earlierNames).filter((name) => !Object.hasOwn(commandTable, name)),
      [],
    );
    const names = Object.keys(commandTable).map((name) => `organizationInspector.${name}`);
    assert.deepEqual(ours, [...names, ...earlier].sort());
    assert.deepEqual(
      contributed.filter((command) => !names.includes(command)),
      [],
    );
  });
});
