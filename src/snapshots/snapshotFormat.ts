import { ruleOf } from '../comparing/sectionRules.ts';
import type { Organization } from '../management/organization.ts';
import type { SectionContent } from '../sections/loadSections.ts';
import { jsonLine } from '../text/json.ts';

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
export interface SnapshotEntry {
  readonly organization: Organization;
  readonly sections: Readonly<Record<string, SectionContent>>;
}

/** The first line. It tells other readers by which fields the items of sections are matched. */
export function headerLine({ domain, createdAt, sections }: SnapshotHeader): string {
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

export function entryLine({ organization, sections }: SnapshotEntry): string {
  return jsonLine({ organization, ...(Object.keys(sections).length > 0 && { sections }) });
}

/**
 * The last line.
 * @param organizations the number of lines between the first and the last
 * @param isCutOff whether the tenant may have more organizations, which could not be read
 */
export function endLine(organizations: number, isCutOff: boolean): string {
  return jsonLine({ end: { organizations, ...(isCutOff && { complete: false }) } });
}
