import type { Organization } from '../../management/organization.ts';
import type { Item } from '../../management/paging.ts';
import type { ListFailure, LoadedList } from '../loadedList.ts';
import type { Section } from './section.ts';
import type { SectionAddress } from './sectionAddress.ts';

/** One of the sections below an organization, or below an item of another section. */
export interface SectionRow extends SectionAddress {
  readonly kind: 'section';
  readonly organization: Organization;
  readonly section: Section;
}

export interface ItemRow extends SectionAddress {
  readonly kind: 'item';
  readonly organization: Organization;
  readonly section: Section;
  readonly item: Item;
}

/** Says something about the rows of a section. Its path is that of the section. */
export interface NoteRow extends SectionAddress {
  readonly kind: 'note';
  readonly note: 'loadMore' | 'empty' | 'cutOff' | 'failure';
  readonly section: SectionRow;
  readonly failure?: ListFailure;
}

/** The sections of an organization, or of an item that holds some. */
export function sectionRowsOf(
  sections: readonly Section[],
  { domain, id, path }: SectionAddress,
  organization: Organization,
): readonly SectionRow[] {
  return sections.map((section) => ({
    kind: 'section',
    domain,
    id,
    path: [...path, section.name],
    organization,
    section,
  }));
}

/** The rows of a section whose items the organization holds itself. */
export function containedRowsOf(row: SectionRow, items: readonly Item[]): readonly (ItemRow | NoteRow)[] {
  return items.length > 0 ? itemRowsOf(row, items) : [noteRow(row, 'empty')];
}

/** The rows of a section as far as it is loaded. A failed refresh is told above the rows that it could not renew. */
export function loadedRowsOf(row: SectionRow, list: LoadedList<Item>): readonly (ItemRow | NoteRow)[] {
  const { failure, items } = list;
  const rows = itemRowsOf(row, items);
  if (failure) {
    const told: NoteRow = { ...noteRow(row, 'failure'), failure };
    return failure.operation === 'refresh' ? [told, ...rows] : [...rows, told];
  }
  if (!list.isComplete) {
    return [...rows, noteRow(row, 'loadMore')];
  }
  if (list.isCutOff) {
    return [...rows, noteRow(row, 'cutOff')];
  }
  return rows.length > 0 ? rows : [noteRow(row, 'empty')];
}

/** The path of each row is its own: an item without a key, or with that of another one, is known by its place. */
function itemRowsOf({ domain, id, path, organization, section }: SectionRow, items: readonly Item[]): ItemRow[] {
  const keys = new Set<string>();
  return items.map((item, index) => {
    let key = section.keyOf(item) || '#';
    while (keys.has(key) || key === '#') {
      key += `#${index}`;
    }
    keys.add(key);
    return { kind: 'item', domain, id, path: [...path, key], organization, section, item };
  });
}

function noteRow(section: SectionRow, note: NoteRow['note']): NoteRow {
  const { domain, id, path } = section;
  return { kind: 'note', domain, id, path, note, section };
}
