import type { Organization } from '../api/organization.ts';
import type { Item } from '../sections/section.ts';
import { jsonArray, jsonField, jsonLine, jsonString } from '../text/json.ts';
import { exportColumns } from './exportColumns.ts';

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
function ndjsonEncoder(): Encoder<object> {
  return {
    begin: '',
    encode: (items) => items.map(jsonLine).join(''),
    end: () => '',
  };
}

/** The columns of a table of items: what each shows of an item, by its name. */
type Columns<T> = Readonly<Record<string, (item: T) => unknown>>;

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
async function csvEncoder<T>(columns: Columns<T>): Promise<Encoder<T>> {
  const { byteOrderMark, csvLines } = await import('../text/csv.ts');
  const valuesOf = Object.values(columns);
  return {
    begin: byteOrderMark + csvLines([Object.keys(columns)]),
    encode: (items) => csvLines(items.map((item) => valuesOf.map((valueOf) => valueOf(item)))),
    end: () => '',
  };
}

/** A section of an organization that is exported. */
export interface Part {
  readonly organization: Organization;
  /** The name of the section. */
  readonly section: string;
  /** Whether it is the first, or the last, of the exported sections of its organization. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Whether it is the first part of the file. */
  readonly isFirstOfAll: boolean;
}

/** The sections to export of an organization. */
export interface ExportedOrganization {
  readonly organization: Organization;
  readonly sections: readonly string[];
}

/** The parts of organizations, in their order. */
export function partsOf(organizations: readonly ExportedOrganization[]): readonly Part[] {
  return organizations.flatMap(({ organization, sections }, place) =>
    sections.map((section, index) => ({
      organization,
      section,
      isFirst: index === 0,
      isLast: index === sections.length - 1,
      isFirstOfAll: place === 0 && index === 0,
    })),
  );
}

/** What a file says of a part after its items. */
export interface EncodedOutcome {
  readonly complete: boolean;
  readonly error?: object;
}

/** Encodes parts as the text of a file, in pieces that can be written as they arrive. */
export interface PartEncoder {
  readonly begin: string;
  /** The text before the items of a part. */
  readonly beginPart: (part: Part) => string;
  readonly items: (part: Part, items: readonly Item[]) => string;
  /** The text after the items of a part. */
  readonly endPart: (part: Part, outcome: EncodedOutcome) => string;
  /** The end of the text, after all parts. */
  readonly end: string;
}

/**
 * The encoder of a file in a format.
 * @param section the section of a CSV file, which holds one section
 */
export async function partEncoder(format: ExportFormat, section: string): Promise<PartEncoder> {
  switch (format) {
    case 'json':
      return jsonEncoder();
    case 'ndjson':
      return lineEncoder();
    case 'csv':
      return tableEncoder(section);
  }
}

/** One object with a list of organizations. Each section has the shape that it has in the document of everything. */
function jsonEncoder(): PartEncoder {
  let items = jsonArray(12);
  return {
    begin: '{\n  "organizations": [',
    beginPart: ({ organization, section, isFirst, isFirstOfAll }) => {
      items = jsonArray(12);
      const before = isFirst
        ? `${isFirstOfAll ? '' : ','}\n    {\n${jsonField('organization', referenceTo(organization), 6)},\n      "sections": {\n`
        : ',\n';
      return `${before}        ${jsonString(section)}: {\n          "items": [`;
    },
    items: (_part, page) => items.encode(page),
    endPart: ({ isLast }, { complete, error }) => {
      const errorField = error ? `,\n${jsonField('error', error, 10)}` : '';
      return `${items.end()},\n${jsonField('complete', complete, 10)}${errorField}\n        }${isLast ? '\n      }\n    }' : ''}`;
    },
    end: '\n  ]\n}\n',
  };
}

/** One line an item, and one for each part that is not complete. */
function lineEncoder(): PartEncoder {
  const lines = ndjsonEncoder();
  const about = ({ organization, section }: Part) => ({ organization: referenceTo(organization), section });
  return {
    begin: lines.begin,
    beginPart: () => '',
    items: (part, items) => lines.encode(items.map((item) => ({ ...about(part), item }))),
    endPart: (part, outcome) => (outcome.complete ? '' : lines.encode([{ ...about(part), ...outcome }])),
    end: lines.end(),
  };
}

/** An item with its organization. */
interface Row {
  readonly part: Part;
  readonly item: Item;
}

/** One row an item. A table has no place for what could not be read. */
async function tableEncoder(section: string): Promise<PartEncoder> {
  const itemColumns = Object.entries(exportColumns[section] ?? {}).map(
    ([name, valueOf]) => [name, ({ item }: Row) => valueOf(item)] as const,
  );
  const columns: Columns<Row> = {
    organization_id: ({ part }) => part.organization.id,
    organization_name: ({ part }) => part.organization.name,
    ...Object.fromEntries(itemColumns),
  };
  const rows = await csvEncoder(columns);
  return {
    begin: rows.begin,
    beginPart: () => '',
    items: (part, items) => rows.encode(items.map((item) => ({ part, item }))),
    endPart: () => '',
    end: rows.end(),
  };
}

function referenceTo({ id, name }: Part['organization']): object {
  return { id, ...(name !== undefined && { name }) };
}
