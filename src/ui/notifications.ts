import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { RequestContext } from '../api/requestContext.ts';
import { plainText, withIsolates, withoutIcons } from '../text/plainText.ts';

/** In UTF-16 code units. Longer than any message of this extension, including a server's message. */
const LONGEST_MESSAGE = 1500;

/**
 * A text without `[text](link)`, because links in notifications can run commands, and without misleading characters
 * from a tenant.
 */
function messageText(text: string): string {
  return withIsolates(plainText(text, LONGEST_MESSAGE));
}

/** Shows an information message. @returns the title of the pressed button */
export async function showInformation(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return vscode.window.showInformationMessage(messageText(text), ...buttons);
}

/** Shows a warning. @returns the title of the pressed button */
export async function showWarning(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return vscode.window.showWarningMessage(messageText(text), ...buttons);
}

/** Shows an error. @returns the title of the pressed button */
export async function showError(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return vscode.window.showErrorMessage(messageText(text), ...buttons);
}

/** Shows an error in a modal dialog. */
export async function showErrorDialog(text: string): Promise<void> {
  await vscode.window.showErrorMessage(messageText(text), { modal: true });
}

/**
 * Asks the user for confirmation in a modal dialog.
 * @param action the title of the confirming button
 */
export async function confirm(question: string, detail: string, action: string): Promise<boolean> {
  const options = { modal: true, detail };
  return (await vscode.window.showWarningMessage(messageText(question), options, action)) === action;
}

/** Shows a message in the status bar for a moment. `$(icon)` in it is no icon. */
export function showStatus(message: string): void {
  vscode.window.setStatusBarMessage(withoutIcons(withIsolates(plainText(message))), 3000);
}

/** Copies a text to the clipboard and shows a message in the status bar. */
export async function copyText(text: string, message: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  showStatus(message);
}

/**
 * Runs a task that the user started and can cancel. While the rate limit delays a request, a notification counts down
 * the seconds.
 */
export async function withProgress<T>(title: string, task: (context: RequestContext) => Promise<T>): Promise<T> {
  return withProgressNotification(title, async (signal, { showOnce, tell }) => {
    const countdown = new Countdown(tell);
    const onWait: RequestContext['onWait'] = (waitMs, failure) => {
      // A failure is told once it is certain.
      if (!failure) {
        showOnce();
        countdown.start(waitMs);
      }
    };
    try {
      return await task({ signal, priority: 'person', onWait });
    } finally {
      countdown.stop();
    }
  });
}

/** How long before its time a timer can fire, in ms: the second that it ends would be told twice. */
const EARLY_MS = 20;

/** Tells each second how long a request is delayed. */
export class Countdown {
  readonly #tell: (message: string) => void;
  #until = 0;
  #describe = describeWait;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(tell: (message: string) => void) {
    this.#tell = tell;
  }

  /** @param waitMs in ms @param describe says how many ms are left, for the rate limit unless given */
  start(waitMs: number, describe: (leftMs: number) => string = describeWait): void {
    this.#describe = describe;
    this.#until = performance.now() + waitMs;
    this.#timer ??= setInterval(() => {
      this.#tick();
    }, 1000);
    this.#tick();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    const leftMs = this.#until - performance.now() - EARLY_MS;
    this.#tell(this.#describe(leftMs));
    if (leftMs <= 0) {
      this.stop();
    }
  }
}

/** The message while the rate limit delays a request, empty after the delay. @param waitMs in ms */
function describeWait(waitMs: number): string {
  const seconds = Math.ceil(waitMs / 1000);
  if (seconds <= 0) {
    return '';
  }
  return seconds === 1
    ? l10n.t('the rate limit is used up, going on in 1 second')
    : l10n.t('the rate limit is used up, going on in {0} seconds', seconds);
}

/** How long a task runs before its progress is shown in a notification, in ms. */
const SLOW_MS = 1000;

/** The progress notification of a task. */
export interface ProgressNotification {
  /** Shows the notification now, before the task counts as slow. */
  readonly showOnce: () => void;
  /** Shows it, perhaps another time, with the same message and Cancel. */
  readonly show: () => void;
  /** Sets the message of the notification, also before the notification is shown. */
  readonly tell: (message: string) => void;
}

/** Runs a task. If the task is slow, shows a notification with a Cancel button. */
export async function withProgressNotification<T>(
  title: string,
  task: (signal: AbortSignal, notification: ProgressNotification) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const shown: vscode.Progress<{ readonly message: string }>[] = [];
  let message = '';
  let isShown = false;
  const tell = (told: string) => {
    message = told;
    for (const progress of shown) {
      progress.report({ message });
    }
  };
  const showOnce = () => {
    if (!isShown) {
      show();
    }
  };
  const show = () => {
    isShown = true;
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: messageText(title), cancellable: true },
      async (progress, token) => {
        const listener = token.onCancellationRequested(() => {
          controller.abort();
        });
        shown.push(progress);
        progress.report({ message });
        await Promise.allSettled([done]);
        listener.dispose();
      },
    );
  };
  const done = task(controller.signal, { showOnce, show, tell });
  const timer = setTimeout(showOnce, SLOW_MS);
  try {
    return await done;
  } finally {
    clearTimeout(timer);
  }
}

/** How far a scan is, in organizations. */
export interface ScanProgress {
  readonly asked: number;
  readonly found: number;
  readonly total: number;
}

/** Resolves when the window has shown what was set before, and what it said meanwhile has come. */
export async function windowCatchesUp(): Promise<void> {
  // VS Code sends the properties of a quick pick in a timer.
  await new Promise((resolve) => setTimeout(resolve));
  await vscode.commands.executeCommand('setContext', 'organizationInspector.hasCaughtUp', true);
}
