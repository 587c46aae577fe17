import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError, isDenied } from '../api/apiError.ts';
import { PagedList } from '../organizations/pagedList.ts';
import { firstTextField, type Item, objectField, textField } from '../sections/section.ts';
import type { TokenStatus } from '../tenants/tenant.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { back, Step } from '../ui/ask.ts';
import { describeCutOff, formatNumber } from '../ui/format.ts';
import { noteRow, requestRow, rowText, SearchPick, type SearchRow, separatorRow } from '../ui/searchPick.ts';

/** The options of the quick pick. */
interface ApplicationPickOptions {
  readonly title: string;
  readonly domain: string;
  /** What messages call the tenant. */
  readonly tenant: string;
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
  readonly #search: SearchPick<ChosenApplication | null>;
  #failure: readonly SearchRow[] = [];
  /** The key of the row that is active at first. */
  #active: string | undefined;

  constructor(options: ApplicationPickOptions) {
    const { title, step, missingScopes } = options;
    this.#options = options;
    this.#failure = missingScopes ? [missingScopeItem(missingScopes)] : [];
    const placeholder = l10n.t('Name or client ID of the application that the person logs in to');
    this.#search = new SearchPick(
      { title, placeholder },
      {
        step,
        onText: () => {
          this.#show();
        },
      },
    );
  }

  /** Shows the quick pick, and reads the first page of the list. Can only be called once. */
  ask(): Promise<ApplicationAnswer> {
    const { before, list } = this.#options;
    const isListed = before && this.#listedIds().has(before.clientId);
    this.#active = before?.clientId;
    const chosen = this.#search.ask(before && !isListed ? before.clientId : '');
    if (!list.isLoaded && this.#failure.length === 0) {
      void this.#read();
    }
    return chosen;
  }

  /** Reads one more page. A failure is a row, since the person can go on without the list. */
  async #read(): Promise<void> {
    const { list, domain, tenant } = this.#options;
    const before = list.items.length;
    this.#failure = [];
    const reading = this.#search.request(l10n.t('Reading the applications of {0}', tenant), (context) =>
      list.loadMore(context),
    );
    this.#show();
    const error = await reading;
    if (error instanceof ApiError) {
      this.#failure = isDenied(error)
        ? [missingScopeItem(listScopes)]
        : await this.#search.failureRows(error, domain, () => void this.#read());
    }
    const first = before > 0 ? list.items[before] : undefined;
    this.#active ??= first && textField(first, 'client_id');
    this.#show();
  }

  #show(): void {
    this.#search.show(this.#items(), this.#active);
    this.#active = undefined;
  }

  #items(): readonly SearchRow[] {
    const { list, ofOrganization } = this.#options;
    const choose = (chosen: ChosenApplication | null) => {
      this.#search.close(chosen);
    };
    const used = new Set(ofOrganization.map((application) => textField(application, 'client_id')));
    const others = list.items.filter((application) => !used.has(textField(application, 'client_id')));
    const typed = this.#search.text.trim();
    const isTyped = isWholeClientId(typed) && !this.#listedIds().has(typed);
    const none = noApplicationItem(() => {
      choose(null);
    });
    return [
      ...(typed === '' ? [none] : []),
      ...(isTyped ? [clientIdItem(typed, choose)] : []),
      ...(used.size > 0 ? [separatorRow(l10n.t('Used by the organization'))] : []),
      ...ofOrganization.map((application) => applicationItem(application, choose)),
      ...(others.length > 0 ? [separatorRow(l10n.t('Applications of the tenant'))] : []),
      ...others.map((application) => applicationItem(application, choose)),
      ...this.#restItems(),
      // Behind what matches the text.
      ...(typed === '' ? [] : [{ ...none, alwaysShow: true }]),
    ];
  }

  /** What there is instead of the applications that are not loaded. */
  #restItems(): readonly SearchRow[] {
    if (this.#failure.length > 0) {
      return this.#failure;
    }
    const { hasEnded, isCutOff, items } = this.#options.list;
    if (isCutOff) {
      return [noteRow(describeCutOff())];
    }
    if (hasEnded) {
      // Otherwise a text that matches nothing would leave an empty list.
      return this.#search.text === ''
        ? []
        : [noteRow(l10n.t('All applications of the tenant are loaded: {0}.', formatNumber(items.length)))];
    }
    return this.#search.isBusy ? [] : [requestRow(l10n.t('Load more applications…'), () => void this.#read())];
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

/** Whether a text has the form of actual client IDs, which no name of an organization has. */
export function isRealClientId(text: string): boolean {
  return /^(?=.*[A-Z])[A-Za-z\d]{32}$/.test(text);
}

/** An application (client in the API) that a person has chosen. */
export interface ChosenApplication {
  readonly clientId: string;
  /** Foreign text; absent if only the ID is known. */
  readonly name?: string;
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
function applicationItem(application: Item, choose: (chosen: ChosenApplication) => void): SearchRow {
  const chosen = applicationOf(application) ?? { clientId: '' };
  const { clientId, name = '' } = chosen;
  const type = textField(application, 'app_type') || textField(objectField(application, 'client'), 'app_type');
  const kind = type === 'non_interactive' ? l10n.t('{0}, machine-to-machine', type) : type;
  return {
    key: clientId,
    label: rowText(name || clientId),
    description: rowText([name && clientId, kind].filter(Boolean).join(' · ')),
    choose: () => {
      choose(chosen);
    },
  };
}

/** The item for an answer without an application. */
function noApplicationItem(choose: () => void): SearchRow {
  return { key: 'none', label: l10n.t('Without an application'), choose };
}

/** The item for a client ID that was typed. */
function clientIdItem(clientId: string, choose: (chosen: ChosenApplication) => void): SearchRow {
  return {
    key: clientId,
    label: l10n.t('Use client ID {0}', clientId),
    alwaysShow: true,
    choose: () => {
      choose({ clientId });
    },
  };
}

/** Says that the token does not allow the list. @param scopes any one of them allows it */
function missingScopeItem(scopes: readonly string[]): SearchRow {
  const anyScope = new Intl.ListFormat(vscode.env.language, { type: 'disjunction' }).format(scopes);
  return {
    key: 'failure',
    label: `$(lock) ${l10n.t('The list of applications needs {0}', anyScope)}`,
    detail: l10n.t('Type a client ID, or go on without an application.'),
    alwaysShow: true,
  };
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
