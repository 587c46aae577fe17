import type { Organization } from '../api/organization.ts';
import { jsonArray, jsonLine } from '../text/json.ts';

/** The format of an export file, which is also its file extension. */
export type ExportFormat = 'csv' | 'json' | 'ndjson';

export const exportFormats: readonly ExportFormat[] = ['csv', 'json', 'ndjson'];

/** Encodes items as the text of a file, in pieces that can be written as they arrive. */
export interface Encoder<T> {
  readonly begin: string;
  /** The text of the next items. */
  readonly encode: (items: readonly T[]) => string;
  /** The end of the text, after all items. */
  readonly end: () => string;
}

/** The encoder of a file of organizations in a format. */
export async function organizationEncoder(format: ExportFormat): Promise<Encoder<Organization>> {
  switch (format) {
    case 'json':
      return listEncoder();
    case 'ndjson':
      return ndjsonEncoder();
    case 'csv':
      return csvEncoder(organizationColumns);
  }
}

/** The text has the shape of the list document. */
function listEncoder(): Encoder<Organization> {
  const list = jsonArray(4);
  return {
    begin: '{\n  "organizations": [',
    encode: list.encode,
    end: () => `${list.end()}\n}\n`,
  };
}

/** One object per line. */
export function ndjsonEncoder(): Encoder<object> {
  return {
    begin: '',
    encode: (items) => items.map(jsonLine).join(''),
    end: () => '',
  };
}

/** The columns of a table of items: what each shows of an item, by its name. */
export type Columns<T> = Readonly<Record<string, (item: T) => unknown>>;

/** The value of each column. */
const organizationColumns: Columns<Organization> = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  display_name: ({ display_name: displayName }) => displayName,
  logo_url: ({ branding }) => branding?.logo_url,
  primary_color: ({ branding }) => branding?.colors?.['primary'],
  page_background_color: ({ branding }) => branding?.colors?.['page_background'],
  metadata: ({ metadata }) => metadata,
};

/** CSV with a header row, by a library that is loaded now. */
export async function csvEncoder<T>(columns: Columns<T>): Promise<Encoder<T>> {
  const { byteOrderMark, csvLines } = await import('../text/csv.ts');
  const valuesOf = Object.values(columns);
  return {
    begin: byteOrderMark + csvLines([Object.keys(columns)]),
    encode: (items) => csvLines(items.map((item) => valuesOf.map((valueOf) => valueOf(item)))),
    end: () => '',
  };
}
