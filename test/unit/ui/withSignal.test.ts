import assert from 'node:assert/strict';
import type { CancellationToken } from 'vscode';
import { withSignal } from '../../../src/chat/pagedAnswers.ts';

/** A token of VS Code, which calls listeners late when it is cancelled already. */
class Token {
  readonly listeners = new Set<() => void>();
  isCancellationRequested = false;

  readonly onCancellationRequested = (listener: () => void) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };

  cancel(): void {
    this.isCancellationRequested = true;
    for (const listener of this.listeners) {
      listener();
    }
  }
}

describe('A signal for a token of VS Code', () => {
  let token: Token;
  const run = <T>(task: (signal: AbortSignal) => Promise<T>) => withSignal(token as unknown as CancellationToken, task);

  beforeEach(() => {
    token = new Token();
  });

  it('is aborted when the token is cancelled', async () => {
    const aborted = await run((signal) => {
      token.cancel();
      return Promise.resolve(signal.aborted);
    });
    assert.equal(aborted, true);
  });

  it('is aborted from the beginning where the token was cancelled before', async () => {
    token.cancel();
    assert.equal(await run((signal) => Promise.resolve(signal.aborted)), true);
  });

  it('leaves no listener behind, whatever becomes of the task', async () => {
    assert.equal(await run((signal) => Promise.resolve(signal.aborted)), false);
    await assert.rejects(run(() => Promise.reject(new Error('failed'))));
    assert.equal(token.listeners.size, 0);
  });
});
