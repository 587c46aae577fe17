import type { Organization } from '../api/organization.ts';
import type { Item } from '../sections/section.ts';
import { byteOrderMark, csvLines } from '../text/csv.ts';
import { jsonArray, jsonField, jsonLine, jsonString } from '../text/json.ts';
import { type Columns, exportColumns, organizationColumns } from './exportColumns.ts';

/** The format of an export file, which is also its file extension. */
export type ExportFormat = 'csv' | 'json' | 'ndjson';

export const exportFormats: readonly ExportFormat[] = ['csv', 'json', 'ndjson'];

/** The longest name of an exported file, in characters, and in bytes of UTF-8, of which file systems take 255. */
const LONGEST_NAME = { characters: 120, bytes: 240 };

/** The longest name of an organization: https://auth0.com/docs/api/management/v2/organizations/post-organizations */
const LONGEST_PART = 50;

/**
 * A name for a file, without its extension, such as `acme-organizations-members`.
 * @param tenant the title of the tenant, which is cut where the name would be too long
 * @param parts what follows it
 */
export function exportFileName(tenant: string, ...parts: readonly string[]): string {
  const end = parts.map((part) => `-${Array.from(inFileName(part)).slice(0, LONGEST_PART).join('')}`).join('');
  const rest = `${end}.ndjson`;
  const encoder = new TextEncoder();
  const left = { characters: Array.from(rest).length, bytes: encoder.encode(rest).length };
  let begin = '';
  for (const character of inFileName(tenant).replace(deviceName, '$1-')) {
    left.characters += 1;
    left.bytes += encoder.encode(character).length;
    if (left.characters > LONGEST_NAME.characters || left.bytes > LONGEST_NAME.bytes) {
      break;
    }
    begin += character;
  }
  return begin + end;
}

/**
 * The name of a device and the dot behind it, for which Windows takes a file such as `aux.eu-organizations.csv`.
 * @see https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
 */
const deviceName = /^(con|prn|aux|nul|(?:com|lpt)[0-9¹²³])\./i;

/** A text in the name of a file. The characters that remain are valid there on every platform. */
function inFileName(text: string): string {
  return text.replace(/\.auth0\.com$/, '').replace(/[^\p{L}\p{M}\p{N}_.-]/gu, '-');
}

/** Encodes items as the text of a file, in pieces that can be written as they arrive. */
export interface Encoder<T> {
  readonly begin: string;
  /** The text of the next items. */
  readonly encode: (items: readonly T[]) => string;
  /**
   * The end of the text, after all items.
   * @param isCutOff whether there may be more, which could not be read
   * @param lacksFields whether the items can have fields that the token was not sent
   */
  readonly end: (isCutOff: boolean, lacksFields: boolean) => string;
}

/**
 * The encoder of a file of organizations in a format.
 * @param cutOff says that there may be more, in a sentence
 * @param unsent says that there can be fields that the token was not sent, in a sentence
 */
export function organizationEncoder(format: ExportFormat, cutOff: string, unsent: string): Encoder<Organization> {
  switch (format) {
    case 'json':
      return listEncoder();
    case 'ndjson':
      return ndjsonEncoder();
    case 'csv':
      return csvEncoder(organizationColumns, cutOff, unsent);
  }
}

/** The text has the shape of the list document. */
function listEncoder(): Encoder<Organization> {
  const list = jsonArray(4);
  return {
    begin: '{\n  "organizations": [',
    encode: list.encode,
    end: (...missing) =>
      [list.end(), ...Object.entries(endFields(...missing)).map((field) => jsonField(...field, 2))].join(',\n') +
      '\n}\n',
  };
}

/** What JSON says at its end, as a snapshot does. */
function endFields(isCutOff: boolean, lacksFields: boolean): object {
  return { ...(isCutOff && { complete: false }), ...(lacksFields && { summaries: true }) };
}

/** One object per line. */
function ndjsonEncoder(): Encoder<object> {
  return {
    begin: '',
    encode: (items) => items.map(jsonLine).join(''),
    end: (...missing) => (missing.includes(true) ? jsonLine(endFields(...missing)) : ''),
  };
}

/**
 * CSV with a header row.
 * @param why what the last column of a last row says of a list that was cut off, and of fields that were not sent
 */
function csvEncoder<T>(columns: Columns<T>, ...why: readonly string[]): Encoder<T> {
  const valuesOf = Object.values(columns);
  return {
    begin: byteOrderMark + csvLines([Object.keys(columns)]),
    encode: (items) => csvLines(items.map((item) => valuesOf.map((valueOf) => valueOf(item)))),
    end: (...missing) =>
      csvLines(why.filter((_, place) => missing[place]).map((each) => valuesOf.map(() => '').with(-1, each))),
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
  /** What the items lack, in a sentence. */
  readonly note?: string;
  readonly error?: { readonly message: string };
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
 * @param cutOff why a part is not complete that has no error, in a sentence
 */
export function partEncoder(format: ExportFormat, section: string, cutOff: string): PartEncoder {
  switch (format) {
    case 'json':
      return jsonEncoder();
    case 'ndjson':
      return lineEncoder();
    case 'csv':
      return tableEncoder(section, cutOff);
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
    endPart: ({ isLast }, { complete, note, error }) => {
      const noteField = note ? `,\n${jsonField('note', note, 10)}` : '';
      const errorField = error ? `,\n${jsonField('error', error, 10)}` : '';
      return `${items.end()},\n${jsonField('complete', complete, 10)}${noteField}${errorField}\n        }${isLast ? '\n      }\n    }' : ''}`;
    },
    end: '\n  ]\n}\n',
  };
}

/** One line an item, and one for each part that is not complete, or whose items lack something. */
function lineEncoder(): PartEncoder {
  const lines = ndjsonEncoder();
  const about = ({ organization, section }: Part) => ({ organization: referenceTo(organization), section });
  return {
    begin: lines.begin,
    beginPart: () => '',
    items: (part, items) => lines.encode(items.map((item) => ({ ...about(part), item }))),
    endPart: (part, outcome) =>
      outcome.complete && !outcome.note ? '' : lines.encode([{ ...about(part), ...outcome }]),
    end: '',
  };
}

/** An item with its organization, or why there is none, or not all of them. */
interface Row {
  readonly part: Part;
  readonly item: Item;
  readonly notRead?: unknown;
}

/**
 * One row an item, and one for each part that is not complete, or whose items lack something, so that what was not read
 * does not look like none.
 */
function tableEncoder(section: string, cutOff: string): PartEncoder {
  const itemColumns = Object.entries(exportColumns[section] ?? {}).map(
    ([name, valueOf]) => [name, ({ item }: Row) => valueOf(item)] as const,
  );
  const columns: Columns<Row> = {
    organization_id: ({ part }) => part.organization.id,
    organization_name: ({ part }) => part.organization.name,
    ...Object.fromEntries(itemColumns),
    not_read: ({ notRead }) => notRead,
  };
  const rows = csvEncoder(columns);
  return {
    begin: rows.begin,
    beginPart: () => '',
    items: (part, items) => rows.encode(items.map((item) => ({ part, item }))),
    endPart: (part, { complete, note, error }) =>
      rows.encode(
        [note, complete ? '' : (error?.message ?? cutOff)]
          .filter(Boolean)
          .map((notRead) => ({ part, item: {}, notRead })),
      ),
    end: '',
  };
}

function referenceTo({ id, name }: Part['organization']): object {
  return { id, ...(name !== undefined && { name }) };
}
