import * as vscode from 'vscode';
import { numberText } from '../notifications/numberText.ts';
import { withSignal } from '../notifications/withSignal.ts';
import type { OrganizationLists } from './organizationLists.ts';

/**
 * Loads all organizations of a tenant as background work, with a notification that tells how far it is and cancels it.
 * @param onPage hears of every page
 * @throws ApiError
 */
export async function loadAll(lists: OrganizationLists, domain: string, onPage?: () => void): Promise<void> {
  await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Loading all organizations of {0}', domain),
      cancellable: true,
    },
    async (progress, token) => {
      const { report } = new Pace((message) => {
        progress.report({ message });
      });
      await withSignal(token, (signal) =>
        lists.change(domain, (list) =>
          list.loadAll({ signal, priority: 'background' }, () => {
            report(list.organizations.length);
            onPage?.();
          }),
        ),
      );
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
