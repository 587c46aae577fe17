import { ApiError, isApiError } from '../management/apiError.ts';
import type { RequestContext } from '../management/requestContext.ts';
import { PageReader, type ReadPage } from '../management/pageReader.ts';
import { untilAborted } from '../management/requestContext.ts';

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
export class PagedList<T> {
  readonly #readPage: ReadPage<T>;
  readonly #keyOf: (item: T) => string;
  #pages: PageReader<T>;
  #failure: ListFailure | undefined;
  #isForgiven = false;
  #renewals = 0;
  readonly #pageListeners = new Set<() => void>();
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
    return this.isLoaded || this.failure !== undefined;
  }

  /** How often the place to go on from was lost, so that the list was read anew. */
  get renewals(): number {
    return this.#renewals;
  }

  /** Why the last operation failed, unless that has been forgiven since. */
  get failure(): ListFailure | undefined {
    return this.#isForgiven ? undefined : this.#failure;
  }

  /** Whether the last operation failed, forgiven or not. */
  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  /** Reads the first page unless that has been done. @throws ApiError */
  async load(context: RequestContext): Promise<void> {
    await this.#exclusively('load', context, async () => {
      if (!this.isLoaded) {
        await this.#pages.readNextPage(context);
      }
    });
  }

  /** Reads one more page. @throws ApiError */
  async loadMore(context: RequestContext): Promise<void> {
    await this.#exclusively('loadMore', context, async () => {
      await this.#readNextPage(context, true);
    });
  }

  /**
   * Reads all pages that are left. What has been read stays when it is cancelled, and the next call goes on from there.
   * @param onPage hears of every page
   * @throws ApiError
   */
  async loadAll(context: RequestContext, onPage: () => void): Promise<void> {
    this.#pageListeners.add(onPage);
    try {
      await this.#exclusively('loadAll', context, async () => {
        let mayReadAnew = true;
        while (!this.isComplete) {
          mayReadAnew = (await this.#readNextPage(context, mayReadAnew)) && mayReadAnew;
          for (const listener of this.#pageListeners) {
            listener();
          }
        }
      });
    } finally {
      this.#pageListeners.delete(onPage);
    }
  }

  /** Reads anew as many items as were loaded, at least a page, and keeps the old ones until all are there. @throws ApiError */
  async refresh(context: RequestContext): Promise<void> {
    await this.#exclusively('refresh', context, () => this.#readAnew(context));
  }

  /** Makes a list that could not be read one that nobody has asked for: another token may open it. */
  forgiveFailure(): void {
    this.#isForgiven = true;
  }

  /** Takes out an item that is known to be gone. */
  forget(key: string): void {
    this.#pages.remove(key);
  }

  /**
   * Reads the next page, or the list anew where the place to go on from has expired.
   * @param mayReadAnew whether that has not been done by this operation: a list that fails right after it fails for good
   * @returns whether the list was not read anew
   */
  async #readNextPage(context: RequestContext, mayReadAnew: boolean): Promise<boolean> {
    const isFirst = !this.isLoaded;
    try {
      await this.#pages.readNextPage(context);
      return true;
    } catch (error) {
      // A cursor is valid for 24 hours; which of these errors it gives afterwards is not documented.
      const isExpired = isApiError(error) && (error.reason === 'badQuery' || error.reason === 'badRequest');
      if (isFirst || !isExpired || !mayReadAnew) {
        throw error;
      }
      await this.#readAnew(context);
      this.#renewals += 1;
      return false;
    }
  }

  async #readAnew(context: RequestContext): Promise<void> {
    const pages = this.#emptyPages();
    await pages.readNextPage(context);
    while (pages.items.length < this.#pages.items.length && !pages.isComplete) {
      await pages.readNextPage({ ...context, priority: 'background' });
    }
    this.#pages = pages;
  }

  #emptyPages(): PageReader<T> {
    return new PageReader(this.#readPage, this.#keyOf);
  }

  /** Runs an operation once no other one runs. Whoever waits or joins can give up without the others. */
  async #exclusively(operation: ListOperation, context: RequestContext, task: () => Promise<void>): Promise<void> {
    while (this.#running) {
      const { operation: other, done } = this.#running;
      const [outcome] = await untilAborted(context.signal, () => Promise.allSettled([done]));
      const error: unknown = outcome.status === 'rejected' ? outcome.reason : undefined;
      // What its own person has cancelled is not done yet.
      const isCancelled = isApiError(error) && error.reason === 'cancelled';
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
    try {
      await task();
      this.#failure = undefined;
    } catch (error) {
      // Without a failure of any kind, whoever shows the list would ask again at once.
      const failure = isApiError(error) ? error : new ApiError('unexpectedAnswer');
      if (!(failure.reason === 'cancelled' && this.isLoaded)) {
        this.#failure = { operation, error: failure };
        this.#isForgiven = false;
      }
      throw error;
    }
  }
}
