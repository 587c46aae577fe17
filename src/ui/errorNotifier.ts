import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError } from '../api/apiError.ts';
import type { Action, Explanation } from './networkFailureTexts.ts';
import { showError } from './notifications.ts';

/** A task that the user started and that failed. */
export interface FailedTask {
  readonly domain: string;
  /** What failed, without a full stop: "The organizations of … could not be loaded". */
  readonly what: string;
  /** The page that documents the request: its path below the reference of the Management API, or a URL. */
  readonly documentation: string;
  readonly retry: () => unknown;
  /** Whether VS Code may start many tasks of this kind at once, such as one for each tab of a new window. */
  readonly isOneOfMany?: boolean;
  /** Whether Retry is offered whatever the cause, since other tenants were asked as well. */
  readonly isOfSeveralTenants?: boolean;
  /** Whether the tenant was to be connected, and has no access token yet that could be updated. */
  readonly isConnecting?: boolean;
}

/** For tasks with `isOneOfMany`: how long others with the cause of an open notification are told together, in ms. */
const REPEATED_MS = 10_000;

/** How long these are gathered, in ms. */
const GATHERED_MS = 500;

/** An open notification. */
interface Shown {
  readonly atMs: number;
  /** The tasks that failed since with the same cause, which the next notification tells. */
  readonly others: FailedTask[];
}

/** Shows failures to the user: one notification for each failure, even if several tasks awaited the same request. */
export class ErrorNotifier {
  readonly #log: vscode.LogOutputChannel;
  readonly #notified = new WeakSet<Error>();
  /** The newest open notification of each tenant and cause. */
  readonly #shown = new Map<string, Shown>();

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
  }

  /** Does not wait for the user's choice. Shows nothing for a cancelled task. */
  notify(error: unknown, task: FailedTask): void {
    if (!(error instanceof ApiError)) {
      this.log(error);
      void this.#offer(`${task.what}. ${l10n.t('The log says more.')}`, ['showLog'], task);
    } else if (error.reason !== 'cancelled' && !this.#notified.has(error)) {
      this.#notified.add(error);
      void this.#explain(error, task);
    }
  }

  log(error: unknown): void {
    this.#log.error(error instanceof Error ? error : String(error));
  }

  async #explain(error: ApiError, task: FailedTask): Promise<void> {
    const { explain, joined } = await import('./failureTexts.ts');
    const explanation = explain(error);
    const suited = task.isOfSeveralTenants ? withRetry(explanation.actions) : explanation.actions;
    const actions = suited.map((action) =>
      task.isConnecting && action === 'updateAccessToken' ? 'connectTenant' : action,
    );
    // A missing document says nothing about the other documents, so each has its own notification.
    const about = error.reason === 'notFound' ? task.what : '';
    const textOf = (what: string) => sentences(error, what, explanation).join(' ');
    // The next step can count seconds.
    const cause = [task.domain, ...sentences(error, about, explanation).slice(0, 2)].join(' ');
    const show = async (failed: FailedTask) => {
      const shown: Shown = { atMs: performance.now(), others: [] };
      this.#shown.set(cause, shown);
      await this.#offer(textOf(failed.what), actions, { ...failed, error }, () => {
        // Before a retry, which can fail with the same cause. A newer notification with the same cause keeps its entry.
        if (this.#shown.get(cause) === shown) {
          this.#shown.delete(cause);
        }
      });
    };
    const { atMs, others } = this.#shown.get(cause) ?? { atMs: -Infinity, others: [] };
    if (!task.isOneOfMany || performance.now() - atMs >= REPEATED_MS) {
      await show(task);
    } else if (others.push(task) === 1) {
      setTimeout(() => void show(joined(task, others)), GATHERED_MS);
    }
  }

  async #offer(
    message: string,
    actions: readonly Action[],
    task: FailedTask & { readonly error?: ApiError },
    onClosed: () => void = () => undefined,
  ): Promise<void> {
    const { actionTitle } = await import('./failureTexts.ts');
    const choice = await showError(message, ...actions.map(actionTitle));
    onClosed();
    const action = actions.find((one) => actionTitle(one) === choice);
    if (action) {
      await this.#act(action, task);
    }
  }

  async #act(
    action: Action,
    { domain, documentation, error, retry }: FailedTask & { readonly error?: ApiError },
  ): Promise<void> {
    switch (action) {
      case 'connectTenant':
        await vscode.commands.executeCommand('organizationInspector.connectTenant', { domain });
        break;
      case 'updateAccessToken':
        await askForAccessToken(domain, error);
        break;
      case 'retry':
        await retry();
        break;
      case 'documentation':
        await vscode.env.openExternal(
          vscode.Uri.parse(new URL(documentation, 'https://auth0.com/docs/api/management/v2/').href),
        );
        break;
      case 'showLog':
        this.#log.show();
        break;
    }
  }
}

