import { isApiError } from '../management/apiError.ts';
import type { Page, ReadPage } from '../management/pageReader.ts';
import { type RequestContext, untilAborted } from '../management/requestContext.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { placeIn, withList } from './listCursor.ts';
import type { Item, PreferredRequest } from './section.ts';

/** The request that a section was read with: the one that shows more, or the one that every tenant answers. */
export type Served = 'preferred' | 'usual';

/** Chooses between the two requests of a section. A refusal is remembered for the tenant until its token is replaced. */
export class RequestChoice {
  readonly #tenants: Pick<Tenants, 'status'>;
  /** The refused requests, keyed by domain. */
  readonly #refused = new Map<string, Set<PreferredRequest>>();

  constructor(tenants: Pick<Tenants, 'status'>) {
    this.#tenants = tenants;
  }

  /** Forgets the refusals of a tenant: another token may be allowed more. */
  forget(domain: string): void {
    this.#refused.delete(domain);
  }

  /**
   * Reads the pages of one section of a tenant.
   * @param onServed called with each first page
   */
  pages(
    domain: string,
    preferred: PreferredRequest,
    lists: Readonly<Record<Served, ReadPage<Item>>>,
    onServed: (served: Served) => void,
  ): ReadPage<Item> {
    const read = async (list: Served, from: string | undefined, context: RequestContext): Promise<Page<Item>> =>
      withList(list, await lists[list](from, context));
    const readFirst = async (list: Served, context: RequestContext) => {
      const page = await read(list, undefined, context);
      onServed(list);
      return page;
    };
    return async (from, context) => {
      if (from !== undefined) {
        const { list, cursor } = placeIn(from);
        return read(list as Served, cursor, context);
      }
      const hasScope = await this.#hasScope(domain, preferred, context);
      if (hasScope ?? !this.#refused.get(domain)?.has(preferred)) {
        try {
          return await readFirst('preferred', context);
        } catch (error) {
          // With the scope, the token lacks another one, which the usual request needs as well.
          if (hasScope || !isApiError(error) || !preferred.isRefused(error)) {
            throw error;
          }
          this.#refused.set(domain, (this.#refused.get(domain) ?? new Set()).add(preferred));
        }
      }
      return readFirst('usual', context);
    };
  }

  /** Whether the token has the scope of the request; `undefined` if no scope is needed or the token lists none. */
  async #hasScope(
    domain: string,
    { scope }: PreferredRequest,
    { signal }: RequestContext,
  ): Promise<boolean | undefined> {
    if (scope === undefined) {
      return undefined;
    }
    const status = await untilAborted(signal, () => this.#tenants.status(domain));
    return status.kind === 'usable' ? status.scopes?.includes(scope) : undefined;
  }
}
