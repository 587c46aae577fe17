import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError } from '../api/apiError.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { visibleJson } from '../text/json.ts';
import { plainMarkdown } from '../text/markdown.ts';
import { explanationOf } from '../ui/errorNotifier.ts';
import { formatNumber } from '../ui/format.ts';
import { compareOrganizations } from './compareOrganizations.ts';
import { explainAccess } from './explainAccess.ts';
import { findOrganizations } from './findOrganizations.ts';
import { findOrganizationsThatUse } from './findOrganizationsThatUse.ts';
import { findUserOrganizations } from './findUserOrganizations.ts';
import { describeError, forModel, PartFailure, shortenedToFit } from './forModel.ts';
import { listConnectedTenants } from './listConnectedTenants.ts';
import { getOrganization, lookUpOrganizations } from './lookUpOrganizations.ts';
import {
  answerPart,
  limitedTo,
  LONGEST_ANSWER,
  mostOf,
  type PagedAnswer,
  type PlaceInAnswer,
  ReadingCache,
  type ToolCost,
  withSignal,
} from './pagedAnswers.ts';
import { readOrganizationSection } from './readOrganizationSection.ts';
import { inputOf, isLeftOut, type Tool, type ToolServices, type ToolTask } from './toolInput.ts';

/** All tools by their name in the manifest. */
export const tools = {
  list_connected_tenants: listConnectedTenants,
  look_up_organizations: lookUpOrganizations,
  find_organizations: findOrganizations,
  get_organization: getOrganization,
  read_organization_section: readOrganizationSection,
  find_organizations_that_use: findOrganizationsThatUse,
  find_user_organizations: findUserOrganizations,
  compare_organizations: compareOrganizations,
  explain_access: explainAccess,
} as const satisfies Record<string, Tool>;

/** The name of a tool in the manifest. */
export type ToolName = keyof typeof tools;

/** The tools whose answer is one part: they take no “next”. */
const inOnePart: ReadonlySet<ToolName> = new Set(['list_connected_tenants', 'get_organization']);

/** What VS Code calls a tool with. */
interface ToolOptions {
  readonly input: unknown;
  /** Absent for a caller outside of a chat. */
  readonly toolInvocationToken: unknown;
}

/** A call with valid input. */
interface ToolCall {
  readonly task: ToolTask;
  /** Identifies what is asked. */
  readonly question: string;
  /** Where a reading goes on. */
  readonly place: PlaceInAnswer | undefined;
  readonly cost: ToolCost;
}

/** A page more takes one request, and one that proves that it was the last. */
const pageMore: ToolCost = { requests: 2 };

