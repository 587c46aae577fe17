import * as vscode from 'vscode';
import type { Organization } from '../management/organization.ts';
import { formatNumber } from '../messages/formatNumber.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import { OrganizationSearch } from '../organizations/organizationSearch.ts';
import { buttonsFor, loadAllItem, organizationItem, type PickItem, separator } from './organizationPickItems.ts';

/** How long the user pauses typing before a request to the tenant, in ms. */
const PAUSE_MS = 400;

/** The options of the quick pick. */
export interface PickParts {
  readonly domain: string;
  readonly title: string;
  readonly list: OrganizationList;
  readonly store: OrganizationStore;
  /** Settles once the first page of the list is loaded or has failed. */
  readonly opened: Promise<unknown>;
  /** Finds organizations that are not loaded. Returns an empty array on failure. */
  readonly askTenant: (text: string, signal: AbortSignal) => Promise<readonly Organization[]>;
  /** The ID of an organization to leave out. */
  readonly excludedId: string | undefined;
}

/** A quick pick over the loaded organizations of a tenant, and over matches that the tenant finds among the others. */
export class OrganizationPick {
  readonly #domain: string;
  readonly #list: OrganizationList;
  readonly #opened: Promise<unknown>;
  readonly #askTenant: PickParts['askTenant'];
  readonly #excludedId: string | undefined;
  readonly #pick = vscode.window.createQuickPick<PickItem>();
  #search: { readonly over: readonly Organization[]; readonly search: OrganizationSearch } | undefined;
  #searched = '';
  #tenantMatches: readonly Organization[] = [];
  #requestAbort = new AbortController();
  #isAsking = false;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #chosen: Organization | undefined;
  readonly #subscription: vscode.Disposable;

