import * as vscode from 'vscode';
import type { Command, CommandServices } from './commandTable.ts';

const prefix = 'organizationInspector.';

/** Registers the commands of the manifest. Their code is loaded when a command first runs. */
export function registerCommands(
  { packageJSON }: vscode.Extension<unknown>,
  services: CommandServices,
): vscode.Disposable {
  const { contributes } = packageJSON as { readonly contributes: { readonly commands: readonly Contribution[] } };
  const registrations = contributes.commands.map(({ command }) =>
    vscode.commands.registerCommand(command, async (...given: readonly unknown[]) => {
      services.log.trace(`${command} begins`);
      try {
        const name = command.slice(prefix.length);
        return await (
          await commandNamed(name)
        )?.(services, ...given);
      } finally {
        services.log.trace(`${command} has ended`);
      }
    }),
  );
  return vscode.Disposable.from(...registrations);
}

/** Loads no more than the chunks up to the one with the command. */
async function commandNamed(name: string): Promise<Command | undefined> {
  return (
    (await import('./commandTable.ts')).commands[name] ??
    (await import('./tenantQuestions.ts')).tenantQuestions[name] ??
    (await import('./comparisons.ts')).comparisons[name] ??
    (await import('./exportCommands.ts')).exportCommands[name]
  );
}

interface Contribution {
  readonly command: string;
}

/** Handles links to documents, such as `vscode://…/open?id=…`. Their code is loaded when the first one is followed. */
export function registerUriHandler(services: CommandServices): vscode.Disposable {
  return vscode.window.registerUriHandler({
    handleUri: async (uri) => (await import('./links/openLink.ts')).openLink(services, uri),
  });
}
