import { ApiError, isOfWholeTenant, isRefusal } from '../api/apiError.ts';
import { type Organization, organizationTitle } from '../api/organization.ts';
import { PageReader, type ReadPage } from '../api/pageReader.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { ItemError, type Retry } from '../api/retries.ts';
import type { DraftFile } from '../documents/draftFile.ts';
import type { Item } from '../sections/section.ts';
import type { Encoder, Part, PartEncoder } from './exportFormats.ts';

/** A file that the items of sections go to. */
export interface ExportOutput {
  readonly takes: (section: string) => boolean;
  readonly encoder: PartEncoder;
  readonly draft: Pick<DraftFile, 'add' | 'flush'>;
}

/** How an export reads and writes. */
export interface SectionWriterDependencies {
  readonly outputs: readonly ExportOutput[];
  /** @param onNote called with what the items lack, in a sentence, empty if nothing. See `noteOf` */
  readonly pagesOf: (part: Part, onNote: (note: string) => void) => ReadPage<Item>;
  readonly keyOf: (part: Part, item: Item) => string;
  /** An error as a part of a file. */
  readonly describe: (error: ApiError) => Promise<{ readonly message: string }>;
}

/**
 * Writes sections of organizations to files, page by page. It holds one page at a time, and the keys of one section. When
 * it is cancelled or fails, it can go on where it stopped.
 */
export class SectionWriter {
  readonly tally = new ExportTally();
  readonly #parts: readonly Part[];
  readonly #dependencies: SectionWriterDependencies;
  #place = 0;
  /** The pages of the part at this place, once it has begun. */
  #pages: PageReader<Item> | undefined;
  /** What the items of the part at this place lack. */
  #note = '';
  #isEnded = false;
  /** What the person has given up, and why it could not be read. */
  #leftOut: { readonly part: Part; readonly error: ApiError } | undefined;
  /** The sections that the whole tenant refuses, since the export went on. */
  readonly #refusals = new Map<string, ApiError>();

  /** @param parts the parts of an organization follow each other */
  constructor(parts: readonly Part[], dependencies: SectionWriterDependencies) {
    this.#parts = parts;
    this.#dependencies = dependencies;
    for (const { encoder, draft } of dependencies.outputs) {
      draft.add(encoder.begin);
    }
  }

  /** The number of parts. */
  get parts(): number {
    return this.#parts.length;
  }

  /** The part that is read next, `undefined` once all are read. */
  get part(): Part | undefined {
    return this.#parts[this.#place];
  }

  /**
   * Writes what is left. A section that a token may not read, that the tenant does not have, or that it fails to answer
   * for in one organization, is noted in `tally` and in the file.
   * @param patiently repeats the reading of a page after an outage
   * @param onPage called after each page
   * @throws ApiError if a page cannot be read, or `cancelled`
   * @throws the error of the file system
   */
  async run(context: RequestContext, patiently: Retry, onPage: () => void): Promise<void> {
    this.#refusals.clear();
    for (let part = this.part; part; part = this.part) {
      await this.#write();
      if (this.#leftOut?.part === part) {
        await this.#end(part, { isComplete: false, error: this.#leftOut.error });
      } else {
        await this.#readPage(part, context, patiently);
      }
      onPage();
    }
    if (!this.#isEnded) {
      this.#isEnded = true;
      for (const { encoder, draft } of this.#dependencies.outputs) {
        draft.add(encoder.end);
      }
    }
    await this.#write();
  }

  /** The next run gives up what is left of a part that could not be read, if it is still to be read. */
  leaveOut(part: Part, error: ApiError): void {
    this.#leftOut = { part, error };
  }

