import type { RequestContext } from '../api/requestContext.ts';

/** How long the user pauses typing before a request to the tenant, in ms. */
const PAUSE_MS = 400;

type AskTenant<Question, Answer> = (domain: string, question: Question, context: RequestContext) => Promise<Answer>;

type WithContext = (
  domains: readonly string[],
  signal: AbortSignal,
  ask: (context: RequestContext) => Promise<unknown>,
) => Promise<unknown>;

/** Asks tenants for what is not loaded, with one question at a time. */
export class TenantLookups<Question, Answer extends { readonly domain: string }> {
  readonly #askTenant: AskTenant<Question, Answer>;
  readonly #withContext: WithContext;
  readonly #onChange: () => void;
  #answers: readonly Answer[] = [];
  #controller = new AbortController();
  #pending: ReadonlySet<string> = new Set();
  #pause: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param askTenant makes the requests to one tenant. A failure is part of the answer
   * @param withContext gives what the requests to all tenants that are asked together share, such as their progress
   * @param onChange called when `answers` or `isAsking` has changed, apart from `reset`
   */
  constructor(askTenant: AskTenant<Question, Answer>, withContext: WithContext, onChange: () => void) {
    this.#askTenant = askTenant;
    this.#withContext = withContext;
    this.#onChange = onChange;
  }

  get answers(): readonly Answer[] {
    return this.#answers;
  }

  /** The tenants that are asked now. */
  get asked(): readonly string[] {
    return [...this.#pending];
  }

  get isAsking(): boolean {
    return this.#pending.size > 0;
  }

  /** Cancels the requests and forgets the answers. */
  reset(): void {
    clearTimeout(this.#pause);
    this.#controller.abort();
    this.#controller = new AbortController();
    this.#pending = new Set();
    this.#answers = [];
  }

  /**
   * Asks a tenant unless the user types on.
   * @param isNeeded called as soon as `ready` settles
   */
  askAfterPause(domain: string, question: Question, ready: Promise<unknown>, isNeeded: () => boolean): void {
    const { signal } = this.#controller;
    const askIfNeeded = async () => {
      await ready;
      if (!signal.aborted && isNeeded()) {
        await this.ask([domain], question);
      }
    };
    this.#pause = setTimeout(() => void askIfNeeded(), PAUSE_MS);
  }

  /** Asks several tenants at the same time, each at the pace of its own rate limit, apart from those that are asked now. */
  async ask(domains: readonly string[], question: Question): Promise<void> {
    const asked = domains.filter((domain) => !this.#pending.has(domain));
    if (asked.length === 0) {
      return;
    }
    const { signal } = this.#controller;
    this.#pending = new Set([...this.#pending, ...asked]);
    // An answer before was a failure.
    this.#answers = this.#answers.filter(({ domain }) => !asked.includes(domain));
    this.#onChange();
    await this.#withContext(asked, signal, (context) =>
      Promise.all(
        asked.map(async (domain) => {
          try {
            const answer = await this.#askTenant(domain, question, context);
            this.#answers = signal.aborted ? this.#answers : [...this.#answers, answer];
          } finally {
            if (!signal.aborted) {
              this.#pending = new Set([...this.#pending].filter((pending) => pending !== domain));
              this.#onChange();
            }
          }
        }),
      ),
    );
  }
}
