import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { visibleJson } from '../text/json.ts';
import { compareOrganizations } from './compareOrganizations.ts';
import { explainAccess } from './explainAccess.ts';
import { findOrganizations } from './findOrganizations.ts';
import { findUserOrganizations } from './findUserOrganizations.ts';
import { getOrganization } from './getOrganization.ts';
import { listConnectedTenants } from './listConnectedTenants.ts';
import { answerPart, type PlaceInAnswer, ReadingCache } from './pagedAnswers.ts';
import { readOrganizationSection } from './readOrganizationSection.ts';
import { type Input, isLeftOut, type Tool, type ToolServices, type ToolTask, withSignal } from './toolInput.ts';
import { errorForModel } from './toolErrors.ts';

/** All tools by their name in the manifest. */
export const tools = {
  list_connected_tenants: listConnectedTenants,
  get_organization: getOrganization,
  find_organizations: findOrganizations,
  read_organization_section: readOrganizationSection,
  find_user_organizations: findUserOrganizations,
  compare_organizations: compareOrganizations,
  explain_access: explainAccess,
} as const satisfies Record<string, Tool>;

export type ToolName = keyof typeof tools;

/** What VS Code calls a tool with. */
interface ToolOptions {
  readonly input: unknown;
  /** Absent for a caller outside of a chat. */
  readonly toolInvocationToken: unknown;
}

/** The tools, with what they have read and a language model can go on with. */
export class LanguageModelTools implements vscode.Disposable {
  readonly #services: ToolServices;
  readonly #kept = new ReadingCache();
  readonly #subscription: vscode.Disposable;

  constructor(services: ToolServices) {
    this.#services = services;
    this.#subscription = services.tenants.onDidChange(({ domain, kind }) => {
      // Another token may be allowed less.
      if (kind === 'disconnected' || kind === 'tokenReplaced') {
        this.#kept.drop(domain);
      }
    });
  }

  /** The confirmation that VS Code shows before a tool runs. @throws Error that tells the model which input is valid */
  prepare(name: ToolName, input: unknown): vscode.PreparedToolInvocation {
    const { task, place } = this.#call(name, input);
    const { title, question, progress } = task;
    const message = place
      ? l10n.t('{0}: give the language model the next part of the answer, with at most two requests?', task.progress)
      : question;
    return {
      invocationMessage: new vscode.MarkdownString(progress),
      confirmationMessages: { title, message: new vscode.MarkdownString(message) },
    };
  }

  /** Runs a tool. @throws Error that tells the model the cause and the next step */
  async invoke(
    name: ToolName,
    { input, toolInvocationToken }: ToolOptions,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult> {
    const { task, question, place } = this.#call(name, input);
    try {
      return await withSignal(token, async (signal) => {
        const context = { signal, priority: 'person' } as const;
        const { reading, from, nextAfter } = place ?? this.#kept.keep(question, task.domains, await task.run(context));
        if (from === reading.items.length && !reading.hasEnded) {
          await reading.readMore(context);
        }
        return resultOf(answerPart(reading, from, nextAfter), toolInvocationToken !== undefined);
      });
    } catch (error) {
      throw await errorForModel(error, task.what, task.domains[0] ?? '');
    }
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** @throws Error that tells the model the valid input */
  #call(name: ToolName, given: unknown): { task: ToolTask; question: string; place: PlaceInAnswer | undefined } {
    const input = (given ?? {}) as Input;
    const task = tools[name](this.#services, input);
    const question = JSON.stringify([name, task.domains, task.question]);
    const { next } = input;
    return { task, question, place: isLeftOut(next) ? undefined : this.#kept.find(next, question) };
  }
}

/**
 * The answer as text, which all models read, and as data for programs that call tools. A chat gets the text alone: VS
 * Code's own leaves out data that is not an image, or gives it to a model a second time, as base64.
 */
function resultOf(answer: object, isForChat: boolean): vscode.LanguageModelToolResult {
  const result = new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(visibleJson(answer))]);
  const data = isForChat ? undefined : vscode.LanguageModelDataPart?.json?.(answer, 'application/json');
  if (data) {
    result.content.push(data);
  }
  return result;
}