  async #readPage(part: Part, context: RequestContext, patiently: Retry): Promise<void> {
    const refusal = this.#refusals.get(part.section);
    const pages = this.#begin(part);
    let items: readonly Item[];
    try {
      if (refusal) {
        throw refusal;
      }
      items = await patiently(() => pages.takePage(context), context.signal, {
        title: organizationTitle(part.organization),
        kind: part.section,
      });
    } catch (error) {
      if (!(error instanceof ApiError) || !(isRefusal(error) || error instanceof ItemError)) {
        throw error;
      }
      if (isOfWholeTenant(error)) {
        this.#refusals.set(part.section, error);
      }
      await this.#end(part, { isComplete: false, error });
      return;
    }
    this.#add(part, (encoder) => encoder.items(part, items));
    this.tally.addItems(part, items.length);
    if (pages.hasEnded) {
      await this.#end(part, { isComplete: pages.isComplete });
    }
  }

  #begin(part: Part): PageReader<Item> {
    if (!this.#pages) {
      this.#add(part, (encoder) => encoder.beginPart(part));
      this.#note = '';
      const readPage = this.#dependencies.pagesOf(part, (note) => {
        this.#note = note;
      });
      this.#pages = new PageReader(readPage, (item) => this.#dependencies.keyOf(part, item));
    }
    return this.#pages;
  }

  async #end(part: Part, outcome: PartOutcome): Promise<void> {
    const { isComplete, error } = outcome;
    const described = error && (await this.#dependencies.describe(error));
    this.#begin(part);
    const note = this.#note;
    this.#add(part, (encoder) =>
      encoder.endPart(part, { complete: isComplete, ...(note && { note }), ...(described && { error: described }) }),
    );
    this.tally.addOutcome(part, outcome, described?.message ?? '');
    countNote(this.tally.notes, part, note);
    this.#pages = undefined;
    this.#place += 1;
  }

  #add(part: Part, textOf: (encoder: PartEncoder) => string): void {
    for (const { encoder, draft } of this.#dependencies.outputs.filter(({ takes }) => takes(part.section))) {
      draft.add(textOf(encoder));
    }
  }

  async #write(): Promise<void> {
    for (const { draft } of this.#dependencies.outputs) {
      await draft.flush();
    }
  }
}

/** How the reading of a part ended. */
export interface PartOutcome {
  /** Whether all items were read. */
  readonly isComplete: boolean;
  /** Why they were not. Without it, the Management API sends no more of them. */
  readonly error?: ApiError;
}

/** Why a section was not read completely in some organizations. */
export interface Gap {
  readonly section: string;
  /** Of the first of these organizations. */
  readonly error: ApiError | undefined;
  /** What the error means, empty without one. */
  readonly why: string;
  /** Whether the same is to be told of all of these organizations. */
  readonly isOneCause: boolean;
  readonly organizations: number;
  /** The first of these organizations. */
  readonly organization: Organization;
}

/** What a section lacks that was read in some organizations. */
export type Note = Omit<Gap, 'error'>;

/** Counts what was exported. Its size does not grow with the number of organizations. */
export class ExportTally {
  readonly #items = new Map<string, number>();
  readonly #gaps = new Map<string, Gap>();
  /** What sections lack that were read. */
  readonly notes = new Map<string, Note>();
  #organizations = 0;
  #parts = 0;
  #refused = 0;

  /** The number of items of each section, by its name. */
  get items(): ReadonlyMap<string, number> {
    return this.#items;
  }

