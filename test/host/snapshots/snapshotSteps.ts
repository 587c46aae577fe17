import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TenantComparison } from '../../../src/compare/matchOrganizations.ts';
import { requestedSections } from '../../../src/sections/organizationSections.ts';
import { until } from '../../patience.ts';
import { summaryPath } from '../compare/comparedDocuments.ts';
import { MemoryFiles } from '../memoryFiles.ts';
import { type Message, messagesDuring, type Press } from '../messages.ts';
import { connect, forget, requestsOf, run, tenants } from '../tenants.ts';

const { inside, staging } = tenants;

/** The requests for the sections of an organization without its members: roles are two lists. */
export const sectionRequests = requestedSections.length;

/** Has the tests of a suite use files in memory, and a tenant of 12 organizations. */
export function useSnapshots(): MemoryFiles {
  let registration: vscode.Disposable | undefined;
  before(() => {
    registration = vscode.workspace.registerFileSystemProvider('snapshot-test', files);
  });
  after(() => {
    registration?.dispose();
  });
  beforeEach(() => connect(inside));
  afterEach(async () => {
    for (const tenant of [inside, staging]) await forget(tenant);
    files.clear();
  });
  return files;
}

const files = new MemoryFiles('snapshot-test');

/** The requests of the tenant, without the further pages of sections. */
export async function firstPages(): Promise<readonly string[]> {
  return (await requestsOf(inside)).filter((request) => !/[?&](page=[1-9]|from=)/.test(request));
}

/** Saves a snapshot of the tenant, and gives what was said. */
export function saving(extent: string, press?: Press): Promise<readonly Message[]> {
  return messagesDuring(() => run('saveSnapshot', inside.domain, extent, files.uri('a.ndjson')), press);
}

/** One organization has more invitations than page numbers reach. */
const tooManyInvitations =
  ' Incomplete: Invitations of Reynolds and Sons. There may be more: Auth0 sends no more of this list.';

/** Saves a snapshot of the tenant, with nothing missing that can be read. */
export async function save(extent: string): Promise<vscode.Uri> {
  const [message, ...others] = await saving(extent);
  const gap = extent === 'organizations' ? '' : tooManyInvitations;
  assert.equal(message?.text, `Saved a snapshot of ${inside.domain}, organizations: 12.${gap}`);
  assert.deepEqual(others, []);
  return files.uri('a.ndjson');
}

/** The page of the comparison in the active tab. A window that has just started shows it as text. */
export function summaryText(): Promise<string> {
  return until(() => {
    const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    const isShown = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom;
    const uri = isShown && summaryPath.test(input.uri.path) ? input.uri.toString() : '';
    return vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri)?.getText();
  });
}

/**
 * Compares the snapshot with the tenant.
 * @param extent `organizations` or `sections`
 * @param answer what is pressed on the result
 */
export async function compare(extent = 'organizations', answer?: string): Promise<TenantComparison> {
  let result: TenantComparison | undefined;
  await messagesDuring(async () => {
    result = await run('compareWithSnapshot', inside.domain, files.uri('a.ndjson'), undefined, extent);
  }, answer);
  assert.ok(result);
  return result;
}
