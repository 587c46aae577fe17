import * as vscode from 'vscode';
import { accessCommands } from './access/commandTable.ts';
import { browseCommands } from './browse/commandTable.ts';
import { compareCommands } from './compare/commandTable.ts';
import { connectCommands } from './connect/commandTable.ts';
import { copyCommands } from './copy/commandTable.ts';
import { editorCommands } from './editor/commandTable.ts';
import { exportCommands } from './export/commandTable.ts';
import { findCommands } from './find/commandTable.ts';
import { snapshotsCommands } from './snapshots/commandTable.ts';
import { usersCommands } from './users/commandTable.ts';
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

const commandsOfRooms = {
  ...browseCommands,
  ...findCommands,
  ...usersCommands,
  ...connectCommands,
  ...editorCommands,
  ...copyCommands,
  ...accessCommands,
  ...compareCommands,
  ...exportCommands,
  ...snapshotsCommands,
  showLog: () => Promise.resolve({ showLog }),
};
const loaders: Loaders<typeof commandsOfRooms> = commandsOfRooms;

/** All commands, by name. The code of a room is loaded when one of its commands first runs. */
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
