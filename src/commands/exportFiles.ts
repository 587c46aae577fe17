import type { Uri } from 'vscode';
import type { ExportFormat } from '../organizations/exportBatches.ts';
import { openDraft } from '../organizations/exportFile.ts';
import { partEncoder } from '../sections/exportEncoding.ts';
import type { ExportOutput } from '../sections/sectionExport.ts';
import type { TargetOf } from './exportSectionQuestions.ts';

/** A file that is being written. */
interface OpenFile extends ExportOutput {
  readonly target: Uri;
  readonly commit: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

/** The files that an export writes: one for each section as CSV, otherwise one for all. */
export class ExportFiles {
  readonly #files: OpenFile[] = [];
  /** The number of files that are in their places. */
  #committed = 0;

  get outputs(): readonly ExportOutput[] {
    return this.#files;
  }

  get targets(): readonly Uri[] {
    return this.#files.map(({ target }) => target);
  }

  /** @throws the error of the file system if a file cannot be written; no file is left then */
  async open(sections: readonly string[], format: ExportFormat, targetOf: TargetOf): Promise<void> {
    try {
      for (const section of format === 'csv' ? sections : sections.slice(0, 1)) {
        const target = targetOf(section);
        const takes = (name: string) => format !== 'csv' || name === section;
        const encoder = await partEncoder(format, section);
        this.#files.push({ target, takes, encoder, ...(await openDraft(target)) });
      }
    } catch (error) {
      await this.discard();
      throw error;
    }
  }

  /**
   * Puts the files in their places. After a failure, the next call goes on with the file that failed.
   * @throws the error of the file system
   */
  async commit(): Promise<void> {
    for (const file of this.#files.slice(this.#committed)) {
      await file.commit();
      this.#committed += 1;
    }
  }

  /** Removes the files that are not in their places. */
  async discard(): Promise<void> {
    for (const file of this.#files.slice(this.#committed)) {
      await file.discard();
    }
  }
}
