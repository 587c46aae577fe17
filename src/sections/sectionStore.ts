import * as vscode from 'vscode';
import { isFailure, recover } from '../api/apiError.ts';
import type { ReadPage } from '../api/pageReader.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { PagedList } from '../organizations/pagedList.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { FallbackRequest, type ServedRequest } from './fallbackRequest.ts';
import { type FilteredAddress, type Item, type SectionAddress, sectionKey } from './section.ts';
import { noteOf, readableSection, sectionPages } from './sectionPages.ts';

interface Entry {
  readonly address: FilteredAddress;
  readonly list: PagedList<Item>;
  /** The item above the section that held the items with which the list began. */
  readonly holder: Item | undefined;
  /** The request that the loaded items come from. */
  served?: ServedRequest;
}

/** An item that holds the items of a section below it. */
interface ItemWithItems {
  readonly item: Item;
  readonly items: readonly Item[];
}

/** The lists of the sections, created on first access. */
export class SectionStore implements vscode.Disposable {
  readonly tenants: Tenants;
  readonly #entries = new Map<string, Entry>();
  readonly #choice: FallbackRequest;
  readonly #changes = new vscode.EventEmitter<SectionAddress>();
  readonly onDidChange = this.#changes.event;
  readonly #subscription: vscode.Disposable;

  constructor(tenants: Tenants) {
    this.tenants = tenants;
    this.#choice = new FallbackRequest(tenants);
    this.#subscription = tenants.onDidChange(({ domain, kind }) => {
      if (kind === 'disconnected' || kind === 'tokenReplaced') {
        this.#choice.forget(domain);
      }
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
    return this.#entry(address).list;
  }