/** Retry takes the place of the documentation: more buttons have no place. */
function withRetry(actions: readonly Action[]): readonly Action[] {
  return actions.includes('retry') ? actions : [...actions.filter((action) => action !== 'documentation'), 'retry'];
}

/**
 * Asks for another access token of a tenant.
 * @param error what the present one was refused with, which can name the scopes that it lacks
 * @returns whether the tenant has another one now
 */
export async function askForAccessToken(domain: string, error?: ApiError): Promise<boolean> {
  const command = 'organizationInspector.updateAccessToken';
  return (await vscode.commands.executeCommand(command, domain, undefined, error?.details.scopes)) === true;
}

/** A failure in one line: what failed, the status and error code, the meaning and the next step. */
export async function describeFailure(error: ApiError, what: string): Promise<string> {
  return (await failureSentences(error, what)).join(' ');
}

/** What failed with the status and error code, what it means, and the next step. */
export async function failureSentences(
  error: ApiError,
  what: string,
): Promise<readonly [failed: string, meaning: string, nextStep: string]> {
  return sentences(error, what, await explanationOf(error));
}

/** Calls `explain`, whose texts are loaded with the first failure. */
export async function explanationOf(error: ApiError): Promise<Explanation> {
  const { explain } = await import('./failureTexts.ts');
  return explain(error);
}

function sentences(error: ApiError, what: string, { meaning, nextStep }: Explanation): [string, string, string] {
  const code = errorCode(error);
  return [`${code ? `${what} (${code})` : what}.`, meaning, nextStep];
}

/** The status and error code, if present: "403 insufficient_scope". */
export function errorCode({ details: { status, errorCode } }: ApiError): string {
  return [status, errorCode].filter((part) => part !== undefined).join(' ');
}

/** A tenant that has not answered. */
interface FailedTenant {
  readonly domain: string;
  readonly error: ApiError;
}

/**
 * Tells each cause once, with the tenants that have not answered because of it.
 * @returns the causes, and the first tenant that takes another access token
 */
export async function describeFailures(
  failures: readonly FailedTenant[],
  titleOf: (domain: string) => string,
): Promise<{ readonly causes: string; readonly refused: string | undefined }> {
  const causes = new Map<string, { readonly titles: Set<string>; readonly nextStep: string }>();
  let refused: string | undefined;
  for (const { domain, error } of failures) {
    const { meaning, nextStep, actions } = await explanationOf(error);
    const cause = causes.get(meaning) ?? { titles: new Set(), nextStep };
    causes.set(meaning, cause);
    // Whoever has cancelled knows what.
    if (error.reason !== 'cancelled') {
      cause.titles.add(titleOf(domain));
    }
    refused ??= actions.includes('updateAccessToken') ? domain : undefined;
  }
  const texts = [...causes].map(([meaning, { titles, nextStep }]) => {
    const cause = titles.size === 0 ? meaning : l10n.t('{0}: {1}', [...titles].join(', '), meaning);
    return causes.size === 1 ? `${cause} ${nextStep}` : cause;
  });
  return { causes: texts.join(' '), refused };
}
