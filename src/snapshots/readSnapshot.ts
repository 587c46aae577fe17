import { Sha256 } from '#host/sha256';
import { isOfWholeTenant } from '../api/apiError.ts';
import { isRecord, type JsonObject, ownField, parsedJson } from '../api/jsonFields.ts';
import { isOrganizationId, type Organization, readOrganization } from '../api/organization.ts';
import { isTenantDomain } from '../api/tenantDomain.ts';
import type { StoredSection } from '../sections/readSections.ts';
import { hashEnd, readStoredSection, snapshotFormat, type SnapshotHeader, snapshotVersion } from './snapshotFormat.ts';

/** Where an organization is in the file. */
interface PlaceInFile extends Pick<FileLine, 'start' | 'length'> {
  readonly line: number;
}

/** A snapshot without its sections, which are read one by one from their places. */
export interface Snapshot {
  readonly header: SnapshotHeader;
  readonly organizations: readonly Organization[];
  /** Whether the tenant may have had more organizations, which could not be read. */
  readonly isCutOff: boolean;
  /** Whether organizations can lack fields that the token was not sent. */
  readonly isOfSummaries: boolean;
  /** The sections that the whole tenant refused, so that no organization has them. */
  readonly refused: ReadonlySet<string>;
  /** Keyed by the ID of the organization. */
  readonly places: ReadonlyMap<string, PlaceInFile>;
}

/**
 * Reads a snapshot from its first to its last line, so that damage anywhere is found before anything is compared.
 * @param onLine called after each line. An error that it throws ends the reading
 * @throws SnapshotError if the file is no whole snapshot
 */
export async function readSnapshot(chunks: AsyncIterable<Uint8Array>, onLine: () => void): Promise<Snapshot> {
  const organizations: Organization[] = [];
  const places = new Map<string, PlaceInFile>();
  let header: ReadHeader | undefined;
  let end: End | undefined;
  let isUndamaged = true;
  /** The sections that no organization so far has. */
  let refused: readonly string[] | undefined;
  let last = 0;
  const hash = new Sha256();
  for await (const line of linesOf(chunks)) {
    onLine();
    if (line.text.trim() === '') {
      continue;
    }
    last = line.number;
    const text = line.text.replace(/\r$/, '');
    if (!header) {
      header = headerIn(line);
      hash.add(`${text}\n`);
      continue;
    }
    const value = valueIn(line);
    if (end) {
      throw new SnapshotError({ kind: 'afterEnd', line: line.number });
    }
    end = endIn(value);
    if (end) {
      isUndamaged = await isHashed(text, header.version, hash);
      continue;
    }
    hash.add(`${text}\n`);
    const { organization, sections } = entryIn(value, line.number, header.sections);
    refused =
      refused?.filter((name) => isRefusedIn(sections[name])) ??
      header.sections.filter((name) => isRefusedIn(sections[name]));
    const { id } = organization;
    const { line: firstLine } = places.get(id) ?? {};
    if (firstLine !== undefined) {
      throw new SnapshotError({ kind: 'duplicate', line: line.number, firstLine, id });
    }
    places.set(id, { line: line.number, start: line.start, length: line.length });
    organizations.push(organization);
  }
  if (!header) {
    throw new SnapshotError({ kind: 'empty' });
  }
  if (!end) {
    throw new SnapshotError({ kind: 'noEnd', line: last });
  }
  if (end.organizations !== organizations.length) {
    throw new SnapshotError({ kind: 'otherCount', found: organizations.length, expected: end.organizations });
  }
  if (!isUndamaged) {
    throw new SnapshotError({ kind: 'otherHash' });
  }
  const { domain, createdAt, sections } = header;
  const { isCutOff, isOfSummaries } = end;
  const rest = { isCutOff, isOfSummaries, refused: new Set(refused), places };
  return { header: { domain, createdAt, sections }, organizations, ...rest };
}

/** Whether the last line has the hash of all before it, which version 1 lacks. */
async function isHashed(lastLine: string, version: number, hash: Sha256): Promise<boolean> {
  const start = lastLine.lastIndexOf(',"sha256":');
  if (start < 0) {
    return version === 1;
  }
  hash.add(lastLine.slice(0, start));
  return lastLine.slice(start) === (await hashEnd(hash));
}

function isRefusedIn(section: StoredSection | undefined): boolean {
  return section?.error !== undefined && isOfWholeTenant(section.error);
}

/**
 * Reads the sections of an organization from the bytes at its place.
 * @throws SnapshotError `changed` if another organization is there
 */
export function sectionsAt(
  bytes: Uint8Array,
  id: string,
  sections: readonly string[],
): Readonly<Record<string, StoredSection>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    const entry = entryIn(value, 0, sections);
    if (entry.organization.id === id) {
      return entry.sections;
    }
  } catch {
    // The same as for another organization.
  }
  throw new SnapshotError({ kind: 'changed' });
}

interface ReadHeader extends SnapshotHeader {
  readonly version: number;
}

/** Whatever is no JSON, or no header, can be the first line of a file of any kind. */
function headerIn(line: FileLine): ReadHeader {
  const isOurs = line.text.startsWith('{"snapshot":');
  const value = isOurs ? valueIn(line) : parsedJson(line.text);
  const header = isRecord(value) ? ownField(value, 'snapshot') : undefined;
  if (!isRecord(header) || header['format'] !== snapshotFormat) {
    throw new SnapshotError({ kind: 'noSnapshot' });
  }
  const { version, domain, createdAt, sections } = header;
  if (typeof version === 'number' && version > snapshotVersion) {
    throw new SnapshotError({ kind: 'newer', version });
  }
  const isWhole =
    (version === 1 || version === snapshotVersion) &&
    typeof domain === 'string' &&
    isTenantDomain(domain) &&
    typeof createdAt === 'string' &&
    isTime(createdAt) &&
    isRecord(sections) &&
    Object.keys(sections).every((name) => /^[a-z-]+$/.test(name));
  if (!isWhole) {
    throw new SnapshotError({ kind: 'badHeader' });
  }
  return { version, domain, createdAt, sections: Object.keys(sections) };
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text));
}

