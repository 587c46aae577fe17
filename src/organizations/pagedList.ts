import { ApiError, canMeanExpiredCursor, recover } from '../api/apiError.ts';
import { type Growing, PageReader, type ReadPage, type Reread } from '../api/pageReader.ts';
import { type RequestContext, untilAborted } from '../api/requestContext.ts';
import type { Retry } from '../api/retries.ts';

export type ListOperation = 'load' | 'loadMore' | 'loadAll' | 'refresh';

/** The operation that failed last, and its error. Items that were loaded before are kept. */
export interface ListFailure {
  readonly operation: ListOperation;
  readonly error: ApiError;
}

const once: Retry = (task) => task();

/**
 * The loaded part of a list that people see: a `PageReader` that can be read anew. One operation runs at a time: a second
 * call of the running operation joins it, and any other operation waits.
 */
export class PagedList<T> {
  readonly #readPage: ReadPage<T>;
  readonly #keyOf: (item: T) => string;
  #pages: PageReader<T>;
  /** The pages that are read anew, in place of the others once as many are there. */
  #coming: PageReader<T> | undefined;
  #readAt: Date | undefined;
  #failure: ListFailure | undefined;
  #isForgiven = false;
  #reloads = 0;
  readonly #pageListeners = new Set<() => void>();
  readonly #onProof: () => void;
  #resolveFirstPage: () => void = () => undefined;
  /** Resolves when the first page is there, also while `load` still proves that no other one is. Never without one. */
  readonly firstPage = new Promise<void>((resolve) => (this.#resolveFirstPage = resolve));
  #running: { readonly operation: ListOperation; readonly done: Promise<void> } | undefined;

  /**
   * @param keyOf the key that identifies an item
   * @param known all items, if they are known without a request. A refresh requests them
   * @param onProof called when pages are there, before the request that proves that no other one is
   */
  constructor(
    readPage: ReadPage<T>,
    keyOf: (item: T) => string,
    known?: readonly T[],
    onProof: () => void = () => undefined,
  ) {
    this.#readPage = readPage;
    this.#onProof = onProof;
    this.#keyOf = keyOf;
    this.#pages = new PageReader(readPage, keyOf, known);
  }

  get items(): Growing<T> {
    return this.#pages.items;
  }

  /** Whether no page is left to read. */
  get hasEnded(): boolean {
    return this.#pages.hasEnded;
  }

  /** Whether all items of the list are loaded. */
  get isComplete(): boolean {
    return this.#pages.isComplete;
  }

  /** Whether the list has ended, but may have more items, see `PageReader`. */
  get isCutOff(): boolean {
    return this.#pages.isCutOff;
  }

  /** When the first page was asked for: a refresh that was stopped leaves an old list. No item is older. */
  get readAt(): Date | undefined {
    return this.isLoaded ? this.#readAt : undefined;
  }

  /** Whether at least the first page is loaded. */
  get isLoaded(): boolean {
    return this.#pages.items.length > 0 || this.#pages.hasEnded;
  }

  /** Whether loading the list was attempted, successfully or not. A forgiven failure does not count. */
  get isOpened(): boolean {
    return this.isLoaded || this.failure !== undefined;
  }

  /** How often the cursor had expired, so the list was reloaded from the start. */
  get reloads(): number {
    return this.#reloads;
  }

  /** The failure of the last operation, unless it was forgiven. */
  get failure(): ListFailure | undefined {
    return this.#isForgiven ? undefined : this.#failure;
  }

  /** Whether the last operation failed, even if the failure was forgiven. */
  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  /** Whether the last operation was to read a further page, and failed: what is loaded is as it was. */
  get lacksPage(): boolean {
    return this.isLoaded && this.#failure !== undefined && this.#failure.operation !== 'refresh';
  }

  /**
   * Reads the first page unless it is loaded.
   * @param provesEnd `false` where so many requests were agreed on
   * @throws ApiError
   */
  async load(context: RequestContext, provesEnd = true): Promise<void> {
    await this.#exclusively('load', context, async () => {
      while (!this.isLoaded) {
        await this.#pages.readNextPage(context);
      }
      if (provesEnd) {
        await this.#proveEnd(context);
      }
    });
  }

