import * as vscode from 'vscode';
import type { PlatformServices } from './commands/services.ts';
import type { CompareState } from './compare/comparePairs.ts';
import type { WritingState } from './documents/writeFile.ts';
import type { FindSources } from './find/findOrganization.ts';
import type { FindState } from './find/runScan.ts';

/** What commands take what they use from: the services of the platform, and the state of the rooms. */
export type CommandServices = PlatformServices & FindSources & FindState & CompareState & WritingState;

/** A command. Its arguments are the ones that `vscode.commands.executeCommand` was given. */
export type Command = (services: CommandServices, ...given: readonly unknown[]) => unknown;

/** Loads the commands of a room. */
type Room = () => Promise<Readonly<Record<string, Command>>>;

const browse: Room = () => import('./browse/browseCommands.ts');
const find: Room = () => import('./find/findCommands.ts');
const users: Room = () => import('./users/usersCommands.ts');
const connect: Room = () => import('./connect/connectCommands.ts');
const editor: Room = () => import('./editor/editorCommands.ts');
const copy: Room = () => import('./copy/copyCommands.ts');
const access: Room = () => import('./access/accessCommands.ts');
const compare: Room = () => import('./compare/compareCommands.ts');
const exporting: Room = () => import('./export/exportCommands.ts');
const snapshots: Room = () => import('./snapshots/snapshotsCommands.ts');

/** The room of each command. It is loaded when one of its commands first runs. */
export const commandTable: Readonly<Record<string, Room>> = {
  clearFilter: browse,
  filterOrganizations: browse,
  moveTenantDown: browse,
  moveTenantUp: browse,
  renameTenant: browse,
  showTenants: browse,
  sortOrganizations: browse,
  openEverything: browse,
  openInDashboard: browse,
  openOrganizationList: browse,
  openSectionJson: browse,
  showAllEvents: browse,
  showFailuresOnly: browse,
  loadAllOrganizations: browse,
  loadMore: browse,
  refresh: browse,
  refreshAll: browse,
  findDiscoveryDomain: find,
  findOrganization: find,
  lookUpAllIds: find,
  openOrganizationById: find,
  openOrganizationByName: find,
  findOrganizationsOfApplication: find,
  findOrganizationsOfConnection: find,
  findOrganizationsWithoutConnection: find,
  findUser: users,
  openUser: users,
  openUserJson: users,
  showOrganizationsOfUser: users,
  connectTenant: connect,
  disconnectTenant: connect,
  setEnvironment: connect,
  updateAccessToken: connect,
  findReferences: editor,
  copyInvitationLink: copy,
  copyItemId: copy,
  copyItemJson: copy,
  copyOrganizationId: copy,
  copyOrganizationJson: copy,
  copyOrganizationName: copy,
  copyAs: copy,
  copyRequestAs: copy,
  insertOrganizationAs: copy,
  insertOrganizationId: copy,
  copyItemValue: copy,
  explainAccess: access,
  compareAgain: compare,
  compareEverythingWith: compare,
  showOrHideIds: compare,
  compareWith: compare,
  compareWithSelected: compare,
  selectForCompare: compare,
  compareTenants: compare,
  exportOrganizations: exporting,
  exportSections: exporting,
  compareWithSnapshot: snapshots,
  saveSnapshot: snapshots,
  showLog: browse,
};

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
