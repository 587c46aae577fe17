import { ApiError, unexpectedAnswer } from '../api/apiError.ts';
import { isRecord, readObject } from '../api/jsonFields.ts';
import type { ReadPage } from '../api/pageReader.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Costs } from '../tenants/requestCost.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { FallbackRequest, ServedRequest } from './fallbackRequest.ts';
import { sectionAt } from './organizationSections.ts';
import { roles } from './roles.ts';
import type { FilteredAddress, Item, PagesWith, RequestedSource, Section, SectionAddress } from './section.ts';

/** A section that is read from an endpoint. */
export interface ReadableSection extends Section {
  readonly source: RequestedSource;
}

/** @throws ApiError `notFound` if there is no such section, or if it is not read from an endpoint */
export function readableSection(path: SectionAddress['path']): ReadableSection {
  const section = sectionAt(path);
  if (!section || 'containedItems' in section.source) {
    throw new ApiError('notFound');
  }
  return { ...section, source: section.source };
}

/** What the items of a section lack that was read with this request, in a sentence. Empty if they lack nothing. */
export function noteOf(path: SectionAddress['path'], served: ServedRequest): string {
  const lack = served === 'usual' ? readableSection(path).source.preferred?.describe(false) : undefined;
  return lack ? `${lack}.` : '';
}

/** The requests for sections of so many organizations, each of one page. @param names the names of the sections */
export function sectionCosts(names: readonly string[], organizations = 1): Costs {
  const costOf = (name: string) =>
    // Roles are two lists: the roles of the organization and the roles of the tenant.
    [readableSection([name]).source.path('id'), name === roles.name ? 2 * organizations : organizations] as const;
  return new Map(names.map(costOf));
}

/**
 * Reads the pages of a section, with its secrets masked.
 * @param onServed called with each first page of a section that has a preferred request
 */
export function sectionPages(
  tenants: Tenants,
  choice: FallbackRequest,
  address: FilteredAddress,
  onServed: (served: ServedRequest) => void = () => undefined,
): ReadPage<Item> {
  const { domain, id, path } = address;
  const { source, masked = (item: Item) => item } = readableSection(path);
  const keys = [id, ...path.filter((_, index) => index % 2 === 1)];
  const pagesOf =
    ({ field, path: pathOf }: Pick<RequestedSource, 'field' | 'path'>): PagesWith =>
    (query) =>
      tenants.pages(
        domain,
        { field, paging: source.paging, path: pathOf(...keys.map(encodeURIComponent)), query },
        readObject,
      );
  const { preferred } = source;
  const usual = source.pages?.(pagesOf(source), address) ?? pagesOf(source)({});
  const readPage = preferred
    ? choice.pages(
        domain,
        preferred,
        { usual, preferred: pagesOf({ ...source, ...preferred })(preferred.query ?? {}) },
        onServed,
      )
    : usual;
  return async (from, context) => {
    const page = await readPage(from, context);
    return { ...page, items: await Promise.all(page.items.map(async (item) => await masked(item))) };
  };
}

/**
 * Reads an item of a section by itself, with its secrets masked.
 * @param address the address of the item
 * @throws ApiError `notLoaded` if the API sends such items only in their list
 */
export async function readItem(
  tenants: Tenants,
  { domain, path }: SectionAddress,
  context: RequestContext,
): Promise<Item> {
  const { source, masked = (item: Item) => item } = readableSection(path.slice(0, -1));
  const itemPath = source.itemPath?.(encodeURIComponent(path.at(-1) ?? ''));
  if (itemPath === undefined) {
    throw new ApiError('notLoaded');
  }
  const item = await tenants.read(domain)(itemPath, {}, context);
  if (!isRecord(item)) {
    throw unexpectedAnswer();
  }
  return masked(item);
}