  /** Reads one more page, or more until one adds an item. @param provesEnd see `load` @throws ApiError */
  async loadMore(context: RequestContext, provesEnd = true): Promise<void> {
    await this.#exclusively('loadMore', context, async () => {
      const before = this.items.length;
      await this.#readPages(context, () => this.items.length > before);
      if (provesEnd) {
        await this.#proveEnd(context);
      }
    });
  }

  /**
   * Reads all remaining pages. After a cancellation or a failure the loaded pages are kept, and the next call continues
   * after them.
   * @param onPage called after every page
   * @param patiently repeats the reading of a page after an outage
   * @throws ApiError
   */
  async loadAll(context: RequestContext, onPage: () => void, patiently: Retry = once): Promise<void> {
    this.#pageListeners.add(onPage);
    try {
      await this.#exclusively('loadAll', context, () => this.#readPages(context, () => false, patiently));
    } finally {
      this.#pageListeners.delete(onPage);
    }
  }

  /**
   * Reloads as many items as are loaded, at least one page. The old items are kept until all new items are read.
   * @param onPage called after every page with the number of items so far
   * @param patiently repeats the reading of a page after an outage
   * @throws ApiError
   */
  async refresh(context: RequestContext, onPage?: (items: number) => void, patiently: Retry = once): Promise<void> {
    await this.#exclusively('refresh', context, async () => {
      await this.#reload(context, patiently, onPage);
      await this.#proveEnd(context);
    });
  }

  /** Hides the failure, so a list that is not loaded is requested again: a new token may have access. */
  forgiveFailure(): void {
    this.#isForgiven = true;
  }

  /** See `PageReader`. */
  replace(key: string, reread: Reread<T>): void {
    this.#pages.replace(key, reread);
    this.#coming?.replace(key, reread);
  }

  /** Reads pages until they are enough. If a cursor has expired, what is loaded is replaced once, and has a new cursor. */
  async #readPages(context: RequestContext, isEnough: () => boolean, patiently: Retry = once): Promise<void> {
    const readNextPage = () => patiently(() => this.#pages.readNextPage(context), context.signal);
    // A cursor that was refused just after a reload is refused again.
    let mayReload = !(this.failure && canMeanExpiredCursor(this.failure.error));
    while (!this.hasEnded && !isEnough()) {
      await recover(
        readNextPage(),
        (error) => this.isLoaded && mayReload && canMeanExpiredCursor(error),
        async () => {
          mayReload = false;
          await this.#reload(context, patiently);
          await readNextPage();
          this.#reloads += 1;
        },
      );
      for (const listener of this.#pageListeners) {
        listener();
      }
    }
  }

  async #proveEnd(context: RequestContext): Promise<void> {
    if (this.#pages.isProbablyAtEnd) {
      // The request can wait for long.
      this.#resolveFirstPage();
      this.#onProof();
      await this.#pages.proveEnd(context);
    }
  }

  async #reload(context: RequestContext, patiently: Retry, onPage?: (items: number) => void): Promise<void> {
    const pages = new PageReader(this.#readPage, this.#keyOf);
    const readAt = new Date();
    this.#coming = pages;
    try {
      let priority = context.priority;
      do {
        const current = { ...context, priority };
        await patiently(() => pages.readNextPage(current), context.signal);
        priority = 'background';
        onPage?.(pages.items.length);
      } while (!pages.hasEnded && pages.items.length < Math.max(1, this.#pages.items.length));
    } finally {
      this.#coming = undefined;
    }
    this.#pages = pages;
    this.#readAt = readAt;
  }

  /** Runs an operation when no other one runs. A caller that waits or joins can cancel without affecting the others. */
  async #exclusively(operation: ListOperation, context: RequestContext, task: () => Promise<void>): Promise<void> {
    while (this.#running) {
      const { operation: other, done } = this.#running;
      const [outcome] = await untilAborted(context.signal, () => Promise.allSettled([done]));
      const error: unknown = outcome.status === 'rejected' ? outcome.reason : undefined;
      // The caller of the running operation has cancelled it, so this caller has to run it.
      const isCancelled = error instanceof ApiError && error.reason === 'cancelled';
      if (other === operation && !isCancelled) {
        return done;
      }
    }
    const done = this.#attempt(operation, task).finally(() => {
      this.#running = undefined;
    });
    this.#running = { operation, done };
    return done;
  }

  async #attempt(operation: ListOperation, task: () => Promise<void>): Promise<void> {
    if (!this.isLoaded) {
      this.#readAt = new Date();
    }
    try {
      await task();
      this.#failure = undefined;
    } catch (error) {
      // Without a recorded failure, the tree would load the list again at once.
      const failure = error instanceof ApiError ? error : new ApiError('unexpectedAnswer');
      if (!(failure.reason === 'cancelled' && this.isLoaded)) {
        this.#failure = { operation, error: failure };
        this.#isForgiven = false;
      }
      throw error;
    }
  }
}
