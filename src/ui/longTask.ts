import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError } from '../api/apiError.ts';
import { type RequestContext, untilAborted } from '../api/requestContext.ts';
import type { Retry } from '../api/retryAfterOutages.ts';
import { describeFailure, explanationOf, type FailedTask } from './errorNotifier.ts';
import { showError } from './notifications.ts';
import { type BackgroundProgress, withBackgroundProgress } from './progress.ts';

/** Long work that a person starts, and finds again by starting it a second time. */
export class LongTask<T> {
  #result: Promise<T> | undefined;
  #show: (() => void) | undefined;

  get isRunning(): boolean {
    return this.#result !== undefined;
  }

  /**
   * Joins the work that is under way, and shows its progress again.
   * @returns its result, `undefined` if there is none
   */
  join(): Promise<T> | undefined {
    this.#show?.();
    return this.#result;
  }

  /** Starts the work, or joins what is under way. */
  start(work: () => Promise<T>): Promise<T> {
    const joined = this.join();
    if (joined) {
      return joined;
    }
    const result = work().finally(() => {
      this.#result = undefined;
    });
    this.#result = result;
    return result;
  }

  /** Does a part of the work in the background, while its progress is shown. */
  async withProgress<R>(
    title: string,
    part: (context: RequestContext, progress: BackgroundProgress) => Promise<R>,
  ): Promise<R> {
    try {
      return await withBackgroundProgress(title, (context, progress) => {
        this.#show = progress.show;
        return part(context, progress);
      });
    } finally {
      this.#show = undefined;
    }
  }
}

/**
 * Repeats each task of long work after outages, and after any other failure once the user continues. Like `patience`, it
 * leaves the first failure to the caller.
 * @param failed what failed, for the message
 * @returns a function that throws ApiError `cancelled` when the user does not continue
 */
export function untilGivenUp(patiently: Retry, failed: Pick<FailedTask, 'domain' | 'what'>): Retry {
  let hasSucceeded = false;
  return async (task, signal) => {
    for (;;) {
      try {
        const result = await patiently(task, signal);
        hasSucceeded = true;
        return result;
      } catch (error) {
        if (!hasSucceeded || !(error instanceof ApiError) || error.reason === 'cancelled') {
          throw error;
        }
        if (!(await untilAborted(signal, () => askToContinue(error, failed)))) {
          throw new ApiError('cancelled');
        }
      }
    }
  };
}

/**
 * Shows a failure in the middle of long work, and waits until the user continues it, perhaps with another access token,
 * or closes the message.
 * @returns whether to continue
 */
async function askToContinue(error: ApiError, task: Pick<FailedTask, 'domain' | 'what'>): Promise<boolean> {
  const { domain } = task;
  const { actions } = await explanationOf(error, domain);
  const again = l10n.t('Continue');
  const token = l10n.t('Update Access Token');
  const buttons = actions.includes('updateAccessToken') ? [token, again] : [again];
  const choice = await showError(await describeFailure(error, task), ...buttons);
  if (choice === token) {
    await vscode.commands.executeCommand('organizationInspector.updateAccessToken', domain);
  }
  return choice !== undefined;
}
