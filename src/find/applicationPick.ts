import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError, isDenied } from '../api/apiError.ts';
import { PagedList } from '../organizations/pagedList.ts';
import { firstTextField, type Item, objectField, textField } from '../sections/section.ts';
import type { TokenStatus } from '../tenants/tenant.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { plainText, withoutIcons } from '../text/plainText.ts';
import { back, backButtons, type Step } from '../ui/ask.ts';
import { errorCode, explanationOf } from '../ui/errorNotifier.ts';
import { describeCutOff } from '../ui/format.ts';
import { withProgress } from '../ui/progress.ts';

/** The options of the quick pick. */
interface ApplicationPickOptions {
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
  readonly #options: ApplicationPickOptions;
  readonly #pick = vscode.window.createQuickPick<ApplicationItem>();
  readonly #abort = new AbortController();
  #failure: ApplicationItem | undefined;
  #chosen: ApplicationAnswer;

  constructor(options: ApplicationPickOptions) {
    const { title, step, missingScopes } = options;
    this.#options = options;
    this.#failure = missingScopes && missingScopeItem(missingScopes);
    this.#pick.title = title;
    this.#pick.placeholder = l10n.t('Name or client ID of the application that the person logs in to');
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
    const { before, list } = this.#options;
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
    const { list, domain } = this.#options;
    const { signal } = this.#abort;
    const before = list.items.length;
    this.#pick.busy = true;
    this.#failure = undefined;
    try {
      await withProgress(l10n.t('Reading the applications of {0}', domain), (context) =>
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
    if (!(error instanceof ApiError)) {
      throw error;
    }
    if (error.reason === 'cancelled') {
      return;
    }
    this.#failure = isDenied(error)
      ? missingScopeItem(listScopes)
      : await failureItem(error, this.#options.domain, () => void this.#read());
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
    const { list, ofOrganization } = this.#options;
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
      ...(used.size > 0 ? [separator(l10n.t('Used by the organization'))] : []),
      ...ofOrganization.map((application) => applicationItem(application, choose)),
      ...(others.length > 0 ? [separator(l10n.t('Applications of the tenant'))] : []),
      ...others.map((application) => applicationItem(application, choose)),
      ...this.#restItems(),
    ];
  }

  /** What there is instead of the applications that are not loaded. */
  #restItems(): readonly ApplicationItem[] {
    if (this.#failure) {
      return [this.#failure];
    }
    const { hasEnded, isCutOff } = this.#options.list;
    if (isCutOff) {
      return [cutOffItem()];
    }
    return hasEnded || this.#pick.busy ? [] : [moreApplicationsItem(() => void this.#read())];
  }

  #listedIds(): ReadonlySet<string> {
    const { list, ofOrganization } = this.#options;
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

/** An application (client in the API) that a person has chosen. */
export interface ChosenApplication {
  readonly clientId: string;
  /** Foreign text; absent if only the ID is known. */
  readonly name?: string;
}

/** An item of the quick pick of applications. Items without `key` are separators. */
interface ApplicationItem extends vscode.QuickPickItem {
  /** Identifies the item when the items are replaced. */
  readonly key?: string;
  /** Absent if the item only says something. */
  readonly choose?: () => void;
}

/**
 * The application that an item is about.
 * @param item an application of the tenant or of an organization, or a client grant
 * @returns `undefined` if the item has no client ID
 */
export function applicationOf(item: Item): ChosenApplication | undefined {
  const clientId = textField(item, 'client_id');
  const name = firstTextField(item, 'name') || firstTextField(objectField(item, 'client'), 'name');
  return clientId === '' ? undefined : { clientId, ...(name && { name }) };
}

/** The item of an application. @param application of the tenant, or of the section of an organization */
function applicationItem(application: Item, choose: (chosen: ChosenApplication) => void): ApplicationItem {
  const chosen = applicationOf(application) ?? { clientId: '' };
  const { clientId, name = '' } = chosen;
  const type = textField(application, 'app_type') || textField(objectField(application, 'client'), 'app_type');
  const kind = type === 'non_interactive' ? l10n.t('{0}, machine-to-machine', type) : type;
  return {
    key: clientId,
    label: shown(name || clientId),
    description: shown([name && clientId, kind].filter(Boolean).join(' · ')),
    choose: () => {
      choose(chosen);
    },
  };
}

/** The item for an answer without an application. */
function noApplicationItem(choose: () => void): ApplicationItem {
  return { key: 'none', label: l10n.t('Without an application'), choose };
}

/** The item for a client ID that was typed. */
function clientIdItem(clientId: string, choose: (chosen: ChosenApplication) => void): ApplicationItem {
  return {
    key: clientId,
    label: l10n.t('Use client ID {0}', clientId),
    alwaysShow: true,
    choose: () => {
      choose({ clientId });
    },
  };
}

/** The item that reads the next page of applications. */
function moreApplicationsItem(choose: () => void): ApplicationItem {
  return { key: 'more', label: l10n.t('Load more applications…'), alwaysShow: true, choose };
}

/** Says that the list has ended, but not with a proof that it is whole. */
function cutOffItem(): ApplicationItem {
  return { key: 'cutOff', label: describeCutOff(), alwaysShow: true };
}

/** Says that the token does not allow the list. @param scopes any one of them allows it */
function missingScopeItem(scopes: readonly string[]): ApplicationItem {
  const anyScope = new Intl.ListFormat(vscode.env.language, { type: 'disjunction' }).format(scopes);
  return {
    key: 'failure',
    label: `$(lock) ${l10n.t('The list of applications needs {0}', anyScope)}`,
    detail: l10n.t('Type a client ID, or go on without an application.'),
    alwaysShow: true,
  };
}

/** Says why the applications could not be read. A choice tries again. */
async function failureItem(error: ApiError, domain: string, choose: () => void): Promise<ApplicationItem> {
  const { meaning } = await explanationOf(error, domain);
  const code = errorCode(error);
  return {
    key: 'failure',
    label: `$(warning) ${shown(code ? l10n.t('{0}: {1}', code, meaning) : meaning)}`,
    description: l10n.t('Retry'),
    detail: l10n.t('Type a client ID, or go on without an application.'),
    alwaysShow: true,
    choose,
  };
}

function separator(label: string): ApplicationItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function shown(text: string): string {
  return withoutIcons(plainText(text));
}

/** The scopes of which the list of applications needs one to say names. */
const listScopes: readonly string[] = ['read:clients', 'read:client_summary'];

/** Scopes that open the list as well, along with secrets. */
const secretScopes: readonly string[] = ['read:client_keys', 'read:client_credentials'];

/**
 * The applications of a tenant, of which nothing is read yet. A token with `read:client_keys` would receive their secrets
 * if the fields were not named.
 * @see https://auth0.com/docs/api/management/v2/clients/get-clients
 */
export function applicationsOf(tenants: Tenants, domain: string): PagedList<Item> {
  const pages = tenants.pages(domain, {
    bucket: 'clients',
    path: '/clients',
    query: { fields: 'client_id,name,app_type', include_fields: 'true', is_global: 'false' },
    field: 'clients',
    paging: 'checkpoint',
  });
  return new PagedList(pages, (application) => textField(application, 'client_id'));
}

/** The scopes of which the token would need one to list applications, `undefined` if it may have one. */
export function lackedListScopes(status: TokenStatus): readonly string[] | undefined {
  const scopes = status.kind === 'usable' ? status.scopes : undefined;
  const isEnough = (scope: string) => listScopes.includes(scope) || secretScopes.includes(scope);
  return scopes === undefined || scopes.some(isEnough) ? undefined : listScopes;
}
