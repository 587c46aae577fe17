import * as vscode from 'vscode';
import { clearFilter, filterOrganizations, sortOrganizations } from './arrangeOrganizations.ts';
import { connectTenant } from './connectTenant.ts';
import { copyOrganizationId, copyOrganizationJson, copyOrganizationName } from './copyOrganization.ts';
import { disconnectTenant } from './disconnectTenant.ts';
import { findOrganization } from './findOrganization.ts';
import { insertOrganizationId } from './insertOrganizationId.ts';
import { loadAllOrganizations } from './loadAllOrganizations.ts';
import { loadMore } from './loadMore.ts';
import { openInDashboard } from './openInDashboard.ts';
import { openOrganizationById } from './openOrganizationById.ts';
import { openOrganizationByName } from './openOrganizationByName.ts';
import { openOrganizationList } from './openOrganizationList.ts';
import { refresh } from './refresh.ts';
import type { Services } from './services.ts';
import { updateAccessToken } from './updateAccessToken.ts';

type Command = (services: Services, ...given: readonly unknown[]) => unknown;

const commands: Readonly<Record<string, Command>> = {
  connectTenant,
  disconnectTenant,
  updateAccessToken,
  openOrganizationById,
  openOrganizationByName,
  openOrganizationList,
  refresh,
  loadMore,
  loadAllOrganizations,
  findOrganization,
  sortOrganizations,
  filterOrganizations,
  clearFilter,
  copyOrganizationId,
  copyOrganizationName,
  copyOrganizationJson,
  insertOrganizationId,
  openInDashboard,
  showLog: ({ log }) => {
    log.show();
  },
};

/** Registers all commands. Each works with and without arguments, which can be anything. */
export function registerCommands(services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([name, command]) =>
      vscode.commands.registerCommand(`organizationInspector.${name}`, (...given: readonly unknown[]) =>
        command(services, ...given),
      ),
    ),
  );
}
