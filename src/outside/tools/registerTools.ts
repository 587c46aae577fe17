import * as vscode from 'vscode';
import type { Services } from '../../commands/services.ts';
import type { ToolName } from './tools.ts';

/** The part of the API that forks of VS Code do without, or have without tools. */
type LanguageModels = Partial<Pick<typeof vscode.lm, 'registerTool'>>;

/** Registers the tools that the manifest names. What they do is loaded with the first of them. */
export function registerTools(
  lm: LanguageModels | undefined,
  { packageJSON }: vscode.Extension<unknown>,
  services: Services,
): vscode.Disposable {
  const { contributes } = packageJSON as { readonly contributes: { readonly languageModelTools: readonly Named[] } };
  const registrations = contributes.languageModelTools.flatMap(
    ({ name }) =>
      lm?.registerTool?.(name, {
        prepareInvocation: async ({ input }) => (await import('./tools.ts')).prepare(name, services, input),
        invoke: async ({ input }, token) => (await import('./tools.ts')).invoke(name, services, input, token),
      }) ?? [],
  );
  return vscode.Disposable.from(...registrations);
}

interface Named {
  readonly name: ToolName;
}
