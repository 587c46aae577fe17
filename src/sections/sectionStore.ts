import * as vscode from 'vscode';
import { ApiError, isApiError } from '../management/apiError.ts';
import type { ReadPage } from '../management/pageReader.ts';
import type { RequestContext } from '../management/requestContext.ts';
import { PagedList } from '../organizations/pagedList.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { maskSecrets } from './maskSecrets.ts';
import { type Item, type PagesWith, type Section, type SectionAddress, sectionKey } from './section.ts';
import { sectionAt } from './organizationSections.ts';

interface Entry {
  readonly address: SectionAddress;
  readonly list: PagedList<Item>;
}

/** The lists of the sections, created on first access. */
export class SectionStore implements vscode.Disposable {
  readonly #tenants: Tenants;
  readonly #entries = new Map<string, Entry>();
  readonly #changes = new vscode.EventEmitter<SectionAddress>();
  readonly onDidChange = this.#changes.event;
  readonly #subscription: vscode.Disposable;

  constructor(tenants: Tenants) {
    this.#tenants = tenants;
    this.#subscription = tenants.onDidChange(({ domain, kind }) => {
      for (const [key, { address, list }] of [...this.#entries]) {
        if (address.domain === domain && kind === 'disconnected') {
          // Without an event: the rows go with the tenant's row, and VS Code would ask for their children first.
          this.#entries.delete(key);
        }
        if (address.domain === domain && kind === 'tokenReplaced' && list.failure) {
          list.forgiveFailure();
          this.#changes.fire(address);
        }
      }
    });
  }

  /** @throws ApiError `notFound` if there is no such section, or if it is not read from an endpoint */
  get(address: SectionAddress): PagedList<Item> {
    const key = sectionKey(address);
    const known = this.#entries.get(key);
    if (known) {
      return known.list;
    }
    const section = sectionAt(address.path);
    if (!section) {
      throw new ApiError('notFound');
    }
    const list = new PagedList<Item>(
      this.#pages(address, section),
      (item) => section.keyOf(item) || JSON.stringify(item),
    );
    this.#entries.set(key, { address, list });
    return list;
  }

  /** Whether at least the first page of a section is loaded. */
  isLoaded(address: SectionAddress): boolean {
    return this.#entries.get(sectionKey(address))?.list.isLoaded ?? false;
  }

  /** Runs an operation on a section's list and fires `onDidChange`, also when it fails. @throws ApiError */
  async change(address: SectionAddress, operation: (list: PagedList<Item>) => Promise<void>): Promise<void> {
    try {
      await operation(this.get(address));
    } finally {
      this.#changes.fire(address);
    }
  }

  /** Whether the last operation on any loaded section of a tenant failed. */
  hasFailed(domain: string): boolean {
    return [...this.#entries.values()].some(
      ({ address, list }) => address.domain === domain && list.isLoaded && list.hasFailed,
    );
  }

  /**
   * Refreshes a tenant's sections one after the other. A section that fails keeps its items.
   * @param isInUse whether a section is visible. Any other section is dropped, and read again when it is opened
   * @throws ApiError `cancelled`
   */
  async refresh(domain: string, isInUse: (address: SectionAddress) => boolean, context: RequestContext): Promise<void> {
    for (const [key, { address, list }] of [...this.#entries]) {
      if (address.domain !== domain || !list.isOpened) {
        continue;
      }
      if (isInUse(address)) {
        await this.change(address, () => list.refresh(context)).catch(ignoreUnlessCancelled);
      } else {
        this.#entries.delete(key);
        this.#changes.fire(address);
      }
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changes.dispose();
  }

  #pages({ domain, id, path }: SectionAddress, { source, secretFields = [] }: Section): ReadPage<Item> {
    if ('containedItems' in source) {
      throw new ApiError('notFound');
    }
    const names = path.filter((_, index) => index % 2 === 0);
    const keys = path.filter((_, index) => index % 2 === 1);
    const pagesWith: PagesWith = (query) =>
      this.#tenants.pages(domain, {
        field: source.field,
        paging: source.paging,
        // Rate limits are per endpoint: members of an organization and members with a role have separate buckets.
        bucket: names.join('/'),
        path: source.path(...[id, ...keys].map(encodeURIComponent)),
        query,
      });
    const readPage = source.pages?.(pagesWith, id) ?? pagesWith({});
    return async (from, context) => {
      const page = await readPage(from, context);
      return { ...page, items: page.items.map((item) => maskSecrets(item, secretFields)) };
    };
  }
}

/** A failed section shows a failure row, and the refresh continues with the next section. Cancelling ends it. */
function ignoreUnlessCancelled(error: unknown): void {
  if (!isApiError(error) || error.reason === 'cancelled') {
    throw error;
  }
}
