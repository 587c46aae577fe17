import * as vscode from 'vscode';
import type { Services } from './services.ts';

const prefix = 'organizationInspector.';

/** Registers the commands that the manifest names. What they do is loaded with the first of them. */
export function registerCommands({ packageJSON }: vscode.Extension<unknown>, services: Services): vscode.Disposable {
  const { contributes } = packageJSON as { readonly contributes: { readonly commands: readonly Contribution[] } };
  const registrations = contributes.commands.map(({ command }) =>
    vscode.commands.registerCommand(command, async (...given: readonly unknown[]) => {
      const { commands } = await import('./commands.ts');
      return commands[command.slice(prefix.length)]?.(services, ...given);
    }),
  );
  return vscode.Disposable.from(...registrations);
}

interface Contribution {
  readonly command: string;
}
