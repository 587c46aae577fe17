import * as vscode from 'vscode';
import type { ExtensionServices } from './extensionServices.ts';

const prefix = 'organizationInspector.';

/** Registers the commands of the manifest. Their code is loaded when the first command runs. */
export function registerCommands(
  { packageJSON }: vscode.Extension<unknown>,
  services: ExtensionServices,
): vscode.Disposable {
  const { contributes } = packageJSON as { readonly contributes: { readonly commands: readonly Contribution[] } };
  const registrations = contributes.commands.map(({ command }) =>
    vscode.commands.registerCommand(command, async (...given: readonly unknown[]) => {
      services.log.trace(`${command} begins`);
      try {
        const { commands } = await import('./commands.ts');
        return await commands[command.slice(prefix.length)]?.(services, ...given);
      } finally {
        services.log.trace(`${command} has ended`);
      }
    }),
  );
  return vscode.Disposable.from(...registrations);
}

interface Contribution {
  readonly command: string;
}
