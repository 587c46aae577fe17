import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError } from '../api/apiError.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { isSearchText, LONGEST_SEARCH, searchLink } from '../documents/vscodeLink.ts';
import type { KnownOrganization, KnownOrganizations } from '../organizations/knownOrganizations.ts';
import { idsIn } from '../organizations/organizationIds.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import { type OrganizationQuestion, readQuestion, readWords } from '../organizations/searchQuery.ts';
import type { back, Step } from '../ui/ask.ts';
import { formatNumber } from '../ui/format.ts';
import { copyText, showInformation } from '../ui/notifications.ts';
import { type SearchFrame, SearchPick } from '../ui/searchPick.ts';
import { rowButton, type SearchRow } from '../ui/searchRow.ts';
import { TenantLookups } from './askTenants.ts';
import { type BoxOptions, BoxRows } from './findBox.ts';
import { organizationRows, type OrganizationsAnswer } from './organizationPickContent.ts';
import { askWithProgress } from './organizationRows.ts';
import { isOfMetadata } from './identifiers.ts';
import { inRow } from '../text/plainText.ts';

/** The options of the quick pick. */
export interface OrganizationPickOptions {
  /** The tenants that are searched. If there is one, it is asked for what is not loaded as the user types. */
  readonly domains: readonly string[];
  readonly title: string;
  readonly known: KnownOrganizations;
  readonly store: OrganizationStore;
  /** Loads the first page of a tenant. Does not throw. */
  readonly open: (domain: string) => Promise<unknown>;
  /** The ID of an organization that was chosen before: it is left out, and that choice is not lost with the focus. */
  readonly excludedId?: string | undefined;
  /** Called in place of an answer with all organizations of a tenant that are found, if the question takes several. */
  readonly takeAll?: ((organizations: readonly KnownOrganization[]) => void) | undefined;
  /** Of a command that asks several questions. */
  readonly step?: Step | undefined;
  /** What is said before the placeholder. */
  readonly note?: string | undefined;
  /** What a question says that takes something else as well, and the row for a text that means it, which closes the pick. */
  readonly placeholder?: ((withMetadata: boolean) => string) | undefined;
  readonly otherRow?: ((text: string) => SearchRow | undefined) | undefined;
  /** Called with each text, as it was typed. */
  readonly keep?: ((typed: string) => void) | undefined;
  /** What only the box has that finds everything. */
  readonly box?: BoxOptions;
}

/** A quick pick over the loaded organizations of tenants, and over what the tenants find among the others. */
export class OrganizationPick {
  readonly #options: OrganizationPickOptions;
  readonly #search: SearchPick<KnownOrganization>;
  readonly #organizations: TenantLookups<OrganizationQuestion, OrganizationsAnswer>;
  readonly #box: BoxRows | undefined;
  #withMetadata = true;
  /** Settles once the first page of the only tenant is loaded or has failed. */
  #opened: Promise<unknown> = Promise.resolve();
  #searching = new AbortController();
  /** The tenants whose first page is loaded for the box. */
  #loading: readonly string[] = [];

