import * as vscode from 'vscode';
import type { LanguageModelTools, ToolName } from './languageModelTools.ts';
import type { ToolServices } from './toolInput.ts';

/** The language model API, which forks of VS Code may lack or support without tools. */
type LanguageModels = Partial<Pick<typeof vscode.lm, 'registerTool'>>;

/** Registers the tools of the manifest. Their code is loaded when the first tool is called. */
export function registerLanguageModelTools(
  lm: LanguageModels | undefined,
  { packageJSON }: vscode.Extension<unknown>,
  services: ToolServices,
): vscode.Disposable {
  const { contributes } = packageJSON as {
    readonly contributes: { readonly languageModelTools: readonly ToolContribution[] };
  };
  let loaded: Promise<LanguageModelTools> | undefined;
  const tools = () =>
    (loaded ??= import('./languageModelTools.ts').then((module) => new module.LanguageModelTools(services)));
  const registrations = contributes.languageModelTools.flatMap(
    ({ name }) =>
      lm?.registerTool?.(name, {
        prepareInvocation: async ({ input }) => (await tools()).prepare(name, input),
        invoke: async (options, token) => (await tools()).invoke(name, options, token),
      }) ?? [],
  );
  return vscode.Disposable.from(...registrations, {
    dispose: () =>
      void loaded?.then((all) => {
        all.dispose();
      }),
  });
}

interface ToolContribution {
  readonly name: ToolName;
}
