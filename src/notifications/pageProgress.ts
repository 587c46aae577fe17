import * as vscode from 'vscode';
import type { Caller } from '../management/caller.ts';
import { numberText } from './numberText.ts';
import { withNotification } from './slowTask.ts';

/**
 * Runs background work that a person waits for and can cancel, page by page.
 * @param task tells of each page how many organizations there are with it
 */
export async function withPages<T>(
  title: string,
  task: (caller: Caller, onPage: (organizations: number) => void) => Promise<T>,
): Promise<T> {
  return withNotification(title, (signal, { tell }) => task({ signal, priority: 'background' }, new Pace(tell).report));
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
