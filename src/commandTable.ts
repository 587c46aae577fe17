import * as vscode from 'vscode';
import type { PlatformServices } from './commands/services.ts';
import type { CompareState } from './compare/comparePairs.ts';
import type { ExportState } from './export/exportQuestions.ts';
import type { FindSources } from './find/findOrganization.ts';
import type { FindState } from './find/scanOrganizations.ts';

/** What commands take what they use from: the services of the platform, and the state of the rooms. */
export type CommandServices = PlatformServices & FindSources & FindState & CompareState & ExportState;

/** A command. Its arguments are the ones that `vscode.commands.executeCommand` was given. */
export type Command = (services: CommandServices, ...given: readonly unknown[]) => unknown;

/** What loads the module that exports each command of a table by its name. */
type Loaders<Table> = { readonly [Name in keyof Table]: () => Promise<Readonly<Record<Name, Command>>> };

const arrangeRows = () => import('./browse/arrangeRows.ts');
const openRow = () => import('./browse/openRow.ts');
const loadAndRefresh = () => import('./browse/loadAndRefresh.ts');
const openOrganization = () => import('./find/openOrganization.ts');
const organizationsThatUse = () => import('./find/organizationsThatUse.ts');
const findUser = () => import('./users/findUser.ts');
const manageTenants = () => import('./connect/manageTenants.ts');
const copy = () => import('./copy/copy.ts');
const insertOrganization = () => import('./copy/insertOrganization.ts');
const compareOrganizations = () => import('./compare/compareOrganizations.ts');

const table = {
  clearFilter: arrangeRows,
  filterOrganizations: arrangeRows,
  showAllEvents: arrangeRows,
  showFailuresOnly: arrangeRows,
  sortOrganizations: arrangeRows,
  openEverything: openRow,
  openInDashboard: openRow,
  openOrganizationList: openRow,
  openSectionJson: openRow,
  loadAllOrganizations: loadAndRefresh,
  loadMore: loadAndRefresh,
  refresh: loadAndRefresh,
  refreshAll: loadAndRefresh,

  findOrganization: () => import('./find/findOrganization.ts'),
  lookUpAllIds: () => import('./find/lookUpAllIds.ts'),
  findDiscoveryDomain: openOrganization,
  openOrganizationById: openOrganization,
  openOrganizationByName: openOrganization,
  findOrganizationsOfApplication: organizationsThatUse,
  findOrganizationsOfConnection: organizationsThatUse,
  findOrganizationsWithoutConnection: organizationsThatUse,

  findUser,
  openUser: findUser,
  openUserJson: findUser,
  showOrganizationsOfUser: () => import('./users/showOrganizationsOfUser.ts'),

  connectTenant: manageTenants,
  disconnectTenant: manageTenants,
  moveTenantDown: manageTenants,
  moveTenantUp: manageTenants,
  renameTenant: manageTenants,
  setEnvironment: manageTenants,
  showTenants: manageTenants,
  updateAccessToken: manageTenants,

  findReferences: () => import('./editor/findReferences.ts'),

  copyInvitationLink: copy,
  copyItemId: copy,
  copyItemValue: async () => ({ copyItemValue: (await copy()).copyItemId }),
  copyItemJson: copy,
  copyOrganizationId: copy,
  copyOrganizationJson: copy,
  copyOrganizationName: copy,
  copyAs: () => import('./copy/copyAs.ts'),
  copyRequestAs: () => import('./copy/copyRequestAs.ts'),
  insertOrganizationAs: insertOrganization,
  insertOrganizationId: insertOrganization,

  explainAccess: () => import('./access/explainFailedLogin.ts'),
  copyAsTicket: () => import('./access/explanationDocument.ts'),

  compareAgain: compareOrganizations,
  compareEverythingWith: compareOrganizations,
  showOrHideIds: compareOrganizations,
  compareWith: compareOrganizations,
  compareWithSelected: compareOrganizations,
  selectForCompare: compareOrganizations,
  compareTenants: () => import('./compare/compareTenants.ts'),

  exportOrganizations: () => import('./export/exportOrganizations.ts'),
  exportSections: () => import('./export/exportSections.ts'),

  compareWithSnapshot: () => import('./snapshots/compareWithSnapshot.ts'),
  saveSnapshot: () => import('./snapshots/saveSnapshot.ts'),

  showLog: () => Promise.resolve({ showLog }),
};
const loaders: Loaders<typeof table> = table;

/**
 * All commands, by name. The code of a room is loaded when one of its commands first runs. Each works with and without
 * arguments, and arguments can have any type.
 */
export const commandTable: Loaders<Readonly<Record<string, unknown>>> = loaders;

/** Shows the log of the extension. */
function showLog({ log }: Pick<CommandServices, 'log'>): void {
  log.show();
}

/** Earlier names of commands, which keybindings of people have. They are not in the manifest. */
export const earlierNames: Readonly<Record<string, string>> = {
  compareSelected: 'compareWith',
  compareEverythingSelected: 'compareEverythingWith',
  exportSelected: 'exportSections',
};

const prefix = 'organizationInspector.';

/** Registers the commands. Their code is loaded when a command first runs. */
export function registerCommands(services: CommandServices): vscode.Disposable {
  const registrations = [...Object.keys(commandTable), ...Object.keys(earlierNames)].map((registered) => {
    const name = earlierNames[registered] ?? registered;
    return vscode.commands.registerCommand(`${prefix}${registered}`, async (...given: readonly unknown[]) => {
      services.log.trace(`${prefix}${name} begins`);
      try {
        const commands = await commandTable[name]?.();
        return await commands?.[name]?.(services, ...given);
      } finally {
        services.log.trace(`${prefix}${name} has ended`);
      }
    });
  });
  return vscode.Disposable.from(...registrations);
}
