import type * as vscode from 'vscode';

/** Runs a task with a signal that says so when VS Code's token does. */
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
    // The listener of a token that is cancelled already is only called later.
    if (token.isCancellationRequested) {
      cancel();
    }
    return await task(controller.signal);
  } finally {
    listener.dispose();
  }
}
