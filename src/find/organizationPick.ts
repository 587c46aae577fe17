import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isSearchText, LONGEST_SEARCH, searchLink } from '../documents/productLink.ts';
import type { KnownOrganization, KnownOrganizations } from '../organizations/knownOrganizations.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import { type OrganizationQuestion, readQuestion, readWords } from '../organizations/searchQuery.ts';
import { back, backButtons, type Step } from '../ui/ask.ts';
import { formatNumber } from '../ui/format.ts';
import { copyText, showInformation } from '../ui/notifications.ts';
import { type AskTenant, TenantLookups } from './askTenants.ts';
import {
  keyOf,
  pickItems,
  placeholderOf,
  type ScopeButton,
  scopeButtons,
  type SearchScope,
} from './organizationPickContent.ts';
import { buttonsFor, type PickItem } from './organizationPickItems.ts';

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
  readonly #pick = vscode.window.createQuickPick<PickItem>();
  readonly #lookups: TenantLookups;
  #scope: SearchScope = { withMetadata: true, inAllTenants: false };
  #searched = '';
  /** Whether the matches of the text are not shown yet. */
  #isNewText = true;
  /** Whether the user has accepted the best match of a text before the matches are shown. */
  #acceptsBest = false;
  #searching = new AbortController();
  #chosen: KnownOrganization | typeof back | undefined;
  readonly #subscription: vscode.Disposable;

  constructor(options: OrganizationPickOptions) {
    const { domain, askTenant, store, step } = options;
    this.#options = options;
    this.#lookups = new TenantLookups(askTenant, () => void this.#show());
    this.#pick.matchOnDescription = true;
    // The matches are already sorted. By default VS Code sorts by label, and `sortByLabel` is not public API yet.
    Object.assign(this.#pick, { sortByLabel: false, keepScrollPosition: true }, step);
    this.#pick.onDidChangeValue((text) => {
      // VS Code also reports the text that the pick began with, late on a busy machine.
      if (text !== this.#searched) {
        this.#typed();
      }
    });
    this.#pick.onDidAccept(() => {
      if (this.#isNewText) {
        this.#acceptsBest = true;
      } else {
        this.#accept(this.#pick.activeItems[0]);
      }
    });
    this.#pick.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) {
        this.#close(back);
      } else {
        this.#press((button as ScopeButton).press);
      }
    });
    this.#pick.onDidTriggerItemButton(({ item, button }) => {
      if ('organization' in item) {
        const { command } = buttonsFor(item.domain).find(({ tooltip }) => tooltip === button.tooltip) ?? {};
        void (command && vscode.commands.executeCommand(command, rowOf(item)));
      }
    });
    this.#subscription = store.onDidChange((changed) => {
      if (changed === domain || this.#scope.inAllTenants) {
        void this.#show();
      }
    });
  }

  /**
   * Shows the quick pick. Can only be called once.
   * @param text the initial search text
   * @returns the chosen organization, `back`, or `undefined` when the user cancels
   */
  ask(text: string): Promise<KnownOrganization | typeof back | undefined> {
    this.#pick.value = text;
    this.#setScope(this.#scope);
    this.#pick.show();
    return new Promise((resolve) => {
      this.#pick.onDidHide(() => {
        this.#searching.abort();
        this.#lookups.reset();
        this.#subscription.dispose();
        this.#pick.dispose();
        resolve(this.#chosen);
      });
    });
  }

  get #question(): OrganizationQuestion {
    return this.#scope.withMetadata ? readQuestion(this.#pick.value) : readWords(this.#pick.value);
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

  #setScope(scope: SearchScope): void {
    const { title, titleOfAll, showFilter, step = {} } = this.#options;
    this.#scope = scope;
    this.#pick.title = scope.inAllTenants ? titleOfAll : title;
    this.#pick.placeholder = placeholderOf(scope);
    const options = { canFilter: showFilter !== undefined, hasSeveralTenants: this.#hasAllTenants };
    this.#pick.buttons = [...backButtons(step), ...scopeButtons(scope, options)];
    this.#typed();
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
        this.#pick.hide();
        void this.#options.showFilter?.(this.#searched, this.#searchedTenants);
        return;
      case 'link':
        void this.#copyLink();
    }
  }

  async #copyLink(): Promise<void> {
    if (!isSearchText(this.#searched)) {
      await showInformation(
        l10n.t(
          'Type a text to search for, of at most {0} characters, and copy the link then.',
          formatNumber(LONGEST_SEARCH),
        ),
      );
      return;
    }
    const domain = this.#scope.inAllTenants ? undefined : this.#options.domain;
    const link = searchLink(vscode.env.uriScheme, this.#searched, domain);
    this.#pick.hide();
    await copyText(link, l10n.t('Copied the link to this search'));
  }

  #typed(): void {
    const { domain, opened } = this.#options;
    const text = this.#pick.value.trim();
    this.#searched = this.#pick.value;
    this.#lookups.reset();
    this.#isNewText = true;
    this.#acceptsBest = false;
    void this.#show();
    const isNeeded = () => !this.#needsNoRequest(text);
    if (text !== '' && !this.#scope.inAllTenants && isNeeded()) {
      this.#lookups.askAfterPause(domain, this.#question, opened, isNeeded);
    }
  }

  /** Shows the current matches. The best match of a new text becomes active, otherwise the active item stays so. */
  async #show(): Promise<void> {
    this.#searching.abort();
    const { signal } = (this.#searching = new AbortController());
    const { known, store, domain, excludedId } = this.#options;
    const { value: text } = this.#pick;
    const hasAllTenants = this.#hasAllTenants;
    const [scope, question, lookups] = [this.#scope, this.#question, this.#lookups];
    const found = await known.searchInSlices(this.#searchedTenants, text, scope.withMetadata, signal);
    if (found) {
      this.#pick.busy = lookups.isAsking || !store.get(domain).isOpened;
      this.#setItems(
        pickItems({ scope, hasAllTenants, text, question, found, lookups, domain, known, store, excludedId }),
      );
    }
  }

  #setItems(items: readonly PickItem[]): void {
    // Without organizations, the item to load all was the only item, so the user did not choose it.
    const isChosen = !this.#isNewText && this.#pick.items.some((item) => 'organization' in item);
    const [active] = this.#pick.activeItems;
    this.#isNewText = false;
    // Set before `activeItems`: new items make the first one active, and VS Code finds active items by their index.
    this.#pick.items = items;
    const choices = items.filter(({ kind }) => kind !== vscode.QuickPickItemKind.Separator);
    const stays = isChosen && active ? choices.find((item) => keyOf(item) === keyOf(active)) : undefined;
    const next = stays ?? choices[0];
    this.#pick.activeItems = next ? [next] : [];
    if (this.#acceptsBest && next && 'organization' in next) {
      this.#accept(next);
    }
    this.#acceptsBest = false;
  }

  /** Whether a request to the tenant cannot find more for a text than the loaded organizations. */
  #needsNoRequest(text: string): boolean {
    const { isComplete, organizations } = this.#options.store.get(this.#options.domain);
    return isComplete || organizations.some(({ id, name }) => id === text || name === text.toLowerCase());
  }

  #close(chosen: KnownOrganization | typeof back): void {
    this.#chosen = chosen;
    this.#pick.hide();
  }

  #accept(item: PickItem | undefined): void {
    if (!item) {
      return;
    }
    if ('organization' in item) {
      this.#close(item);
    } else if ('asked' in item) {
      void this.#lookups.ask(item.asked, this.#question);
    } else if (item.command !== undefined) {
      void vscode.commands.executeCommand(item.command, item.domain);
    }
  }
}

function rowOf({ domain, organization }: KnownOrganization) {
  return { kind: 'organization', domain, organization };
}
