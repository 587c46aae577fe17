import * as vscode from 'vscode';
import type { ExtensionServices } from './extensionServices.ts';

const prefix = 'organizationInspector.';

/** Registers the commands of the manifest. Their code is loaded when a command first runs. */
export function registerCommands(
  { packageJSON }: vscode.Extension<unknown>,
  services: ExtensionServices,
): vscode.Disposable {
  const { contributes } = packageJSON as { readonly contributes: { readonly commands: readonly Contribution[] } };
  const registrations = contributes.commands.map(({ command }) =>
    vscode.commands.registerCommand(command, async (...given: readonly unknown[]) => {
      services.log.trace(`${command} begins`);
      try {
        const name = command.slice(prefix.length);
        const { commands } = await import('./commands.ts');
        const run = commands[name] ?? (await import('./tenantQuestions.ts')).tenantQuestions[name];
        return await run?.(services, ...given);
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
