import type { Page } from '../management/pageReader.ts';
import type { Item } from './section.ts';

/** Adds the name of the list to the page's cursor, so the next page is read from the same list. */
export function withList(list: string, { next, ...page }: Page<Item>): Page<Item> {
  return next === undefined ? page : { ...page, next: `${list}:${next}` };
}

/** The list and the cursor that `withList` has put together. */
export function placeIn(next: string): { readonly list: string; readonly cursor: string } {
  const end = next.indexOf(':');
  return { list: next.slice(0, end), cursor: next.slice(end + 1) };
}