  get itemCount(): number {
    return [...this.#items.values()].reduce((sum, count) => sum + count, 0);
  }

  /** The number of organizations of which nothing is left to read. */
  get organizations(): number {
    return this.#organizations;
  }

  get gaps(): readonly Gap[] {
    return [...this.#gaps.values()];
  }

  /** Whether no part could be read. */
  get hasReadNothing(): boolean {
    return this.itemCount === 0 && this.#parts === this.#refused;
  }

  addItems({ section }: Part, count: number): void {
    this.#items.set(section, (this.#items.get(section) ?? 0) + count);
  }

  /** @param why see `Gap` */
  addOutcome({ organization, section, isLast }: Part, { isComplete, error }: PartOutcome, why: string): void {
    this.#items.set(section, this.#items.get(section) ?? 0);
    this.#organizations += isLast ? 1 : 0;
    this.#parts += 1;
    this.#refused += error ? 1 : 0;
    if (!isComplete) {
      countGap(this.#gaps, error, { section, error, why, organization });
    }
  }
}

/**
 * Counts an organization that lacks a section. Causes with one reason count together: a tenant may tell each organization
 * another one.
 * @param gap what is kept of the first one
 */
export function countGap<T extends Pick<Gap, 'section' | 'why'>>(
  gaps: Map<string, T & Pick<Gap, 'isOneCause' | 'organizations'>>,
  error: { readonly reason: string } | undefined,
  gap: T,
): void {
  const key = `${gap.section} ${error?.reason}`;
  const known = gaps.get(key) ?? { ...gap, isOneCause: true, organizations: 0 };
  const isOneCause = known.isOneCause && known.why === gap.why;
  gaps.set(key, { ...known, isOneCause, organizations: known.organizations + 1 });
}

/** Counts an organization of which a section lacks something that was read. @param why empty if it lacks nothing */
export function countNote(
  notes: Map<string, Note>,
  { section, organization }: Pick<Note, 'section' | 'organization'>,
  why = '',
): void {
  if (why) {
    countGap(notes, undefined, { section, organization, why });
  }
}

/** Organizations that are written at once: enough to be worth a write to the file. */
const BATCH_SIZE = 100;

/** Organizations that are loaded, and the pages that follow them, which are read for the file alone. */
export interface OrganizationSource {
  readonly loaded: readonly Organization[];
  /** Whether the tenant may have more than are loaded, which could not be read. */
  readonly isCutOff?: boolean;
  /** Whether the loaded ones can lack fields that the token was not sent. */
  readonly lacksFields?: boolean;
  readonly pages?: PageReader<Organization>;
}

/** Writes organizations to a file as they are read. After a failure, the next run goes on where it stopped. */
export class OrganizationWriter {
  readonly #source: OrganizationSource;
  readonly #encoder: Encoder<Organization>;
  readonly #file: Pick<DraftFile, 'add' | 'flush'>;
  /** The organizations that were read, and are not in the file yet. */
  #waiting: readonly Organization[];
  #count = 0;
  #isEnded = false;

  constructor(source: OrganizationSource, encoder: Encoder<Organization>, file: Pick<DraftFile, 'add' | 'flush'>) {
    this.#waiting = source.loaded;
    this.#source = source;
    this.#encoder = encoder;
    this.#file = file;
    file.add(encoder.begin);
  }

  /** The number of organizations in the file. */
  get count(): number {
    return this.#count;
  }

  /** Whether the tenant may have more organizations, which could not be read. */
  get isCutOff(): boolean {
    const { pages, isCutOff = false } = this.#source;
    return pages?.isCutOff ?? isCutOff;
  }

  /** Whether organizations can lack fields that a token was not sent. */
  get lacksFields(): boolean {
    const { pages, lacksFields = false } = this.#source;
    return pages?.lacksFields ?? lacksFields;
  }

  /**
   * Writes what is left.
   * @param patiently repeats the reading of a page after an outage
   * @param onProgress called with the number of organizations so far
   * @throws ApiError @throws the error of the file system
   */
  async run(context: RequestContext, patiently: Retry, onProgress: (count: number) => void): Promise<void> {
    const { pages } = this.#source;
    await this.#write(context, onProgress);
    while (pages && !pages.hasEnded) {
      this.#waiting = await patiently(() => pages.takePage(context), context.signal);
      await this.#write(context, onProgress);
    }
    if (!this.#isEnded) {
      this.#isEnded = true;
      this.#file.add(this.#encoder.end(this.isCutOff, this.lacksFields));
    }
    await this.#file.flush();
  }

  async #write({ signal }: RequestContext, onProgress: (count: number) => void): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, BATCH_SIZE);
      this.#waiting = this.#waiting.slice(BATCH_SIZE);
      this.#file.add(this.#encoder.encode(batch));
      this.#count += batch.length;
      await this.#file.flush();
      onProgress(this.#count);
      if (signal.aborted) {
        throw new ApiError('cancelled');
      }
    }
  }
}
