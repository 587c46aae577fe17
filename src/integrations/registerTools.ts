import * as vscode from 'vscode';
import type { ExtensionServices } from '../commands/extensionServices.ts';
import type { ToolName } from './languageModelTools.ts';

/** The language model API, which forks of VS Code may lack or support without tools. */
type LanguageModels = Partial<Pick<typeof vscode.lm, 'registerTool'>>;

/** Registers the tools of the manifest. Their code is loaded when the first tool is called. */
export function registerLanguageModelTools(
  lm: LanguageModels | undefined,
  { packageJSON }: vscode.Extension<unknown>,
  services: ExtensionServices,
): vscode.Disposable {
  const { contributes } = packageJSON as {
    readonly contributes: { readonly languageModelTools: readonly ToolContribution[] };
  };
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

interface ToolContribution {
  readonly name: ToolName;
}