function valueIn({ text, isEnded, number }: FileLine): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SnapshotError({ kind: isEnded ? 'notJson' : 'cutOff', line: number });
  }
}

/** What the last line says. */
interface End extends Pick<Snapshot, 'isCutOff' | 'isOfSummaries'> {
  readonly organizations: number;
}

/** @returns `undefined` for any line but the last one */
function endIn(value: unknown): End | undefined {
  const end = isRecord(value) && !Object.hasOwn(value, 'organization') ? value['end'] : undefined;
  const { organizations, complete, summaries }: JsonObject = isRecord(end) ? end : {};
  return typeof organizations === 'number'
    ? { organizations, isCutOff: complete === false, isOfSummaries: summaries === true }
    : undefined;
}

interface Entry {
  readonly organization: Organization;
  readonly sections: Readonly<Record<string, StoredSection>>;
}

/** @param names the names of the sections that the organization has to have */
function entryIn(value: unknown, line: number, names: readonly string[]): Entry {
  const { organization: given, sections: contents }: JsonObject = isRecord(value) && !isDeep(value) ? value : {};
  const organization = readOrganization(given);
  const sections = names.flatMap((name) => {
    const content = isRecord(contents) ? readStoredSection(ownField(contents, name)) : undefined;
    return content ? [[name, content] as const] : [];
  });
  if (!organization || !isOrganizationId(organization.id) || sections.length < names.length) {
    throw new SnapshotError({ kind: 'noOrganization', line });
  }
  return { organization, sections: Object.fromEntries(sections) };
}

/** How deep values may be. What compares them calls itself for each level. */
const DEEPEST = 100;

function isDeep(value: unknown, levels = DEEPEST): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return levels === 0 || Object.values(value).some((inner) => isDeep(inner, levels - 1));
}

/** A line of a file. */
interface FileLine {
  /** Counted from 1. */
  readonly number: number;
  /** Where the line begins in the file, and its length without the line break, in bytes. */
  readonly start: number;
  readonly length: number;
  readonly text: string;
  /** Whether a line break ends the line. Only the last line of a file can lack it. */
  readonly isEnded: boolean;
}

/** The longest line that is read, in bytes. An organization with 10,000 members takes about a tenth of it. */
export const LONGEST_LINE = 64 * 1024 * 1024;

const lineFeed = 0x0a;

/**
 * Splits a file into lines. No more than a line is in memory.
 * @param chunks the bytes of the file, in pieces of any size
 * @throws SnapshotError `notUtf8` or `tooLong`
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, longest = LONGEST_LINE): AsyncIterable<FileLine> {
  let number = 1;
  let start = 0;
  let length = 0;
  let parts: Uint8Array[] = [];
  const take = (isEnded: boolean): FileLine => {
    const line = { number, start, length, text: decoded(parts, number), isEnded };
    number += 1;
    start += length + 1;
    length = 0;
    parts = [];
    return line;
  };
  for await (const chunk of chunks) {
    let begin = 0;
    for (let end = chunk.indexOf(lineFeed); begin < chunk.length; end = chunk.indexOf(lineFeed, begin)) {
      const isEnded = end >= 0;
      const part = chunk.subarray(begin, isEnded ? end : chunk.length);
      begin += part.length + 1;
      length += part.length;
      if (length > longest) {
        throw new SnapshotError({ kind: 'tooLong', line: number });
      }
      parts.push(part);
      if (isEnded) {
        yield take(true);
      }
    }
  }
  if (length > 0) {
    yield take(false);
  }
}

function decoded(parts: readonly Uint8Array[], line: number): string {
  // An editor may have added a byte order mark, which the decoder drops.
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    return parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode();
  } catch {
    throw new SnapshotError({ kind: 'notUtf8', line });
  }
}

/** Why a file cannot be read as a snapshot. Lines are counted from 1. */
export type SnapshotProblem =
  | { readonly kind: 'empty' }
  /** The file can be of any other kind. */
  | { readonly kind: 'noSnapshot' }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'badHeader' }
  | { readonly kind: 'notUtf8' | 'notJson' | 'noOrganization' | 'tooLong' | 'afterEnd'; readonly line: number }
  /** The file ends within this line. */
  | { readonly kind: 'cutOff'; readonly line: number }
  /** The file ends after this line, which is not its last one. */
  | { readonly kind: 'noEnd'; readonly line: number }
  | { readonly kind: 'duplicate'; readonly line: number; readonly firstLine: number; readonly id: string }
  /** Its content has another hash than its last line says. */
  | { readonly kind: 'otherHash' }
  | { readonly kind: 'otherCount'; readonly found: number; readonly expected: number }
  /** The file is too large for a file system that can only read whole files. */
  | { readonly kind: 'tooLarge'; readonly bytes: number }
  /** The file is not the one that was read before. */
  | { readonly kind: 'changed' };

/** The error of a file that cannot be read as a snapshot. */
export class SnapshotError extends Error {
  readonly problem: SnapshotProblem;

  constructor(problem: SnapshotProblem) {
    super(`Not a snapshot: ${problem.kind}`);
    this.name = 'SnapshotError';
    this.problem = problem;
  }
}
