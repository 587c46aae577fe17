import * as vscode from 'vscode';
import type { Caller } from '../management/caller.ts';
import { withoutLinks } from './withoutLinks.ts';

/** How long a task runs before its progress is worth a notification, in ms. */
const SLOW_MS = 1000;

/**
 * Runs what a person has asked for and can cancel: once it turns out to be slow, in a notification with a Cancel
 * button, and while the rate limit holds it back, with the seconds that are left.
 */
export async function withCancel<T>(title: string, task: (caller: Caller) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const countdown = new Countdown();
  const done: Promise<T> = task({
    signal: controller.signal,
    priority: 'person',
    onWait: (waitMs) => {
      show();
      countdown.start(waitMs);
    },
  });
  let isShown = false;
  const show = () => {
    if (!isShown) {
      isShown = true;
      void showUntil(done, title, controller, countdown);
    }
  };
  const timer = setTimeout(show, SLOW_MS);
  try {
    return await done;
  } finally {
    clearTimeout(timer);
    countdown.dispose();
  }
}

function showUntil(
  done: Promise<unknown>,
  title: string,
  controller: AbortController,
  countdown: Countdown,
): Thenable<void> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: withoutLinks(title), cancellable: true },
    async (progress, token) => {
      const listener = token.onCancellationRequested(() => {
        controller.abort();
      });
      countdown.report = (message) => {
        progress.report({ message });
      };
      await Promise.allSettled([done]);
      listener.dispose();
    },
  );
}

/** Tells each second how long the rate limit still holds a request back. */
class Countdown implements vscode.Disposable {
  #report: (message: string) => void = () => undefined;
  #until = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  set report(report: (message: string) => void) {
    this.#report = report;
    this.#tick();
  }

  start(waitMs: number): void {
    this.#until = performance.now() + waitMs;
    this.#timer ??= setInterval(() => {
      this.#tick();
    }, 1000);
    this.#tick();
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const seconds = Math.ceil((this.#until - performance.now()) / 1000);
    if (seconds > 0) {
      this.#report(
        seconds === 1
          ? vscode.l10n.t('the rate limit is used up, going on in 1 second')
          : vscode.l10n.t('the rate limit is used up, going on in {0} seconds', seconds),
      );
    } else if (this.#until > 0) {
      this.#report('');
    }
  }
}
