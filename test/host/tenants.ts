import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { controlTenant, type RemoteTenant } from '../tenant/control.ts';

/** A local tenant that runs outside the extension host. */
export interface HostTenant extends RemoteTenant {
  readonly domain: string;
}

/** The tenants that the runner has started: one of 150 organizations, one of 25,000. */
export const tenants = Object.fromEntries(
  Object.entries(JSON.parse(process.env['ORGANIZATION_INSPECTOR_TENANTS'] ?? '{}') as Record<string, string>).map(
    ([name, url]) => [name, { ...controlTenant(url), domain: new URL(url).host }],
  ),
) as unknown as Readonly<Record<'small' | 'large', HostTenant>>;

/** Runs one of our commands. */
export function run<T = unknown>(command: string, ...given: readonly unknown[]): Thenable<T> {
  return vscode.commands.executeCommand<T>(`organizationInspector.${command}`, ...given);
}

/** Connects a tenant with a token that works, and forgets the request that this took. */
export async function connect(tenant: HostTenant): Promise<void> {
  await tenant.clearFaults();
  const accessToken = await tenant.mintToken();
  assert.equal(await run('connectTenant', { domain: tenant.domain, accessToken }), tenant.domain);
  await tenant.clearRequests();
}

/** Puts a tenant back into the state in which no test has met it. */
export async function forget(tenant: HostTenant): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await run('disconnectTenant', tenant.domain);
  await tenant.clearFaults();
  await tenant.clearRequests();
}

/** Method and path of the requests that a tenant got, in order. */
export async function requestsOf(tenant: HostTenant): Promise<readonly string[]> {
  return (await tenant.requests()).map(({ method, path }) => `${method} ${path}`);
}

/** The parsed content of the document at a URI. */
export async function contentOf(uri: vscode.Uri): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
}
