import { isRecord, type JsonObject } from '../management/jsonFields.ts';
import type { Item } from '../sections/section.ts';
import { canonical } from './canonical.ts';
import type { Names } from './names.ts';
import type { Pair } from './pair.ts';
import type { SectionRule } from './sectionRules.ts';

/**
 * The paths that are left out of the items of a section on both sides: what is new for every tenant, what only one side
 * sends, and the IDs of things whose names are not all known. Within one tenant, an ID without a name can stay.
 */
export function leftOutPaths(
  { ofTenant, extension, references }: SectionRule,
  items: Pair<readonly Item[]>,
  names: Pair<Names>,
  isOneTenant: boolean,
): ReadonlySet<string> {
  const isExtended = items.every((own) => own.some((item) => extension && Object.hasOwn(item, extension.marker)));
  const paths = new Set([...ofTenant, ...(isExtended ? [] : (extension?.fields ?? []))]);
  for (const [side, own] of items.entries()) {
    for (const { path, text } of isOneTenant || !references ? [] : own.flatMap((item) => textsIn(item, ''))) {
      const kind = references?.get(path);
      if (kind !== undefined && !names[side]?.[kind].has(text)) {
        // A list of which nothing is left would still say that it was there.
        paths.add(path.replace(/\[\]$/, ''));
      }
    }
  }
  return paths;
}

/** An item with names in place of IDs, in the form of `canonical`. */
export function comparableItem(
  { references, anyCase = [] }: SectionRule,
  item: Item,
  names: Names,
  leftOut: ReadonlySet<string>,
): JsonObject {
  const convert = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) {
      return value.map((element) => convert(element, `${path}[]`));
    }
    if (isRecord(value)) {
      return Object.fromEntries(
        Object.entries(value).flatMap(([field, content]) => {
          const below = path === '' ? field : `${path}.${field}`;
          return leftOut.has(below) ? [] : [[field, convert(content, below)]];
        }),
      );
    }
    if (typeof value !== 'string') {
      return value;
    }
    const kind = references?.get(path);
    if (kind !== undefined) {
      return names[kind].get(value) ?? value;
    }
    return anyCase.includes(path) ? value.toLowerCase() : value;
  };
  return canonical(convert(item, '')) as JsonObject;
}

interface TextAtPath {
  readonly path: string;
  readonly text: string;
}

/** All texts in a value. */
function textsIn(value: unknown, path: string): readonly TextAtPath[] {
  if (typeof value === 'string') {
    return [{ path, text: value }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((element) => textsIn(element, `${path}[]`));
  }
  return isRecord(value)
    ? Object.entries(value).flatMap(([field, content]) => textsIn(content, path === '' ? field : `${path}.${field}`))
    : [];
}
