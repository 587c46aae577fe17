import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isRecord, readString } from '../api/jsonFields.ts';
import type { Organization } from '../api/organization.ts';
import type { Growing } from '../api/pageReader.ts';
import { describeEntries, matchedEntries, readQuestion } from '../organizations/searchQuery.ts';
import { plainText } from '../text/plainText.ts';
import { formatNumber } from '../ui/format.ts';
import { type Arrangement, filtered, sorted, sortOrders } from './sortAndFilter.ts';

const stateKey = 'arrangement';
const asListed: Arrangement = { order: 'created', filter: '' };

interface Arranged {
  readonly from: readonly Organization[];
  readonly count: number;
  /** The organizations that the filter leaves, in the order of the API. */
  readonly found: readonly Organization[];
  readonly arrangement: Arrangement;
  readonly organizations: readonly Organization[];
}

/** The sort order and the filter of the view, which are restored when the window opens again. */
export class ViewArrangement implements vscode.Disposable {
  readonly #state: vscode.Memento;
  #stored: unknown;
  #current = asListed;
  /** The filter of `#current`. */
  #question = readQuestion('');
  /** Created on first use: creating the first collator takes longer than the whole activation. */
  #collator: Intl.Collator | undefined;
  readonly #arranged = new Map<string, Arranged>();
  readonly #changes = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changes.event;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  get current(): Arrangement {
    const stored: unknown = this.#state.get(stateKey);
    if (stored !== this.#stored) {
      this.#stored = stored;
      this.#current = readArrangement(stored);
      this.#question = readQuestion(this.#current.filter);
    }
    return this.#current;
  }

  async change(change: Partial<Arrangement>): Promise<void> {
    const stored: unknown = this.#state.get(stateKey);
    await this.#state.update(stateKey, { ...(isRecord(stored) && stored), ...this.current, ...change });
    this.#changes.fire();
  }

  /** The organizations of a tenant as the view shows them. The result is cached, since sorting many takes time. */
  apply(domain: string, from: Growing<Organization>): readonly Organization[] {
    const arrangement = this.current;
    const last = this.#arranged.get(domain);
    const before = last?.from === from && last.arrangement === arrangement ? last : undefined;
    if (before?.count === from.length) {
      return before.organizations;
    }
    const added = filtered(from.slice(before?.count), this.#question);
    const found = before ? [...before.found, ...added] : added;
    const organizations = sorted(found, arrangement.order, (a, b) => this.#compare(a, b));
    this.#arranged.set(domain, { from, count: from.length, found, arrangement, organizations });
    return organizations;
  }

  /** The entries of metadata because of which the filter leaves an organization, as text. */
  describeMatch(organization: Organization): string {
    return this.current.filter === '' ? '' : describeEntries(matchedEntries(organization, this.#question));
  }

  /** Drops the cached result of a tenant. */
  forget(domain: string): void {
    this.#arranged.delete(domain);
  }

  #compare(a: string, b: string): number {
    this.#collator ??= new Intl.Collator(vscode.env.language, { numeric: true });
    return this.#collator.compare(a, b);
  }

  dispose(): void {
    this.#changes.dispose();
  }
}

/**
 * The filter, with the numbers of organizations that it leaves and that are loaded.
 * @param isWhole whether all organizations are loaded
 */
export function describeFilter(filter: string, shown: number, loaded: number, isWhole: boolean): string {
  return isWhole
    ? l10n.t('Filter “{0}”: {1} of {2}', plainText(filter), formatNumber(shown), formatNumber(loaded))
    : l10n.t(
        'Filter “{0}”: {1} of {2} that are loaded; there may be more',
        plainText(filter),
        formatNumber(shown),
        formatNumber(loaded),
      );
}

/** Another version of the extension may have stored the value. */
function readArrangement(stored: unknown): Arrangement {
  const { order, filter } = isRecord(stored) ? stored : {};
  return {
    order: sortOrders.find((one) => one === order) ?? asListed.order,
    filter: readString(filter) ?? asListed.filter,
  };
}
