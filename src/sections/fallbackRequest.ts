import { ApiError, isOfEndpoint, LostCursorError } from '../api/apiError.ts';
import type { Page, ReadPage } from '../api/pageReader.ts';
import { type RequestContext, untilAborted } from '../api/requestContext.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { Item, PreferredRequest } from './section.ts';

/** The request that a section was read with: the one that shows more, or the one that every tenant answers. */
export type ServedRequest = 'preferred' | 'usual';

/**
 * Chooses between the two requests of a section. A refusal that says the same of every organization is remembered for the
 * tenant until its token is replaced, once the usual request was answered: if that one fails as well, the refusal says
 * nothing about the preferred request.
 */
export class FallbackRequest {
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
    lists: Readonly<Record<ServedRequest, ReadPage<Item>>>,
    onServed: (served: ServedRequest) => void,
  ): ReadPage<Item> {
    const read = async (list: ServedRequest, from: string | undefined, context: RequestContext): Promise<Page<Item>> =>
      withListInCursor(list, await lists[list](from, context));
    const readFirst = async (list: ServedRequest, context: RequestContext) => {
      const page = await read(list, undefined, context);
      onServed(list);
      return page;
    };
    return async (from, context) => {
      if (from !== undefined) {
        const { list, cursor } = cursorOfList(from);
        return read(list as ServedRequest, cursor, context).catch((error: unknown) => {
          const isRefused = list === 'preferred' && error instanceof ApiError && preferred.isRefused(error);
          // Another token is allowed less, so only the other request can read the list.
          throw isRefused ? new LostCursorError(error.reason, error.details) : error;
        });
      }
      const refused = this.#refusedBy(domain);
      const hasScope = await this.#hasScope(domain, preferred, context);
      let isOfTenant = false;
      if (hasScope ?? !refused.has(preferred)) {
        try {
          return await readFirst('preferred', context);
        } catch (error) {
          // With the scope, the token lacks another one, which the usual request needs as well.
          if (hasScope || !(error instanceof ApiError) || !preferred.isRefused(error)) {
            throw error;
          }
          isOfTenant = isOfEndpoint(error);
        }
      }
      const page = await readFirst('usual', context);
      if (isOfTenant) {
        refused.add(preferred);
      }
      return page;
    };
  }

  /** The refusals of the present token. An answer that is late for a replaced token adds to a set that is forgotten. */
  #refusedBy(domain: string): Set<PreferredRequest> {
    const refused = this.#refused.get(domain) ?? new Set();
    this.#refused.set(domain, refused);
    return refused;
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
    const { scopes } = await untilAborted(signal, () => this.#tenants.status(domain));
    return scopes?.includes(scope);
  }
}

/** Adds the name of the list to the page's cursor, so the next page is read from the same list. */
export function withListInCursor(list: string, { next, ...page }: Page<Item>): Page<Item> {
  return next === undefined ? page : { ...page, next: `${list}:${next}` };
}

/** The list and the cursor that `withListInCursor` has put together. */
export function cursorOfList(next: string): { readonly list: string; readonly cursor: string } {
  const end = next.indexOf(':');
  return { list: next.slice(0, end), cursor: next.slice(end + 1) };
}
