import * as vscode from 'vscode';
import type { Caller } from '../management/caller.ts';
import { numberText } from './numberText.ts';
import { withSignal } from './withSignal.ts';

/**
 * Runs background work that a person waits for, page by page, with a notification that tells how far it is and cancels
 * it at once.
 * @param task tells of each page how many organizations there are with it
 */
export async function withPages<T>(
  title: string,
  task: (caller: Caller, onPage: (organizations: number) => void) => Promise<T>,
): Promise<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const { report } = new Pace((message) => {
        progress.report({ message });
      });
      return withSignal(token, (signal) => task({ signal, priority: 'background' }, report));
    },
  );
}

/** How fast pages come. */
class Pace {
  readonly #tell: (message: string) => void;
  readonly #startedAt = performance.now();
  #pages = 0;

  constructor(tell: (message: string) => void) {
    this.#tell = tell;
  }

  readonly report = (organizations: number): void => {
    this.#pages += 1;
    const perSecond = this.#pages / Math.max(0.001, (performance.now() - this.#startedAt) / 1000);
    this.#tell(
      vscode.l10n.t(
        'pages: {0}, organizations: {1}, pages a second: {2}',
        numberText(this.#pages),
        numberText(organizations),
        numberText(perSecond),
      ),
    );
  };
}
