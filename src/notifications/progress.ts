import * as vscode from 'vscode';
import type { Caller } from '../management/caller.ts';
import { withNotification } from './slowTask.ts';

/**
 * Runs what a person has asked for and can cancel. While the rate limit holds it back, a notification tells each second
 * how long that will be.
 */
export async function withCancel<T>(title: string, task: (caller: Caller) => Promise<T>): Promise<T> {
  return withNotification(title, async (signal, { show, tell }) => {
    let until = 0;
    let timer: ReturnType<typeof setInterval> | undefined;
    const tick = () => {
      tell(describeWait(until - performance.now()));
    };
    const onWait = (waitMs: number) => {
      until = performance.now() + waitMs;
      timer ??= setInterval(tick, 1000);
      show();
      tick();
    };
    try {
      return await task({ signal, priority: 'person', onWait });
    } finally {
      clearInterval(timer);
    }
  });
}

/** What is said while the rate limit holds a request back: nothing any more once it does not. */
function describeWait(waitMs: number): string {
  const seconds = Math.ceil(waitMs / 1000);
  if (seconds <= 0) {
    return '';
  }
  return seconds === 1
    ? vscode.l10n.t('the rate limit is used up, going on in 1 second')
    : vscode.l10n.t('the rate limit is used up, going on in {0} seconds', seconds);
}