/** The tools, with what they have read and a language model can go on with. */
export class LanguageModelTools implements vscode.Disposable {
  readonly #services: ToolServices;
  readonly #kept = new ReadingCache();
  readonly #running = new WeakMap<PagedAnswer, Promise<unknown>>();
  /** What the person was asked, by the tool and what the model has sent. */
  readonly #asked = new Map<string, Pick<ToolCall, 'cost' | 'question'>>();
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
  async prepare(name: ToolName, input: unknown): Promise<vscode.PreparedToolInvocation> {
    const call = this.#call(name, input);
    const { task, question: asked, place, cost } = call;
    const { title, question, progress } = task;
    this.#asked.set(JSON.stringify([name, input]), { question: asked, cost });
    const what = place ? l10n.t('{0}: give the language model the next part of the answer?', progress) : question;
    const message = [`${what} ${costText(cost)}`, ...(place ? [] : await this.#lackedScopes(task))].join('\n\n');
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
    const call = this.#call(name, input);
    const key = JSON.stringify([name, input]);
    // The tenants and the cost can have changed since the person agreed.
    const { question, cost } = this.#asked.get(key) ?? call;
    this.#asked.delete(key);
    if (question !== call.question) {
      throw new Error('The user was asked about other tenants. Call the tool again.');
    }
    try {
      const answer = await withSignal(token, (signal) => this.#answer({ ...call, cost }, signal));
      return resultOf(answer, toolInvocationToken !== undefined);
    } catch (error) {
      throw await toldError(error, call.task);
    }
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #answer({ task, question, place, cost }: ToolCall, signal: AbortSignal): Promise<object> {
    const given = [this.#services.tenants.domains, task.input];
    const masked = (value: unknown) => forModel(value, given, task.bringsEmail === true);
    const context = limitedTo(mostOf(cost), { signal, priority: 'person' });
    if (place) {
      const { reading, from, nextAfter } = place;
      await this.#readMore(place, context);
      return answerPart(reading, from, nextAfter, masked);
    }
    const read = await task.run(context);
    if ('whole' in read) {
      return shortenedToFit(masked(read.whole), LONGEST_ANSWER) as object;
    }
    const { reading, from, nextAfter } = this.#kept.begin({ question, domains: task.domains, reading: read });
    return answerPart(reading, from, nextAfter, masked);
  }

  /** Reads more if it is needed. Two calls would read the same page, so one waits for the other. */
  async #readMore(place: PlaceInAnswer, context: RequestContext): Promise<void> {
    const { reading } = place;
    const before = this.#running.get(reading) ?? Promise.resolve();
    const read = before.then(() => (isAtEnd(place) ? reading.readMore(context) : undefined));
    const settled = read.catch(() => undefined);
    this.#running.set(reading, settled);
    await read;
  }

  /** @throws Error that tells the model the valid input */
  #call(name: ToolName, given: unknown): ToolCall {
    const input = inputOf(given);
    const task = tools[name](this.#services, input);
    const question = JSON.stringify([name, task.domains, task.input]);
    const { next } = input;
    const place =
      inOnePart.has(name) || isLeftOut(next) ? undefined : this.#kept.find(next, question, task.cost.requests);
    const more = place && (isAtEnd(place) ? (place.reading.costOfMore ?? pageMore) : { requests: 0 });
    return { task, question, place, cost: more ?? task.cost };
  }

  /** Says what a complete answer needs that the tokens do not allow. */
  async #lackedScopes({ domains, lackedScopes }: ToolTask): Promise<readonly string[]> {
    const lacked = await Promise.all(
      (lackedScopes ? domains : []).map(async (domain) => {
        const { scopes } = await this.#services.tenants.status(domain);
        return scopes && lackedScopes ? lackedScopes(domain, scopes) : [];
      }),
    );
    const scopes = lacked.flat();
    return scopes.length === 0
      ? []
      : [l10n.t('For a complete answer the token lacks: {0}', plainMarkdown(scopes.join(', ')))];
  }
}

/** Whether nothing is left of what was read, and more can be read. */
function isAtEnd({ reading, from }: PlaceInAnswer): boolean {
  return from === reading.items.length && !reading.hasEnded;
}

function costText(cost: ToolCost): string {
  const { requests, most } = cost;
  if (requests === 0) {
    return l10n.t('Without a request.');
  }
  const [count, limit] = [formatNumber(requests), formatNumber(mostOf(cost))];
  return most === undefined
    ? l10n.t('Requests: at most {0}, with repeats after failures at most {1}.', count, limit)
    : l10n.t('Requests: {0}, with further pages and repeats after failures at most {1}.', count, limit);
}

/** The error that a language model gets, with what the user can do. */
async function toldError(thrown: unknown, task: ToolTask): Promise<unknown> {
  const { error, message } = thrown instanceof PartFailure ? thrown : { error: thrown, message: task.what };
  if (!(error instanceof ApiError)) {
    return error;
  }
  if (error.reason === 'cancelled') {
    return new vscode.CancellationError();
  }
  const { actions } = await explanationOf(error);
  const remedy = 'Ask the user to run the command “Auth0 Organizations: Update Access Token…”.';
  return new Error(
    [describeError(error, message), ...(actions.includes('updateAccessToken') ? [remedy] : [])].join(' '),
  );
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
