import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../patience.ts';
import { controlTenant, type RemoteTenant } from '../tenant/control.ts';
import { organizationUri } from '../../src/documents/documentUri.ts';
import type { SectionRow } from '../../src/sidebar/rows.ts';
import { sectionAt } from '../../src/sections/organizationSections.ts';
import type { Section } from '../../src/sections/section.ts';
import type { TokenOptions } from '../tenant/tokens.ts';

/** A local tenant that runs outside the extension host. */
export interface HostTenant extends RemoteTenant {
  readonly domain: string;
}

/**
 * The tenants that the runner has started: one of 150 organizations, one of 25,000, one of 12 samples that stay where
 * they are, for tests of what is inside them, one of 2,000 that has the search of the API, one of the support cases of
 * `stories.ts`, and one that is the staging tenant of the samples, as `differences.ts` has it.
 */
export const tenants = Object.fromEntries(
  Object.entries(JSON.parse(process.env['ORGANIZATION_INSPECTOR_TENANTS'] ?? '{}') as Record<string, string>).map(
    ([name, url]) => [name, { ...controlTenant(url), domain: new URL(url).host }],
  ),
) as unknown as Readonly<Record<'small' | 'large' | 'inside' | 'searching' | 'support' | 'staging', HostTenant>>;

/** Runs one of our commands. */
export function run<T = unknown>(command: string, ...given: readonly unknown[]): Thenable<T> {
  return vscode.commands.executeCommand<T>(`organizationInspector.${command}`, ...given);
}

/** Runs a command of VS Code again and again until our command has ended. */
export async function whileRunning<T>(running: Thenable<T>, command: string): Promise<T> {
  let isDone = false;
  const done = running.then((result) => {
    isDone = true;
    return result;
  });
  await until(async () => {
    await vscode.commands.executeCommand(command);
    return isDone;
  });
  return done;
}

/**
 * Presses Cancel on the only notification until our command has ended. A request that is not cancelled times out after
 * 30 s, which ends the command as well.
 */
export async function cancelled<T>(running: Thenable<T>): Promise<T> {
  const begunMs = performance.now();
  const result = await whileRunning(running, 'notification.acceptPrimaryAction');
  assert.ok(performance.now() - begunMs < 30_000, 'the command ended by itself');
  return result;
}

/** Connects a tenant with a token that works, unless the options say otherwise, and forgets the request that this took. */
export async function connect(tenant: HostTenant, options?: TokenOptions): Promise<void> {
  await tenant.clearFaults();
  const accessToken = await tenant.mintToken(options);
  assert.equal(await run('connectTenant', { domain: tenant.domain, accessToken }), tenant.domain);
  await tenant.clearRequests();
}

/** The same, with the first page of its organizations loaded and no document open. */
export async function connectLoaded(tenant: HostTenant): Promise<void> {
  await connect(tenant);
  await run('openOrganizationList', tenant.domain);
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await tenant.clearRequests();
}

/** Connects tenants before each test of a suite, by the names that they have there. @param connectOne as they are to be */
export function useNamedTenants(
  named: Readonly<Record<string, HostTenant>>,
  connectOne: (tenant: HostTenant) => Promise<void> = connect,
): void {
  beforeEach(async () => {
    for (const [name, tenant] of Object.entries(named)) {
      await connectOne(tenant);
      await run('renameTenant', tenant.domain, name);
    }
  });
  afterEach(async () => {
    for (const tenant of Object.values(named)) {
      await run('renameTenant', tenant.domain, '');
      await forget(tenant);
    }
  });
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

/** The parsed content of a document that is open. */
export async function contentOf(uri: vscode.Uri): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
}

/** Opens a document as a link does. */
export async function openDocument(uri: vscode.Uri): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand('vscode.open', uri);
  const editor = vscode.window.activeTextEditor;
  assert.equal(editor?.document.uri.toString(), uri.toString());
  assert.ok(editor);
  return editor;
}

/** What a tenant answers to the test itself, whose request is not counted. @param path with `/api/v2` */
export async function answerOf<T>(tenant: HostTenant, path: string): Promise<T> {
  const authorization = `Bearer ${await tenant.mintToken()}`;
  const response = await fetch(`http://${tenant.domain}${path}`, { headers: { authorization } });
  assert.equal(response.status, 200, path);
  const answer = (await response.json()) as T;
  await tenant.clearRequests();
  return answer;
}

/** The row of a section of an organization; its path is as in addresses of documents. */
export async function sectionRow(tenant: HostTenant, place: number, ...path: readonly string[]): Promise<SectionRow> {
  const organization = (await tenant.organizations())[place];
  const section = sectionAt(path);
  assert.ok(organization && section);
  return {
    kind: 'section',
    domain: tenant.domain,
    id: organization.id,
    path,
    organization: { ...organization },
    section,
  };
}

/** Where a tenant that has everything sends the items of a section. */
export function fieldOf({ source }: Section): string {
  return 'field' in source ? (source.preferred?.field ?? source.field) : '';
}

/** The document of a section, as `openSectionJson` makes its URI. */
export function documentOf({ domain, organization, path }: SectionRow): vscode.Uri {
  return organizationUri(domain, organization, path);
}

/** The IDs of the organizations in the list of a tenant. */
export async function listedIds(tenant: HostTenant): Promise<readonly string[]> {
  const uri = await run<vscode.Uri>('openOrganizationList', tenant.domain);
  const { organizations } = (await contentOf(uri)) as { organizations: { id: string }[] };
  return organizations.map(({ id }) => id);
}
