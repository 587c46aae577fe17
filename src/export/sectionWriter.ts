import { ApiError } from '../api/apiError.ts';
import { PageReader, type ReadPage } from '../api/pageReader.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Item } from '../sections/section.ts';
import type { PartEncoder } from './exportEncoding.ts';
import { ExportTally, type Part, type PartOutcome } from './exportTally.ts';

/** A file that the items of sections go to. */
export interface ExportOutput {
  readonly takes: (section: string) => boolean;
  readonly encoder: PartEncoder;
  /** A failure adds nothing, so the same text can be added again. */
  readonly append: (text: string) => Promise<void>;
}

/** How an export reads and writes. */
export interface SectionWriterDependencies {
  readonly outputs: readonly ExportOutput[];
  readonly pagesOf: (part: Part) => ReadPage<Item>;
  readonly keyOf: (part: Part, item: Item) => string;
  /** An error as a part of a file. */
  readonly describe: (error: ApiError) => Promise<object>;
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
  #isEnded = false;
  /** The texts that are not written yet, in their order. */
  readonly #texts: { readonly output: ExportOutput; readonly text: string }[];
  /** The sections that the whole tenant refuses, since the export went on. */
  readonly #refusals = new Map<string, ApiError>();

  /** @param parts the parts of an organization follow each other */
  constructor(parts: readonly Part[], dependencies: SectionWriterDependencies) {
    this.#parts = parts;
    this.#dependencies = dependencies;
    this.#texts = dependencies.outputs.map((output) => ({ output, text: output.encoder.begin }));
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
   * Writes what is left. A section that a token may not read, or that the tenant does not have, is noted in `tally` and in
   * the file.
   * @param onPage called after each page
   * @throws ApiError if a page cannot be read, or `cancelled`
   * @throws the errors of `append`
   */
  async run(context: RequestContext, onPage: () => void): Promise<void> {
    this.#refusals.clear();
    for (let part = this.part; part; part = this.part) {
      await this.#write();
      await this.#readPage(part, context);
      onPage();
    }
    if (!this.#isEnded) {
      this.#isEnded = true;
      this.#texts.push(...this.#dependencies.outputs.map((output) => ({ output, text: output.encoder.end })));
    }
    await this.#write();
  }

  /** Gives up what is left of the section that could not be read. */
  async leaveOut(error: ApiError): Promise<void> {
    if (this.part) {
      await this.#end(this.part, { isComplete: false, error });
    }
  }

  async #readPage(part: Part, context: RequestContext): Promise<void> {
    const refusal = this.#refusals.get(part.section);
    const pages = this.#begin(part);
    try {
      if (refusal) {
        throw refusal;
      }
      await pages.readNextPageOrRestart(context);
    } catch (error) {
      if (!(error instanceof ApiError) || !isRefusal(error)) {
        throw error;
      }
      // Scopes belong to the token and features to the tenant, so all organizations have this answer.
      if (error.reason !== 'notFound') {
        this.#refusals.set(part.section, error);
      }
      await this.#end(part, { isComplete: false, error });
      return;
    }
    const items = pages.takeItems();
    this.#add(part, (encoder) => encoder.items(part, items));
    this.tally.addItems(part, items.length);
    if (pages.hasEnded) {
      await this.#end(part, { isComplete: pages.isComplete });
    }
  }

  #begin(part: Part): PageReader<Item> {
    if (!this.#pages) {
      this.#add(part, (encoder) => encoder.beginPart(part));
      this.#pages = new PageReader(this.#dependencies.pagesOf(part), (item) => this.#dependencies.keyOf(part, item));
    }
    return this.#pages;
  }

  async #end(part: Part, outcome: PartOutcome): Promise<void> {
    const { isComplete, error } = outcome;
    const described = error && (await this.#dependencies.describe(error));
    this.#begin(part);
    this.#add(part, (encoder) =>
      encoder.endPart(part, { complete: isComplete, ...(described && { error: described }) }),
    );
    this.tally.addOutcome(part, outcome);
    this.#pages = undefined;
    this.#place += 1;
  }

  #add(part: Part, textOf: (encoder: PartEncoder) => string): void {
    const outputs = this.#dependencies.outputs.filter(({ takes }) => takes(part.section));
    this.#texts.push(...outputs.map((output) => ({ output, text: textOf(output.encoder) })));
  }

  async #write(): Promise<void> {
    for (let [next] = this.#texts; next; [next] = this.#texts) {
      await next.output.append(next.text);
      this.#texts.shift();
    }
  }
}

/** Whether another attempt would meet the error again, while other sections and organizations can be read. */
function isRefusal({ reason }: ApiError): boolean {
  return reason === 'insufficientScope' || reason === 'missingFeature' || reason === 'notFound';
}
