import { isApiError, type ApiError } from '../management/apiError.ts';
import type { Caller } from '../management/caller.ts';
import { Pager, type ReadPage } from '../management/pager.ts';

export type ListOperation = 'load' | 'loadMore' | 'loadAll' | 'refresh';

/** The last thing that was tried and did not work; what had been loaded before is still there. */
export interface ListFailure {
  readonly operation: ListOperation;
  readonly error: ApiError;
}

/**
 * A list of the tenant as far as it is loaded. One operation runs at a time: the same one asked for
 * again while it runs is joined, another one waits for its turn.
 */
export class LoadedList<T> {
  readonly #readPage: ReadPage<T>;
  readonly #keyOf: (item: T) => string;
  #pages: Pager<T>;
  #failure: ListFailure | undefined;
  #renewals = 0;
  #running: { readonly operation: ListOperation; readonly done: Promise<void> } | undefined;

  /** @param keyOf tells whether two items are the same */
  constructor(readPage: ReadPage<T>, keyOf: (item: T) => string) {
    this.#readPage = readPage;
    this.#keyOf = keyOf;
    this.#pages = this.#emptyPages();
  }

  get items(): readonly T[] {
    return this.#pages.items;
  }

  /** Whether the end of the list has been seen. */
  get isComplete(): boolean {
    return this.#pages.isComplete;
  }

  /** Whether the API gives no more of a list that may be longer. */
  get isCutOff(): boolean {
    return this.#pages.isCutOff;
  }

  /** Whether at least the first page is there. */
  get isLoaded(): boolean {
    return this.#pages.items.length > 0 || this.#pages.isComplete;
  }

  /** Whether anybody has asked for this list yet, with or without success. */
  get isOpened(): boolean {
    return this.isLoaded || this.#failure !== undefined;
  }

  /** How often the place to go on from was lost, so that the list was read anew. */
  get renewals(): number {
    return this.#renewals;
  }

  get failure(): ListFailure | undefined {
    return this.#failure;
  }

  /** Reads the first page unless that has been done. @throws ApiError */
  async load(caller: Caller): Promise<void> {
    await this.#exclusively('load', async () => {
      if (!this.isLoaded) {
        await this.#pages.readNextPage(caller);
      }
    });
  }

  /** Reads one more page. @throws ApiError */
  async loadMore(caller: Caller): Promise<void> {
    await this.#exclusively('loadMore', () => this.#readNextPage(caller));
  }

  /**
   * Reads all pages that are left. What has been read stays when it is cancelled, and the next call goes on from there.
   * @param onPage hears of every page
   * @throws ApiError
   */
  async loadAll(caller: Caller, onPage: () => void): Promise<void> {
    await this.#exclusively('loadAll', async () => {
      while (!this.isComplete) {
        await this.#readNextPage(caller);
        onPage();
      }
    });
  }

  /** Reads anew as many items as were loaded, at least a page, and keeps the old ones until all are there. @throws ApiError */
  async refresh(caller: Caller): Promise<void> {
    await this.#exclusively('refresh', () => this.#readAnew(caller));
  }

  /** Takes out an item that is known to be gone. */
  forget(key: string): void {
    this.#pages.remove(key);
  }

  async #readNextPage(caller: Caller): Promise<void> {
    const isFirst = !this.isLoaded;
    try {
      await this.#pages.readNextPage(caller);
    } catch (error) {
      // A cursor is valid for 24 hours; which of these errors it gives afterwards is not documented.
      const isExpired = isApiError(error) && (error.reason === 'badQuery' || error.reason === 'badRequest');
      if (isFirst || !isExpired) {
        throw error;
      }
      await this.#readAnew(caller);
      this.#renewals += 1;
    }
  }

  async #readAnew(caller: Caller): Promise<void> {
    const pages = this.#emptyPages();
    await pages.readNextPage(caller);
    while (pages.items.length < this.#pages.items.length && !pages.isComplete) {
      await pages.readNextPage({ ...caller, priority: 'background' });
    }
    this.#pages = pages;
  }

  #emptyPages(): Pager<T> {
    return new Pager(this.#readPage, this.#keyOf);
  }

  async #exclusively(operation: ListOperation, task: () => Promise<void>): Promise<void> {
    while (this.#running) {
      if (this.#running.operation === operation) {
        return this.#running.done;
      }
      await Promise.allSettled([this.#running.done]);
    }
    const done = this.#attempt(operation, task).finally(() => {
      this.#running = undefined;
    });
    this.#running = { operation, done };
    return done;
  }

  async #attempt(operation: ListOperation, task: () => Promise<void>): Promise<void> {
    try {
      await task();
      this.#failure = undefined;
    } catch (error) {
      if (isApiError(error) && !(error.reason === 'cancelled' && this.isLoaded)) {
        this.#failure = { operation, error };
      }
      throw error;
    }
  }
}
