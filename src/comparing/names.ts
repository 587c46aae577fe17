import { isRecord } from '../management/jsonFields.ts';
import type { Item } from '../sections/section.ts';
import { type Kind, ruleOf } from './sectionRules.ts';

/** The names of the things that an organization has, by kind and ID. */
export type Names = Readonly<Record<Kind, ReadonlyMap<string, string>>>;

/** Collects the names from the items of sections, by the name of the section. */
export function namesIn(sections: Iterable<readonly [name: string, items: readonly Item[]]>): Names {
  const names = {
    application: new Map<string, string>(),
    connection: new Map<string, string>(),
    role: new Map<string, string>(),
  };
  for (const [section, items] of sections) {
    const { names: named } = ruleOf(section);
    for (const item of named ? items : []) {
      const [id, name] = [textAt(item, named?.id ?? ''), textAt(item, named?.name ?? '')];
      const known = named && names[named.kind];
      // Of several names, always the same one, whatever the order.
      if (known && id !== '' && name !== '' && !((known.get(id) ?? name) < name)) {
        known.set(id, name);
      }
    }
  }
  return names;
}

/** The text at a path without lists, empty if there is none. */
export function textAt(item: Item, path: string): string {
  let value: unknown = item;
  for (const field of path.split('.')) {
    value = isRecord(value) && Object.hasOwn(value, field) ? value[field] : undefined;
  }
  return typeof value === 'string' ? value : '';
}
