import * as vscode from 'vscode';
import type { ExtensionServices } from '../commands/extensionServices.ts';
import type { ToolName } from './languageModelTools.ts';

/** The part of the API that forks of VS Code do without, or have without tools. */
type LanguageModels = Partial<Pick<typeof vscode.lm, 'registerTool'>>;

/** Registers the tools that the manifest names. What they do is loaded with the first of them. */
export function registerLanguageModelTools(
  lm: LanguageModels | undefined,
  { packageJSON }: vscode.Extension<unknown>,
  services: ExtensionServices,
): vscode.Disposable {
  const { contributes } = packageJSON as { readonly contributes: { readonly languageModelTools: readonly Named[] } };
  const registrations = contributes.languageModelTools.flatMap(
    ({ name }) =>
      lm?.registerTool?.(name, {
        prepareInvocation: async ({ input }) =>
          (await import('./languageModelTools.ts')).prepare(name, services, input),
        invoke: async ({ input }, token) =>
          (await import('./languageModelTools.ts')).invoke(name, services, input, token),
      }) ?? [],
  );
  return vscode.Disposable.from(...registrations);
}

interface Named {
  readonly name: ToolName;
}