  constructor({ domain, title, list, store, opened, askTenant, excludedId }: PickParts) {
    this.#domain = domain;
    this.#list = list;
    this.#opened = opened;
    this.#askTenant = askTenant;
    this.#excludedId = excludedId;
    this.#pick.title = title;
    this.#pick.placeholder = vscode.l10n.t('Part of an ID, name or display name');
    this.#pick.matchOnDescription = true;
    // The matches are already sorted. By default VS Code sorts by label, and `sortByLabel` is not public API yet.
    Object.assign(this.#pick, { sortByLabel: false, keepScrollPosition: true });
    this.#pick.onDidChangeValue((text) => {
      // VS Code also reports the text that the pick began with, late on a busy machine.
      if (text !== this.#searched) {
        this.#typed();
      }
    });
    this.#pick.onDidAccept(() => {
      this.#accept(this.#pick.activeItems[0]);
    });
    this.#pick.onDidTriggerItemButton(({ item, button }) => {
      if ('organization' in item) {
        const { command } = buttonsFor(domain).find(({ tooltip }) => tooltip === button.tooltip) ?? {};
        void (command && vscode.commands.executeCommand(command, this.#rowOf(item.organization)));
      }
    });
    this.#subscription = store.onDidChange((changed) => {
      if (changed === domain) {
        this.#update();
      }
    });
  }

  /**
   * Shows the quick pick. Can only be called once.
   * @param text the initial search text
   * @returns the chosen organization, `undefined` when the user cancels
   */
  ask(text: string): Promise<Organization | undefined> {
    this.#pick.value = text;
    this.#typed();
    this.#pick.show();
    return new Promise((resolve) => {
      this.#pick.onDidHide(() => {
        this.#abortRequest();
        this.#subscription.dispose();
        this.#pick.dispose();
        resolve(this.#chosen);
      });
    });
  }

  #typed(): void {
    this.#searched = this.#pick.value;
    this.#abortRequest();
    this.#tenantMatches = [];
    // A new text is a new search, so its best match becomes active.
    this.#show();
    const text = this.#pick.value.trim();
    if (text !== '' && !this.#needsNoRequest(text)) {
      this.#pause = setTimeout(() => void this.#ask(text), PAUSE_MS);
    }
  }

  async #ask(text: string): Promise<void> {
    const question = this.#requestAbort;
    await this.#opened;
    if (this.#requestAbort !== question || this.#needsNoRequest(text)) {
      return;
    }
    this.#isAsking = true;
    this.#pick.busy = true;
    try {
      const found = await this.#askTenant(text, question.signal);
      if (this.#requestAbort === question) {
        this.#tenantMatches = found;
      }
    } finally {
      if (this.#requestAbort === question) {
        this.#isAsking = false;
        this.#update();
      }
    }
  }

  #abortRequest(): void {
    clearTimeout(this.#pause);
    this.#requestAbort.abort();
    this.#requestAbort = new AbortController();
    this.#isAsking = false;
  }

  /** Shows the current matches, and keeps the active item. */
  #update(): void {
    const [active] = this.#pick.activeItems;
    // Without organizations, the item to load all was the only item, so the user did not choose it.
    const isChosen = this.#pick.items.some((item) => 'organization' in item);
    this.#show(isChosen ? active : undefined);
  }

  /** @param chosen becomes active if it is still present, otherwise the first item becomes active */
  #show(chosen?: PickItem): void {
    this.#pick.busy = this.#isAsking || !this.#list.isOpened;
    const { matches, total } = this.#searchOverLoaded().find(this.#pick.value);
    const ids = new Set(matches.map(({ id }) => id));
    const isOffered = ({ id }: Organization) => id !== this.#excludedId;
    const loaded = matches.filter(isOffered);
    const others = this.#tenantMatches.filter(({ id }) => !ids.has(id)).filter(isOffered);
    const item = (organization: Organization) => organizationItem(this.#domain, organization);
    const isInVain = this.#pick.value.trim() !== '' && !this.#isAsking && loaded.length + others.length === 0;
    const items = [
      ...(total > matches.length ? [separator(describeFirst(matches.length, total))] : []),
      ...loaded.map(item),
      ...(others.length > 0
        ? [separator(vscode.l10n.t('Not loaded yet, found in the tenant')), ...others.map(item)]
        : []),
      ...(this.#list.isComplete || !this.#list.isOpened
        ? []
        : [
            separator(isInVain ? vscode.l10n.t('Nothing found so far') : ''),
            loadAllItem(this.#list.organizations.length),
          ]),
    ];
    // Set before `activeItems`: new items make the first one active, and VS Code finds active items by their index.
    this.#pick.items = items;
    const choices = items.filter(({ kind }) => kind !== vscode.QuickPickItemKind.Separator);
    const stays = chosen && choices.find((item) => keyOf(item) === keyOf(chosen));
    this.#pick.activeItems = [stays ?? choices[0]].filter((item) => item !== undefined);
  }

  /** A loaded list only grows at its end. A reloaded list is another array and needs a new search. */
  #searchOverLoaded(): OrganizationSearch {
    const { organizations } = this.#list;
    if (this.#search?.over !== organizations) {
      this.#search = { over: organizations, search: new OrganizationSearch(organizations) };
    }
    return this.#search.search;
  }

  /** Whether a request to the tenant cannot find more for a text than the loaded organizations. */
  #needsNoRequest(text: string): boolean {
    const { isComplete, organizations } = this.#list;
    return isComplete || organizations.some(({ id, name }) => id === text || name === text.toLowerCase());
  }

  #accept(item: PickItem | undefined): void {
    if (!item) {
      return;
    }
    if ('organization' in item) {
      this.#chosen = item.organization;
      this.#pick.hide();
    } else if (item.command !== undefined) {
      void vscode.commands.executeCommand(item.command, this.#domain);
    }
  }

  #rowOf(organization: Organization) {
    return { kind: 'organization', domain: this.#domain, organization };
  }
}

/** Identifies an item when the items are replaced. */
function keyOf(item: PickItem): string | undefined {
  return 'organization' in item ? item.organization.id : item.command;
}

function describeFirst(shown: number, total: number): string {
  return vscode.l10n.t('The first {0} of {1}: type to narrow', formatNumber(shown), formatNumber(total));
}