  constructor(options: OrganizationPickOptions) {
    this.#options = options;
    const show = () => void this.#show();
    this.#organizations = new TenantLookups(
      (...asked) => this.#askForOrganizations(...asked),
      (domains, signal, ask) =>
        // Of one tenant, what is asked as the user types waits behind what they choose.
        this.#isSingle
          ? ask({ signal, priority: 'background' })
          : askWithProgress(options.known.tenants, domains, signal, ask),
      show,
    );
    this.#search = new SearchPick(this.#frame, {
      step: options.step,
      ...(options.excludedId !== undefined && { ignoresFocusOut: true }),
      onText: () => {
        this.#typed();
      },
    });
    const { known, box } = options;
    this.#box =
      box &&
      new BoxRows(box, {
        known,
        tenantOf: (domain) => this.#tenantOf(domain),
        failureRows: (...failed) => this.#failureRows(...failed),
        onChange: show,
        setText: (text) => {
          this.#search.setText(text);
        },
        close: (chosen) => {
          this.#search.close(chosen);
        },
      });
  }

  /**
   * Shows the quick pick. Can only be called once.
   * @param text the initial search text
   * @returns the chosen organization, `back`, or `undefined` when the user cancels
   */
  async ask(text: string): Promise<KnownOrganization | typeof back | undefined> {
    const { store, known, domains } = this.#options;
    const [only] = domains;
    if (only !== undefined && this.#isSingle) {
      // Not awaited: new rows in the sidebar take the focus from a quick pick that opens later.
      this.#opened = this.#open(only);
    }
    const update = (domain: string) => {
      if (domains.includes(domain)) {
        void this.#show();
      }
    };
    const subscriptions = vscode.Disposable.from(
      store.onDidChange(update),
      known.tenants.onDidChange(({ domain }) => {
        update(domain);
      }),
    );
    try {
      return await this.#search.ask(text);
    } finally {
      this.#searching.abort();
      this.#organizations.reset();
      this.#box?.cancel();
      subscriptions.dispose();
    }
  }

  /** What is looked for: the ID in a URL, a line of JSON or a sentence that has one, otherwise what was typed. */
  get #text(): string {
    const text = this.#search.text;
    const [id, ...others] = new Set(idsIn(text).map((found) => found.id));
    return id !== undefined && others.length === 0 && !this.#isOfMetadata(text) ? id : text;
  }

  #isOfMetadata(text: string): boolean {
    const isKnownKey = (key: string) =>
      this.#domains.some((domain) => this.#options.store.get(domain).lookup.loaded.isKnownKey(key));
    return this.#withMetadata && isOfMetadata(readQuestion(text), isKnownKey);
  }

  get #question(): OrganizationQuestion {
    return this.#withMetadata ? readQuestion(this.#text) : readWords(this.#text);
  }

  /** Whether the search is for one tenant, whatever has become of the others since. */
  get #isSingle(): boolean {
    return this.#options.domains.length === 1;
  }

  /** Loads the first page of a tenant, unless it is loaded. Does not throw. */
  async #open(domain: string): Promise<void> {
    if (this.#loading.includes(domain)) {
      return;
    }
    this.#loading = [...this.#loading, domain];
    const opened = this.#options.open(domain);
    if (!this.#options.store.get(domain).isLoaded) {
      void this.#show();
    }
    await opened;
    this.#loading = this.#loading.filter((loading) => loading !== domain);
    void this.#show();
  }

  /** The tenants that are searched, apart from those that were disconnected since. */
  get #domains(): readonly string[] {
    const { domains, known } = this.#options;
    return domains.filter((domain) => known.domains.includes(domain));
  }

  get #frame(): SearchFrame {
    const ofMetadata = this.#withMetadata
      ? rowButton('tag', l10n.t('Search Without Metadata'), () => {
          this.#searchMetadata(false);
        })
      : rowButton('circle-slash', l10n.t('Search Metadata Too'), () => {
          this.#searchMetadata(true);
        });
    const { title, box, note = '', placeholder: given } = this.#options;
    const placeholder = this.#withMetadata
      ? l10n.t('Organization: part of its ID, name or metadata, or plan:enterprise')
      : l10n.t('Organization: part of its ID, name or display name');
    // The filter and a followed link always look at metadata, so they show the result of no other search.
    const ofResult =
      box && this.#withMetadata
        ? [
            rowButton('filter', l10n.t('Show as Filter in Sidebar'), () => {
              this.#search.close();
              void box.showFilter(this.#text, this.#domains);
            }),
            rowButton('link', l10n.t('Copy Link to This Search'), () => void this.#copyLink()),
          ]
        : [];
    return {
      title,
      placeholder: box
        ? l10n.t('Name, ID, metadata or domain of an organization, email address, user ID or client ID')
        : inRow([note, given?.(this.#withMetadata) ?? placeholder]),
      buttons: [ofMetadata, ...ofResult],
    };
  }

  #searchMetadata(withMetadata: boolean): void {
    this.#withMetadata = withMetadata;
    this.#search.setFrame(this.#frame);
    this.#search.refresh();
  }

  async #copyLink(): Promise<void> {
    if (!isSearchText(this.#text)) {
      await showInformation(l10n.t('Type a text of at most {0} characters first.', formatNumber(LONGEST_SEARCH)));
      return;
    }
    const domain = this.#isSingle ? this.#options.domains[0] : undefined;
    const link = searchLink(vscode.env.uriScheme, this.#text, domain);
    this.#search.close();
    await copyText(link, l10n.t('Copied the link to this search'));
  }

  #typed(): void {
    const { domains } = this.#options;
    const text = this.#text;
    this.#options.keep?.(this.#search.text);
    this.#organizations.reset();
    this.#box?.setText(text, this.#isOfMetadata(text));
    void this.#show();
    const [only] = domains;
    const isNeeded = () => only !== undefined && !this.#needsNoRequest(only, text);
    if (text !== '' && only !== undefined && this.#isSingle && isNeeded()) {
      this.#organizations.askAfterPause(only, this.#question, this.#opened, isNeeded);
    }
  }

  /** Shows the current matches. */
  async #show(): Promise<void> {
    this.#searching.abort();
    const { signal } = (this.#searching = new AbortController());
    const { known, store, excludedId, box, takeAll } = this.#options;
    const [domains, text, question] = [this.#domains, this.#text, this.#question];
    const found = await known.searchInSlices(domains, text, this.#withMetadata, signal);
    if (!found) {
      return;
    }
    const loading = this.#loading.filter((domain) => domains.includes(domain) && !store.get(domain).isLoaded);
    const asked = this.#organizations.asked.filter((domain) => domains.includes(domain));
    this.#search.isBusy = asked.length > 0 || loading.length > 0 || this.#box?.isAsking === true;
    const { answers } = this.#organizations;
    // Those that fail come last.
    const hasFailed = (domain: string) => answers.some((one) => one.domain === domain && one.failure);
    const inOrder = domains.toSorted((one, other) => Number(hasFailed(one)) - Number(hasFailed(other)));
    const domainRows = this.#box?.usageRows(inOrder, false) ?? [];
    const other = this.#otherRow(text);
    const organizations = organizationRows({
      domains,
      withMetadata: this.#withMetadata,
      text,
      question,
      found,
      answers,
      asked,
      loading,
      isSingle: this.#isSingle,
      explains: box !== undefined,
      reveal: (match) => this.#box?.reveal(match),
      known,
      store,
      excludedId,
      isAboutOthers: other !== undefined || this.#box?.isAboutOthers === true,
      choose: (organization) => {
        this.#search.close(organization);
      },
      takeAll:
        takeAll &&
        ((all) => {
          this.#search.close();
          takeAll(all);
        }),
      ask: (chosen) => this.#organizations.ask(chosen, question),
      open: (domain) => this.#open(domain),
      domainRows,
    });
    this.#search.show([
      ...(this.#box?.before(domains) ?? []),
      ...(other ? [other] : []),
      ...organizations,
      ...(this.#box?.questionRows(domains, false) ?? []),
      ...domainRows.filter((row) => !organizations.includes(row)),
    ]);
  }

  /** The row for a text that means something else than an organization. */
  #otherRow(text: string): SearchRow | undefined {
    const row = this.#isOfMetadata(text) ? undefined : this.#options.otherRow?.(text);
    const choose = () => {
      this.#search.close();
      row?.choose?.();
    };
    return row?.choose ? { ...row, choose } : row;
  }

  /** The title of a tenant in a row; empty if it is the only one that is searched. */
  #tenantOf(domain: string): string {
    const { domains, known } = this.#options;
    return this.#isSingle && domains.includes(domain) ? '' : known.tenants.titleOf(domain);
  }

  /** A failure is a row of the quick pick. */
  async #askForOrganizations(
    domain: string,
    question: OrganizationQuestion,
    context: RequestContext,
  ): Promise<OrganizationsAnswer> {
    const { lookup } = this.#options.store.get(domain);
    try {
      return { domain, ...(await lookup.find(question, context)) };
    } catch (error) {
      const retry = () => this.#organizations.ask([domain], question);
      const failure = await this.#failureRows(error, domain, retry, l10n.t('Organizations'));
      return { domain, organizations: [], hasMore: false, isAnswered: false, failure };
    }
  }

  /** @param about what was asked for @throws the error if it is no ApiError */
  async #failureRows(
    error: unknown,
    domain: string,
    retry: () => unknown,
    about: string,
  ): Promise<readonly SearchRow[]> {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    return this.#search.failureRows(error, domain, retry, [this.#tenantOf(domain), this.#options.box ? about : '']);
  }

  /** Whether a request to the tenant cannot find more for a text than the loaded organizations. Other names can contain one. */
  #needsNoRequest(domain: string, text: string): boolean {
    const { isComplete, organizations } = this.#options.store.get(domain);
    const isAboutOthers = this.#otherRow(text) !== undefined || this.#box?.isAboutOthers === true;
    return isComplete || isAboutOthers || organizations.some(({ id }) => id === text);
  }
}
