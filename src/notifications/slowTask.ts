import * as vscode from 'vscode';
import { messageText } from './messages.ts';

/** How long a task runs before its progress is worth a notification, in ms. */
const SLOW_MS = 1000;

/** The notification of a task. */
export interface TaskNotification {
  /** Shows it now, however short the task has run. */
  readonly show: () => void;
  /** Says how far the task is, if it is shown and as soon as it is. */
  readonly tell: (message: string) => void;
}

/** Runs a task that a person can cancel: once it turns out to be slow, in a notification with a Cancel button. */
export async function withNotification<T>(
  title: string,
  task: (signal: AbortSignal, notification: TaskNotification) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let progress: vscode.Progress<{ readonly message: string }> | undefined;
  let message = '';
  let isShown = false;
  const tell = (told: string) => {
    message = told;
    progress?.report({ message });
  };
  const show = () => {
    if (isShown) {
      return;
    }
    isShown = true;
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: messageText(title), cancellable: true },
      async (shown, token) => {
        const listener = token.onCancellationRequested(() => {
          controller.abort();
        });
        progress = shown;
        tell(message);
        await Promise.allSettled([done]);
        listener.dispose();
      },
    );
  };
  const done = task(controller.signal, { show, tell });
  const timer = setTimeout(show, SLOW_MS);
  try {
    return await done;
  } finally {
    clearTimeout(timer);
  }
}
