import type { ItemRow } from './sectionRows.ts';

/** What is copied of an item: its ID, or the value of a field of the organization itself. Empty where it has none. */
export function copiedText({ section, item }: ItemRow): string {
  return (section.copiedText ?? section.keyOf)(item);
}
