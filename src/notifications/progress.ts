import * as vscode from 'vscode';

/** How long a task runs before its progress is worth a notification, in ms. */
const SLOW_MS = 1000;

/** Runs a task that a person can cancel: once it turns out to be slow, in a notification with a Cancel button. */
export async function withCancel<T>(title: string, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const running = task(controller.signal);
  const timer = setTimeout(() => {
    void vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (_progress, token) => {
        const listener = token.onCancellationRequested(() => {
          controller.abort();
        });
        await Promise.allSettled([running]);
        listener.dispose();
      },
    );
  }, SLOW_MS);
  try {
    return await running;
  } finally {
    clearTimeout(timer);
  }
}
