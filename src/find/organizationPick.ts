import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isSearchText, LONGEST_SEARCH, searchLink } from '../documents/productLink.ts';
import type { KnownOrganization, KnownOrganizations } from '../organizations/knownOrganizations.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import { type OrganizationQuestion, readQuestion, readWords } from '../organizations/searchQuery.ts';
import type { back, Step } from '../ui/ask.ts';
import { formatNumber } from '../ui/format.ts';
import { copyText, showInformation } from '../ui/notifications.ts';
import { type SearchFrame, SearchPick, type SearchRow } from '../ui/searchPick.ts';
import { type AskTenant, TenantLookups } from './askTenants.ts';
import {
  keyOf,
  pickItems,
  placeholderOf,
  type ScopeButton,
  scopeButtons,
  type SearchScope,
} from './organizationPickContent.ts';
import { type PickItem, pressRowButton } from './organizationPickItems.ts';

/** The options of the quick pick. */
export interface OrganizationPickOptions {
  readonly domain: string;
  /** The title of the quick pick for the tenant, and for all tenants. */
  readonly title: string;
  readonly titleOfAll: string;
  readonly known: KnownOrganizations;
  readonly store: OrganizationStore;
  /** Settles once the first page of the list is loaded or has failed. */
  readonly opened: Promise<unknown>;
  readonly askTenant: AskTenant;
  /** The ID of an organization to leave out. */
  readonly excludedId: string | undefined;
  /**
   * Shows a text as the filter of the sidebar, with the domains of the tenants that were searched. Without it, the search is for one tenant and its result for a command.
   */
  readonly showFilter: ((text: string, searched: readonly string[]) => Promise<void>) | undefined;
  /** Of a command that asks several questions. */
  readonly step?: Step | undefined;
}

/** A quick pick over the loaded organizations of tenants, and over matches that the tenants find among the others. */
export class OrganizationPick {
  readonly #options: OrganizationPickOptions;
  readonly #search: SearchPick<KnownOrganization>;
  readonly #lookups: TenantLookups;
  #scope: SearchScope = { withMetadata: true, inAllTenants: false };
  #searching = new AbortController();

  constructor(options: OrganizationPickOptions) {
    const { askTenant, step } = options;
    this.#options = options;
    this.#lookups = new TenantLookups(askTenant, () => void this.#show());
    this.#search = new SearchPick(this.#frame, {
      step,
      onText: () => {
        this.#typed();
      },
      onButton: (button) => {
        this.#press((button as ScopeButton).press);
      },
      onRowButton: ({ item, button }) => {
        if ('organization' in item) {
          pressRowButton(item as SearchRow & KnownOrganization, button);
        }
      },
    });
  }

  /**
   * Shows the quick pick. Can only be called once.
   * @param text the initial search text
   * @returns the chosen organization, `back`, or `undefined` when the user cancels
   */
  async ask(text: string): Promise<KnownOrganization | typeof back | undefined> {
    const { store, domain } = this.#options;
    const subscription = store.onDidChange((changed) => {
      if (changed === domain || this.#scope.inAllTenants) {
        void this.#show();
      }
    });
    try {
      return await this.#search.ask(text);
    } finally {
      this.#searching.abort();
      this.#lookups.reset();
      subscription.dispose();
    }
  }

  get #question(): OrganizationQuestion {
    return this.#scope.withMetadata ? readQuestion(this.#search.text) : readWords(this.#search.text);
  }

  /** Whether the user can search all tenants. */
  get #hasAllTenants(): boolean {
    return this.#options.showFilter !== undefined && this.#options.known.domains.length > 1;
  }

  /** The domains of the tenants that are searched. */
  get #searchedTenants(): readonly string[] {
    const { domain, known } = this.#options;
    return this.#scope.inAllTenants ? known.domains : [domain];
  }

  get #frame(): SearchFrame {
    const { title, titleOfAll, showFilter } = this.#options;
    const options = { canFilter: showFilter !== undefined, hasSeveralTenants: this.#hasAllTenants };
    return {
      title: this.#scope.inAllTenants ? titleOfAll : title,
      placeholder: placeholderOf(this.#scope),
      buttons: scopeButtons(this.#scope, options),
    };
  }

  #setScope(scope: SearchScope): void {
    this.#scope = scope;
    this.#search.setFrame(this.#frame);
    this.#search.refresh();
  }

  #press(press: ScopeButton['press']): void {
    const { withMetadata, inAllTenants } = this.#scope;
    switch (press) {
      case 'metadata':
        this.#setScope({ ...this.#scope, withMetadata: !withMetadata });
        return;
      case 'allTenants':
        this.#setScope({ ...this.#scope, inAllTenants: !inAllTenants });
        return;
      case 'filter':
        this.#search.close();
        void this.#options.showFilter?.(this.#search.text, this.#searchedTenants);
        return;
      case 'link':
        void this.#copyLink();
    }
  }

  async #copyLink(): Promise<void> {
    if (!isSearchText(this.#search.text)) {
      await showInformation(
        l10n.t(
          'Type a text to search for, of at most {0} characters, and copy the link then.',
          formatNumber(LONGEST_SEARCH),
        ),
      );
      return;
    }
    const domain = this.#scope.inAllTenants ? undefined : this.#options.domain;
    const link = searchLink(vscode.env.uriScheme, this.#search.text, domain);
    this.#search.close();
    await copyText(link, l10n.t('Copied the link to this search'));
  }

  #typed(): void {
    const { domain, opened } = this.#options;
    const text = this.#search.text.trim();
    this.#lookups.reset();
    void this.#show();
    const isNeeded = () => !this.#needsNoRequest(text);
    if (text !== '' && !this.#scope.inAllTenants && isNeeded()) {
      this.#lookups.askAfterPause(domain, this.#question, opened, isNeeded);
    }
  }

  /** Shows the current matches. */
  async #show(): Promise<void> {
    this.#searching.abort();
    const { signal } = (this.#searching = new AbortController());
    const { known, store, domain, excludedId } = this.#options;
    const { text } = this.#search;
    const hasAllTenants = this.#hasAllTenants;
    const [scope, question, lookups] = [this.#scope, this.#question, this.#lookups];
    const found = await known.searchInSlices(this.#searchedTenants, text, scope.withMetadata, signal);
    if (found) {
      this.#search.isBusy = lookups.isAsking || !store.get(domain).isOpened;
      const content = { scope, hasAllTenants, text, question, found, lookups, domain, known, store, excludedId };
      this.#search.show(pickItems(content).map((item) => this.#row(item)));
    }
  }

  #row(item: PickItem): SearchRow {
    const choose = this.#choiceOf(item);
    return choose ? { ...item, key: keyOf(item), choose, costs: !('organization' in item) } : item;
  }

  #choiceOf(item: PickItem): (() => unknown) | undefined {
    if ('organization' in item) {
      return () => {
        this.#search.close(item);
      };
    }
    if ('asked' in item) {
      return () => this.#lookups.ask(item.asked, this.#question);
    }
    const { command, domain } = item;
    return command === undefined ? undefined : () => vscode.commands.executeCommand(command, domain);
  }

  /** Whether a request to the tenant cannot find more for a text than the loaded organizations. */
  #needsNoRequest(text: string): boolean {
    const { isComplete, organizations } = this.#options.store.get(this.#options.domain);
    return isComplete || organizations.some(({ id, name }) => id === text || name === text.toLowerCase());
  }
}
