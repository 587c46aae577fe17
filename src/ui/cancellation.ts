import type * as vscode from 'vscode';

/** Runs a task with a signal that aborts when a cancellation token of VS Code is cancelled. */
export async function withSignal<T>(
  token: vscode.CancellationToken,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const cancel = () => {
    controller.abort();
  };
  const listener = token.onCancellationRequested(cancel);
  try {
    // A token that is already cancelled calls the listener asynchronously.
    if (token.isCancellationRequested) {
      cancel();
    }
    return await task(controller.signal);
  } finally {
    listener.dispose();
  }
}
