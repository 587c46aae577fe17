import type { LookupResult } from '../organizations/organizationList.ts';
import type { OrganizationQuestion } from '../organizations/searchQuery.ts';
import type { CommandItem } from './organizationPickItems.ts';

/** How long the user pauses typing before a request to the tenant, in ms. */
const PAUSE_MS = 400;

/** The answer of one tenant. */
export interface TenantAnswer extends LookupResult {
  readonly domain: string;
  /** Explains why nothing was found. */
  readonly failure?: CommandItem;
}

/** Makes the requests of a lookup. A failure is part of the answer. */
export type AskTenant = (domain: string, question: OrganizationQuestion, signal: AbortSignal) => Promise<TenantAnswer>;

/** Asks tenants for organizations that are not loaded, with one question at a time. */
export class TenantLookups {
  readonly #askTenant: AskTenant;
  readonly #onChange: () => void;
  #answers: readonly TenantAnswer[] = [];
  #controller = new AbortController();
  #pending = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;

  /** @param onChange called when `answers` or `isAsking` has changed, apart from `reset` */
  constructor(askTenant: AskTenant, onChange: () => void) {
    this.#askTenant = askTenant;
    this.#onChange = onChange;
  }

  get answers(): readonly TenantAnswer[] {
    return this.#answers;
  }

  get isAsking(): boolean {
    return this.#pending > 0;
  }

  /** Cancels the requests and forgets the answers. */
  reset(): void {
    clearTimeout(this.#pause);
    this.#controller.abort();
    this.#controller = new AbortController();
    this.#pending = 0;
    this.#answers = [];
  }

  /**
   * Asks a tenant unless the user types on.
   * @param isNeeded called as soon as `ready` settles
   */
  askAfterPause(
    domain: string,
    question: OrganizationQuestion,
    ready: Promise<unknown>,
    isNeeded: () => boolean,
  ): void {
    const { signal } = this.#controller;
    const askIfNeeded = async () => {
      await ready;
      if (!signal.aborted && isNeeded()) {
        await this.ask([domain], question);
      }
    };
    this.#pause = setTimeout(() => void askIfNeeded(), PAUSE_MS);
  }

  /** Asks several tenants at the same time, each at the pace of its own rate limit. Does nothing while it asks. */
  async ask(domains: readonly string[], question: OrganizationQuestion): Promise<void> {
    if (this.isAsking) {
      return;
    }
    const { signal } = this.#controller;
    this.#pending += domains.length;
    this.#onChange();
    await Promise.all(
      domains.map(async (domain) => {
        const answer = await this.#askTenant(domain, question, signal);
        if (!signal.aborted) {
          this.#pending -= 1;
          this.#answers = [...this.#answers, answer];
          this.#onChange();
        }
      }),
    );
  }
}
