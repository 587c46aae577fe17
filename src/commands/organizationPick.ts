import * as vscode from 'vscode';
import type { Organization } from '../management/organization.ts';
import { formatNumber } from '../messages/formatNumber.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import { OrganizationSearch } from '../organizations/organizationSearch.ts';
import { buttonsFor, loadAllItem, organizationItem, type PickItem, separator } from './organizationPickItems.ts';

/** How long nothing is typed before the tenant is asked, in ms. */
const PAUSE_MS = 400;

/** What the pick works with. It is in a bundle of its own, so classes of the other one do not reach it. */
export interface PickParts {
  readonly domain: string;
  readonly title: string;
  readonly list: OrganizationList;
  readonly store: OrganizationStore;
  /** Settles once the list has its first page, or has failed to get it. */
  readonly opened: Promise<unknown>;
  /** Organizations that are not loaded; nothing where that fails. */
  readonly askTenant: (text: string, signal: AbortSignal) => Promise<readonly Organization[]>;
  /** The ID of an organization that is not offered. */
  readonly without: string | undefined;
}

/** A quick pick over the loaded organizations of a tenant, and what the tenant itself knows of others. */
export class OrganizationPick {
  readonly #domain: string;
  readonly #list: OrganizationList;
  readonly #opened: Promise<unknown>;
  readonly #askTenant: PickParts['askTenant'];
  readonly #without: string | undefined;
  readonly #pick = vscode.window.createQuickPick<PickItem>();
  #search: { readonly over: readonly Organization[]; readonly search: OrganizationSearch } | undefined;
  #atTenant: readonly Organization[] = [];
  #question = new AbortController();
  #isAsking = false;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #chosen: Organization | undefined;
  readonly #subscription: vscode.Disposable;

  constructor({ domain, title, list, store, opened, askTenant, without }: PickParts) {
    this.#domain = domain;
    this.#list = list;
    this.#opened = opened;
    this.#askTenant = askTenant;
    this.#without = without;
    this.#pick.title = title;
    this.#pick.placeholder = vscode.l10n.t('Part of an ID, name or display name');
    this.#pick.matchOnDescription = true;
    // The matches come sorted. VS Code does not publish this switch yet; without it they are sorted by their labels.
    Object.assign(this.#pick, { sortByLabel: false, keepScrollPosition: true });
    this.#pick.onDidChangeValue(() => {
      this.#typed();
    });
    this.#pick.onDidAccept(() => {
      this.#accept(this.#pick.activeItems[0]);
    });
    this.#pick.onDidTriggerItemButton(({ item, button }) => {
      if ('organization' in item) {
        const { command } =
          buttonsFor(domain, item.organization).find(({ tooltip }) => tooltip === button.tooltip) ?? {};
        void (command && vscode.commands.executeCommand(command, this.#rowOf(item.organization)));
      }
    });
    this.#subscription = store.onDidChange((changed) => {
      if (changed === domain) {
        this.#renew();
      }
    });
  }

  /**
   * Shows it once.
   * @param text what to begin with
   * @returns what was chosen, `undefined` when the person gives up
   */
  ask(text: string): Promise<Organization | undefined> {
    this.#pick.value = text;
    this.#typed();
    this.#pick.show();
    return new Promise((resolve) => {
      this.#pick.onDidHide(() => {
        this.#forgetQuestion();
        this.#subscription.dispose();
        this.#pick.dispose();
        resolve(this.#chosen);
      });
    });
  }

  #typed(): void {
    this.#forgetQuestion();
    this.#atTenant = [];
    // Another text is another search: its best match is the first.
    this.#show();
    const text = this.#pick.value.trim();
    if (text !== '' && !this.#isKnown(text)) {
      this.#pause = setTimeout(() => void this.#ask(text), PAUSE_MS);
    }
  }

  async #ask(text: string): Promise<void> {
    const question = this.#question;
    await this.#opened;
    if (this.#question !== question || this.#isKnown(text)) {
      return;
    }
    this.#isAsking = true;
    this.#pick.busy = true;
    try {
      const found = await this.#askTenant(text, question.signal);
      if (this.#question === question) {
        this.#atTenant = found;
      }
    } finally {
      if (this.#question === question) {
        this.#isAsking = false;
        this.#renew();
      }
    }
  }

  #forgetQuestion(): void {
    clearTimeout(this.#pause);
    this.#question.abort();
    this.#question = new AbortController();
    this.#isAsking = false;
  }

  /** Shows what is new, and keeps what the person has chosen. */
  #renew(): void {
    const [active] = this.#pick.activeItems;
    // Where there was no organization, nobody has chosen to load all: that was the only item.
    const isChosen = this.#pick.items.some((item) => 'organization' in item);
    this.#show(isChosen ? active : undefined);
  }

  /** @param chosen becomes active if it is still there, else the first item does */
  #show(chosen?: PickItem): void {
    this.#pick.busy = this.#isAsking || !this.#list.isOpened;
    const { matches, total } = this.#searchOverLoaded().find(this.#pick.value);
    const ids = new Set(matches.map(({ id }) => id));
    const isOffered = ({ id }: Organization) => id !== this.#without;
    const loaded = matches.filter(isOffered);
    const others = this.#atTenant.filter(({ id }) => !ids.has(id)).filter(isOffered);
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
    // VS Code makes the first of new items active. The items come first: each is known by its place among them.
    this.#pick.items = items;
    const choices = items.filter(({ kind }) => kind !== vscode.QuickPickItemKind.Separator);
    const stays = chosen && choices.find((item) => keyOf(item) === keyOf(chosen));
    this.#pick.activeItems = [stays ?? choices[0]].filter((item) => item !== undefined);
  }

  /** The list only grows at its end, or is another one: then the search begins anew. */
  #searchOverLoaded(): OrganizationSearch {
    const { organizations } = this.#list;
    if (this.#search?.over !== organizations) {
      this.#search = { over: organizations, search: new OrganizationSearch(organizations) };
    }
    return this.#search.search;
  }

  /** Whether the tenant could tell nothing more about a text than is loaded. */
  #isKnown(text: string): boolean {
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

/** Tells whether two items stand for the same. */
function keyOf(item: PickItem): string | undefined {
  return 'organization' in item ? item.organization.id : item.command;
}

function describeFirst(shown: number, total: number): string {
  return vscode.l10n.t('The first {0} of {1}: type to narrow', formatNumber(shown), formatNumber(total));
}