  /**
   * Reads the pages of a section without keeping them.
   * @param address all items, unless it is filtered
   * @param onServed see `sectionPages`
   */
  pages(
    address: SectionAddress & Partial<FilteredAddress>,
    onServed: (served: ServedRequest) => void = () => undefined,
  ): ReadPage<Item> {
    return sectionPages(this.tenants, this.#choice, { isFiltered: false, ...address }, onServed);
  }

  /** The field of the response that the loaded items of a section come from. */
  fieldOf(address: SectionAddress): string {
    const { source } = readableSection(address.path);
    return (this.#entry(address).served === 'preferred' ? source.preferred?.field : undefined) ?? source.field;
  }

  /** What there is to say about the request that a section was read with. Empty if nothing. */
  describeRequest(address: SectionAddress): string {
    const { served } = this.#entry(address);
    return (served && readableSection(address.path).source.preferred?.describe(served === 'preferred')) ?? '';
  }

  /** What the loaded items of a section lack, see `noteOf` of `sectionPages.ts`. Empty if nothing. */
  noteOf(address: SectionAddress): string {
    const { served } = this.#entry(address);
    return served ? noteOf(address.path, served) : '';
  }

  /** Whether a section of log events lists only failures. */
  isFiltered(address: SectionAddress): boolean {
    return this.#entry(address).address.isFiltered;
  }

  /**
   * Replaces the list of a section of log events by a list that is not loaded.
   * @param isFiltered whether the list has only failures, until the section is dropped
   */
  filter(address: SectionAddress, isFiltered: boolean): void {
    this.#add({ ...address, isFiltered });
  }

  /** The list of a section of which at least the first page is loaded, `undefined` for any other. */
  loaded(address: SectionAddress): PagedList<Item> | undefined {
    return this.#entries.get(sectionKey(address))?.list.isLoaded ? this.get(address) : undefined;
  }

  /**
   * Runs an operation on a section's list and fires `onDidChange` for it and for the sections whose items it holds, also
   * when it fails.
   * @throws ApiError
   */
  async change(address: SectionAddress, operation: (list: PagedList<Item>) => Promise<void>): Promise<void> {
    try {
      await operation(this.get(address));
    } finally {
      this.#fire(address);
    }
  }

  #fire(address: SectionAddress): void {
    for (const changed of [address, ...this.#heldBelow(address)]) {
      this.#changes.fire(changed);
    }
  }

  /**
   * Refreshes a tenant's sections one after the other. A section that fails keeps its items.
   * @param isInUse whether a section is visible. Any other section is dropped, and read again when it is opened
   * @throws ApiError `cancelled`
   */
  async refresh(domain: string, isInUse: (address: SectionAddress) => boolean, context: RequestContext): Promise<void> {
    await this.#readAgain(domain, isInUse, context, (list) => list.isOpened && 'refresh');
  }

  /** Does again what has failed last in the loaded sections of a tenant, in the same way as `refresh`. */
  async retry(domain: string, isInUse: (address: SectionAddress) => boolean, context: RequestContext): Promise<void> {
    await this.#readAgain(
      domain,
      isInUse,
      context,
      (list) => list.isLoaded && list.hasFailed && (list.lacksPage ? 'loadMore' : 'refresh'),
    );
  }

  /** @param operationOn what is done with a list, `false` for nothing */
  async #readAgain(
    domain: string,
    isInUse: (address: SectionAddress) => boolean,
    context: RequestContext,
    operationOn: (list: PagedList<Item>) => 'loadMore' | 'refresh' | false,
  ): Promise<void> {
    // Sections above come first, since their new items can hold the items of the sections below, which then need no request.
    const entries = [...this.#entries].toSorted(
      ([, one], [, other]) => one.address.path.length - other.address.path.length,
    );
    for (const [key, { address, list }] of entries) {
      const operation = address.domain === domain && operationOn(list);
      if (!operation) {
        continue;
      }
      if (!isInUse(address)) {
        this.#entries.delete(key);
        this.#changes.fire(address);
      } else if (!this.#holder(address)) {
        // A section that fails shows a failure row, and the next section is read.
        await recover(
          this.change(address, (current) => current[operation](context)),
          isFailure,
          () => undefined,
        );
      }
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changes.dispose();
  }

  #entry(address: SectionAddress): Entry {
    const known = this.#entries.get(sectionKey(address));
    const holder = this.#holder(address);
    // A list goes on as it is, unless the item above it was read later.
    if (known && (!holder || holder.item === known.holder)) {
      return known;
    }
    return this.#add({ ...address, isFiltered: false }, holder);
  }

  #add(address: FilteredAddress, holder?: ItemWithItems): Entry {
    const entry = this.#create(address, holder);
    this.#entries.set(sectionKey(address), entry);
    return entry;
  }

  #create(address: FilteredAddress, holder?: ItemWithItems): Entry {
    const { keyOf } = readableSection(address.path);
    const readPage = sectionPages(this.tenants, this.#choice, address, (served) => {
      entry.served = served;
    });
    const onProof = () => {
      if (this.#entries.get(sectionKey(address)) === entry) {
        this.#fire(address);
      }
    };
    const list = new PagedList(readPage, keyOf, holder?.items, onProof);
    const entry: Entry = { address, list, holder: holder?.item };
    return entry;
  }

  /** The sections that show what the items of a section hold. */
  #heldBelow(section: SectionAddress): readonly SectionAddress[] {
    const key = `${sectionKey(section)}/`;
    return [...this.#entries]
      .filter(([below, { address }]) => below.startsWith(key) && this.#holder(address))
      .map(([, { address }]) => address);
  }

  /** The loaded item above a section, if it holds the items of the section. */
  #holder({ path, ...organization }: SectionAddress): ItemWithItems | undefined {
    const { heldItems } = readableSection(path).source;
    const above = path.slice(0, -2);
    const list = heldItems && this.#entries.get(sectionKey({ ...organization, path: above }))?.list;
    const item = list?.items.find((one) => readableSection(above).keyOf(one) === path.at(-2));
    const items = item && heldItems?.(item);
    return items && { item, items };
  }
}
