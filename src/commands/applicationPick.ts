import * as vscode from 'vscode';
import { back, backButtons, type Step } from '../input/ask.ts';
import { isApiError } from '../management/apiError.ts';
import { withProgress } from '../messages/progress.ts';
import type { PagedList } from '../organizations/pagedList.ts';
import { type Item, textField } from '../sections/section.ts';
import { listScopes } from './applicationList.ts';
import {
  applicationItem,
  type ApplicationItem,
  type ChosenApplication,
  clientIdItem,
  cutOffItem,
  failureItem,
  missingScopeItem,
  moreApplicationsItem,
  noApplicationItem,
  separator,
} from './applicationPickItems.ts';

/** The options of the quick pick. */
export interface ApplicationPickParts {
  readonly title: string;
  readonly domain: string;
  readonly step: Step;
  /** The applications of the tenant, whose first page is read unless it is loaded. */
  readonly list: PagedList<Item>;
  /** The loaded applications of the organization, which come first. */
  readonly ofOrganization: readonly Item[];
  /** The scopes of which the list needs one, if the token is known to have none of them. No request is made then. */
  readonly missingScopes: readonly string[] | undefined;
  /** The answer before, which is active again. */
  readonly before: ChosenApplication | null | undefined;
}

/** The answer of a person. `null`: the application is left out. `undefined`: the person cancels. */
export type ApplicationAnswer = ChosenApplication | typeof back | null | undefined;

/** A quick pick over the applications of a tenant, which also takes a client ID that is not listed, or none. */
export class ApplicationPick {
  readonly #parts: ApplicationPickParts;
  readonly #pick = vscode.window.createQuickPick<ApplicationItem>();
  readonly #abort = new AbortController();
  #failure: ApplicationItem | undefined;
  #chosen: ApplicationAnswer;

  constructor(parts: ApplicationPickParts) {
    const { title, step, missingScopes } = parts;
    this.#parts = parts;
    this.#failure = missingScopes && missingScopeItem(missingScopes);
    this.#pick.title = title;
    this.#pick.placeholder = vscode.l10n.t('Name or client ID of the application that the person logs in to');
    this.#pick.matchOnDescription = true;
    // The items are in the order of the tenant. `sortByLabel` is not public API yet.
    Object.assign(this.#pick, { sortByLabel: false, buttons: backButtons(step) }, step);
    this.#pick.onDidChangeValue(() => {
      this.#show();
    });
    this.#pick.onDidTriggerButton(() => {
      this.#close(back);
    });
    this.#pick.onDidAccept(() => this.#pick.activeItems[0]?.choose?.());
  }

  /** Shows the quick pick, and reads the first page of the list. Can only be called once. */
  ask(): Promise<ApplicationAnswer> {
    const { before, list } = this.#parts;
    const chosen = new Promise<ApplicationAnswer>((resolve) => {
      this.#pick.onDidHide(() => {
        this.#abort.abort();
        this.#pick.dispose();
        resolve(this.#chosen);
      });
    });
    const isListed = before && this.#listedIds().has(before.clientId);
    if (before && !isListed) {
      this.#pick.value = before.clientId;
    }
    if (!list.isLoaded && !this.#failure) {
      void this.#read();
    }
    this.#show(before?.clientId);
    this.#pick.show();
    return chosen;
  }

  #close(chosen: ApplicationAnswer): void {
    this.#chosen = chosen;
    this.#pick.hide();
  }

  /** Reads one more page. A failure is an item, since the person can go on without the list. */
  async #read(): Promise<void> {
    if (this.#pick.busy) {
      return;
    }
    const { list, domain } = this.#parts;
    const { signal } = this.#abort;
    const before = list.items.length;
    this.#pick.busy = true;
    this.#failure = undefined;
    try {
      await withProgress(vscode.l10n.t('Reading the applications of {0}', domain), (context) =>
        list.loadMore({ ...context, signal: AbortSignal.any([context.signal, signal]) }),
      );
    } catch (error) {
      await this.#fail(error);
    }
    if (!signal.aborted) {
      this.#pick.busy = false;
      const first = before > 0 ? list.items[before] : undefined;
      this.#show(first && textField(first, 'client_id'));
    }
  }

  async #fail(error: unknown): Promise<void> {
    if (!isApiError(error)) {
      throw error;
    }
    if (error.reason === 'cancelled') {
      return;
    }
    const isRefused = error.reason === 'insufficientScope' || error.reason === 'forbidden';
    this.#failure = isRefused
      ? missingScopeItem(listScopes)
      : await failureItem(error, this.#parts.domain, () => void this.#read());
  }

  /** @param active the key of the item to make active; otherwise the active item stays so */
  #show(active = this.#pick.activeItems[0]?.key): void {
    const items = this.#items();
    this.#pick.items = items;
    const next = items.find(({ key }) => key !== undefined && key === active);
    if (next && this.#pick.value === '') {
      this.#pick.activeItems = [next];
    }
  }

  #items(): readonly ApplicationItem[] {
    const { list, ofOrganization } = this.#parts;
    const choose = (chosen: ChosenApplication | null) => {
      this.#close(chosen);
    };
    const used = new Set(ofOrganization.map((application) => textField(application, 'client_id')));
    const others = list.items.filter((application) => !used.has(textField(application, 'client_id')));
    const typed = this.#pick.value.trim();
    const isTyped = isWholeClientId(typed) && !this.#listedIds().has(typed);
    return [
      noApplicationItem(() => {
        choose(null);
      }),
      ...(isTyped ? [clientIdItem(typed, choose)] : []),
      ...(used.size > 0 ? [separator(vscode.l10n.t('Used by the organization'))] : []),
      ...ofOrganization.map((application) => applicationItem(application, choose)),
      ...(others.length > 0 ? [separator(vscode.l10n.t('Applications of the tenant'))] : []),
      ...others.map((application) => applicationItem(application, choose)),
      ...this.#restItems(),
    ];
  }

  /** What there is instead of the applications that are not loaded. */
  #restItems(): readonly ApplicationItem[] {
    if (this.#failure) {
      return [this.#failure];
    }
    const { hasEnded, isCutOff } = this.#parts.list;
    if (isCutOff) {
      return [cutOffItem()];
    }
    return hasEnded || this.#pick.busy ? [] : [moreApplicationsItem(() => void this.#read())];
  }

  #listedIds(): ReadonlySet<string> {
    const { list, ofOrganization } = this.#parts;
    return new Set([...ofOrganization, ...list.items].map((application) => textField(application, 'client_id')));
  }
}

/**
 * Whether a typed text looks like a whole client ID: actual ones have 32 letters and digits, but the API promises no form.
 * @see https://auth0.com/docs/api/management/v2/clients/get-clients
 */
function isWholeClientId(text: string): boolean {
  return /^[\w-]{16,100}$/.test(text);
}
