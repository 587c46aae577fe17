import { ApiError } from '../api/apiError.ts';
import { isRecord, readString } from '../api/jsonFields.ts';
import type { Organization } from '../api/organization.ts';
import { ruleOf } from '../compare/sectionRules.ts';
import type { Batches } from '../organizations/organizationList.ts';
import type { SectionContent, StoredSection } from '../sections/readSections.ts';
import { jsonLine } from '../text/json.ts';
import { plainText } from '../text/plainText.ts';

/**
 * The format of snapshots: JSON lines in UTF-8. The first line says what the file is, each further line has an
 * organization, and the last line ends the file, so that a file that was cut off is recognized.
 * @see docs/snapshots.md
 */
export const snapshotFormat = 'organization-inspector';

/** The version of the format. It is raised when an older version of the extension would misread a file. */
export const snapshotVersion = 1;

/** What a snapshot says of itself. */
export interface SnapshotHeader {
  readonly domain: string;
  /** When the reading began, as ISO 8601 in UTC with milliseconds. */
  readonly createdAt: string;
  /** The names of the sections that were read of each organization. */
  readonly sections: readonly string[];
}

/** An organization of a snapshot. Its sections have the names of the header. */
interface SnapshotEntry {
  readonly organization: Organization;
  readonly sections: Readonly<Record<string, SectionContent>>;
}

/** The first line. It tells other readers by which fields the items of sections are matched. */
function headerLine({ domain, createdAt, sections }: SnapshotHeader): string {
  const matched = sections.map((name) => [name, { matchedBy: ruleOf(name).matchedBy }] as const);
  return jsonLine({
    snapshot: {
      format: snapshotFormat,
      version: snapshotVersion,
      domain,
      createdAt,
      sections: Object.fromEntries(matched),
    },
  });
}

function entryLine({ organization, sections }: SnapshotEntry): string {
  return jsonLine({ organization, ...(Object.keys(sections).length > 0 && { sections }) });
}

/**
 * The last line.
 * @param organizations the number of lines between the first and the last
 * @param isCutOff whether the tenant may have more organizations, which could not be read
 */
function endLine(organizations: number, isCutOff: boolean): string {
  return jsonLine({ end: { organizations, ...(isCutOff && { complete: false }) } });
}

/** What goes into a snapshot, and how it is read. */
export interface SnapshotSource {
  readonly header: SnapshotHeader;
  readonly batches: Batches;
  /** Whether the batches were the beginning of a list that could not be read to its end. */
  readonly isCutOff: () => boolean;
  /** Reads the sections of the header. @returns `gone` for an organization that was deleted meanwhile */
  readonly readSections: (organization: Organization) => Promise<SnapshotEntry['sections'] | 'gone'>;
  /** Called after each request for organizations or their sections, with the number of organizations so far. */
  readonly onProgress: (count: number) => void;
}

/**
 * The text of a snapshot, in pieces that can be written as they arrive.
 * @throws ApiError if something cannot be read, `cancelled` if the signal aborts
 */
export async function* snapshotTexts(
  { header, batches, isCutOff, readSections, onProgress }: SnapshotSource,
  signal: AbortSignal,
): AsyncIterable<string> {
  const hasSections = header.sections.length > 0;
  let count = 0;
  yield headerLine(header);
  for await (const batch of batches) {
    let lines = '';
    for (const organization of batch) {
      const sections = hasSections ? await readSections(organization) : {};
      if (sections !== 'gone') {
        lines += entryLine({ organization, sections });
        count += 1;
      }
      if (hasSections) {
        yield lines;
        lines = '';
        onProgress(count);
      }
    }
    yield lines;
    onProgress(count);
    throwIfAborted(signal);
  }
  yield endLine(count, isCutOff());
  throwIfAborted(signal);
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new ApiError('cancelled');
  }
}

/** @returns `undefined` for a value that is no section */
export function readStoredSection(value: unknown): StoredSection | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const { items, complete, error } = value;
  if (!Array.isArray(items) || !items.every(isRecord) || typeof complete !== 'boolean') {
    return undefined;
  }
  if (error === undefined) {
    return { items, complete };
  }
  return isRecord(error) ? { items, complete, error: readError(error) } : undefined;
}

function readError({
  reason,
  status,
  errorCode,
  message,
}: Readonly<Record<string, unknown>>): StoredSection['error'] & object {
  const code = readString(errorCode);
  return {
    reason: readString(reason) ?? '',
    message: plainText(readString(message) ?? ''),
    ...(typeof status === 'number' && { status }),
    ...(code !== undefined && { errorCode: plainText(code) }),
  };
}
