import * as vscode from 'vscode';
import { isApiError, type ApiError } from '../management/apiError.ts';
import type { Action, Explanation } from './explanation.ts';
import { showError } from './notifications.ts';

/** What a person started and what failed. */
export interface FailedTask {
  readonly domain: string;
  /** What did not happen, without a full stop: "The organizations of … could not be loaded". */
  readonly what: string;
  /** The page that documents the request. */
  readonly documentation: string;
  readonly retry: () => unknown;
  /** Whether VS Code may have started many of this kind at once, such as one for each tab of a window that opens. */
  readonly isOneOfMany?: boolean;
}

/** How long a cause at a tenant is told once for all tasks of which there can be many, while it is shown, in ms. */
const REPEATED_MS = 10_000;

/** Shows people what failed: one notification for one failure, however many have waited for the same request. */
export class ErrorNotifier {
  readonly #log: vscode.LogOutputChannel;
  readonly #notified = new WeakSet<Error>();
  /** When a notification was shown, in UNIX ms, by tenant and cause. One that has been answered or closed is not in it. */
  readonly #shown = new Map<string, number>();

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
  }

  /** Does not wait for the person's answer. What was cancelled is not shown at all. */
  notify(error: unknown, task: FailedTask): void {
    if (!isApiError(error)) {
      this.#log.error(error instanceof Error ? error : String(error));
      void this.#offer(`${task.what}. ${vscode.l10n.t('The log says more.')}`, ['showLog'], task);
    } else if (error.reason !== 'cancelled' && !this.#notified.has(error)) {
      this.#notified.add(error);
      void this.#explain(error, task);
    }
  }

  async #explain(error: ApiError, task: FailedTask): Promise<void> {
    // What one document lacks says nothing of the others.
    const about = error.reason === 'notFound' ? task.what : error.details.scopes?.join(' ');
    const cause = [task.domain, error.reason, about].join(' ');
    if (task.isOneOfMany && Date.now() - (this.#shown.get(cause) ?? 0) < REPEATED_MS) {
      return;
    }
    const shownAtMs = Date.now();
    this.#shown.set(cause, shownAtMs);
    const explanation = await explanationOf(error, task.domain);
    await this.#offer(describe(error, task.what, explanation), explanation.actions, task, () => {
      // Before a retry, which may fail in the same way, and unless another notification says the same.
      if (this.#shown.get(cause) === shownAtMs) {
        this.#shown.delete(cause);
      }
    });
  }

  async #offer(
    message: string,
    actions: readonly Action[],
    task: FailedTask,
    onClosed: () => void = () => undefined,
  ): Promise<void> {
    const choice = await showError(message, ...actions.map(actionTitle));
    onClosed();
    const action = actions.find((one) => actionTitle(one) === choice);
    if (action) {
      await this.#act(action, task);
    }
  }

  async #act(action: Action, { domain, documentation, retry }: FailedTask): Promise<void> {
    switch (action) {
      case 'connectTenant':
        await vscode.commands.executeCommand('organizationInspector.connectTenant', { domain });
        break;
      case 'updateAccessToken':
        await vscode.commands.executeCommand('organizationInspector.updateAccessToken', domain);
        break;
      case 'retry':
        await retry();
        break;
      case 'documentation':
        await vscode.env.openExternal(vscode.Uri.parse(documentation));
        break;
      case 'showLog':
        this.#log.show();
        break;
    }
  }
}

/** The whole story in one line: what failed, the status and code, what it means and what to do. */
export async function describeFailure(
  error: ApiError,
  { what, domain }: Pick<FailedTask, 'what' | 'domain'>,
): Promise<string> {
  return describe(error, what, await explanationOf(error, domain));
}

/** See `explain`, whose words are loaded with the first failure. */
export async function explanationOf(error: ApiError, domain: string): Promise<Explanation> {
  const { explain } = await import('./failureTexts.ts');
  return explain(error, domain);
}

function describe(error: ApiError, what: string, { meaning, nextStep }: Explanation): string {
  const code = errorCode(error);
  return `${code ? `${what} (${code})` : what}. ${meaning} ${nextStep}`;
}

/** Status and error code as far as there are any: "403 insufficient_scope". */
export function errorCode({ details: { status, errorCode } }: ApiError): string {
  return [status, errorCode].filter((part) => part !== undefined).join(' ');
}

function actionTitle(action: Action): string {
  switch (action) {
    case 'connectTenant':
      return vscode.l10n.t('Connect Tenant…');
    case 'updateAccessToken':
      return vscode.l10n.t('Update Access Token');
    case 'retry':
      return vscode.l10n.t('Retry');
    case 'documentation':
      return vscode.l10n.t('Open Documentation');
    case 'showLog':
      return vscode.l10n.t('Show Log');
  }
}
