import { Sha256 } from '#host/sha256';
import { ApiError } from '../api/apiError.ts';
import { isRecord, type JsonObject, textAt } from '../api/jsonFields.ts';
import type { Organization } from '../api/organization.ts';
import type { PageReader } from '../api/pageReader.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Retry } from '../api/retries.ts';
import { ruleOf } from '../compare/sectionRules.ts';
import type { DraftFile } from '../documents/draftFile.ts';
import { countGap, countNote, type Gap, type Note } from '../export/exportWriters.ts';
import type { SectionContent, StoredSection } from '../sections/readSections.ts';
import { jsonLine } from '../text/json.ts';
import { plainText } from '../text/plainText.ts';

/**
 * The format of snapshots: JSON lines in UTF-8. The first line says what the file is, each further line has an
 * organization, and the last line ends the file with a hash of all before it, so that a file that was cut off or damaged
 * is recognized.
 * @see docs/snapshots.md
 */
export const snapshotFormat = 'organization-inspector';

/**
 * The version of the format. It is raised when an older version of the extension would misread a file. Version 1 has no
 * hash.
 */
export const snapshotVersion = 2;

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
 * The last line up to the hash.
 * @param organizations the number of lines between the first and the last
 * @param isCutOff whether the tenant may have more organizations, which could not be read
 * @param lacksFields whether organizations can lack fields that a token was not sent
 */
function endLine(organizations: number, isCutOff: boolean, lacksFields: boolean): string {
  const end = { organizations, ...(isCutOff && { complete: false }), ...(lacksFields && { summaries: true }) };
  return JSON.stringify({ end }).slice(0, -'}}'.length);
}

/** What ends the last line, with the hash of all texts before it. */
export async function hashEnd(hash: Sha256): Promise<string> {
  const field = JSON.stringify({ sha256: await hash.digest() }).slice('{'.length);
  return `,${field}}`;
}

/** What goes into a snapshot, and how it is read. */
export interface SnapshotSource {
  readonly header: SnapshotHeader;
  readonly pages: PageReader<Organization>;
  /** Reads a section. @returns `gone` if the organization was deleted meanwhile @throws ApiError */
  readonly readSection: (
    organization: Organization,
    section: string,
    context: RequestContext,
    patiently: Retry,
  ) => Promise<SectionContent | 'gone'>;
}

/** A section that could not be read to its end in some organizations, for one reason. */
export interface SectionGap extends Omit<Gap, 'error'> {
  /** What could be read in the first of these organizations. */
  readonly content: SectionContent;
}

/** How a snapshot is written. */
export interface SnapshotProgress {
  readonly patiently: Retry;
  /** Called after each page or organization, with the number of organizations so far. */
  readonly onProgress: (count: number) => void;
}

/** Writes a snapshot while it is read. After a failure, the next run goes on where it stopped. */
export class SnapshotWriter {
  readonly #source: SnapshotSource;
  readonly #file: Pick<DraftFile, 'add' | 'flush'>;
  readonly #hash = new Sha256();
  /** The organizations that were read, and are not in the file yet. */
  #waiting: readonly Organization[] = [];
  readonly #gaps = new Map<string, SectionGap>();
  /** What sections lack that were read. */
  readonly notes = new Map<string, Note>();
  #count = 0;
  #isEnded = false;

  constructor(source: SnapshotSource, file: Pick<DraftFile, 'add' | 'flush'>) {
    this.#source = source;
    this.#file = file;
    this.#addText(headerLine(source.header));
  }

  /** The number of organizations in the file. */
  get count(): number {
    return this.#count;
  }

  get gaps(): readonly SectionGap[] {
    return [...this.#gaps.values()];
  }

  /** Writes what is left. @throws ApiError @throws the error of the file system */
  async run(context: RequestContext, { patiently, onProgress }: SnapshotProgress): Promise<void> {
    const { header, pages } = this.#source;
    for (;;) {
      for (let [organization] = this.#waiting; organization; [organization] = this.#waiting) {
        const sections = await this.#readSections(organization, context, patiently);
        if (sections !== 'gone') {
          this.#add({ organization, sections });
        }
        this.#waiting = this.#waiting.slice(1);
        if (header.sections.length > 0) {
          await this.#file.flush();
          onProgress(this.#count);
        }
      }
      await this.#file.flush();
      onProgress(this.#count);
      if (context.signal.aborted) {
        throw new ApiError('cancelled');
      }
      if (pages.hasEnded) {
        break;
      }
      await patiently(async () => {
        this.#waiting = await pages.takePage(context);
      }, context.signal);
    }
    if (!this.#isEnded) {
      this.#isEnded = true;
      this.#addText(endLine(this.#count, pages.isCutOff, pages.lacksFields));
      this.#file.add(`${await hashEnd(this.#hash)}\n`);
    }
    await this.#file.flush();
  }

  #addText(text: string): void {
    this.#file.add(text);
    this.#hash.add(text);
  }

  #add(entry: SnapshotEntry): void {
    const { organization, sections } = entry;
    this.#addText(entryLine(entry));
    this.#count += 1;
    for (const [section, content] of Object.entries(sections)) {
      countNote(this.notes, { section, organization }, content.note);
      if (!content.complete) {
        const { status, errorCode, message } = content.error ?? {};
        const why = JSON.stringify([status, errorCode, message]);
        countGap(this.#gaps, content.error, { section, why, organization, content });
      }
    }
  }

  async #readSections(
    organization: Organization,
    context: RequestContext,
    patiently: Retry,
  ): Promise<SnapshotEntry['sections'] | 'gone'> {
    const sections: Record<string, SectionContent> = {};
    for (const name of this.#source.header.sections) {
      const content = await this.#source.readSection(organization, name, context, patiently);
      if (content === 'gone') {
        return content;
      }
      sections[name] = content;
    }
    return sections;
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

function readError(error: JsonObject): StoredSection['error'] & object {
  const { status } = error;
  const errorCode = plainText(textAt(error, 'errorCode'));
  return {
    reason: textAt(error, 'reason'),
    message: plainText(textAt(error, 'message')),
    ...(typeof status === 'number' && { status }),
    ...(errorCode !== '' && { errorCode }),
  };
}
