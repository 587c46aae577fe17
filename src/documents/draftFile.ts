import * as l10n from '@vscode/l10n';
import type { Draft } from '#host/localFiles';
import { ApiError } from '../api/apiError.ts';

/**
 * A file that is written as its texts arrive, while its target stays as it is until the file is whole. After a failure,
 * the next call goes on with the text that could not be written.
 */
export class DraftFile {
  readonly #open: () => Promise<Draft>;
  /** The texts that are not written yet, in their order. */
  readonly #waiting: string[] = [];
  #draft: Draft | undefined;
  #isCommitted = false;
  #isDiscarded = false;

  /** @param open begins the draft with the first call of `flush` */
  constructor(open: () => Promise<Draft>) {
    this.#open = open;
  }

  get isCommitted(): boolean {
    return this.#isCommitted;
  }

  get isDiscarded(): boolean {
    return this.#isDiscarded;
  }

  /** Adds a text, which waits for `flush`. */
  add(text: string): void {
    this.#waiting.push(text);
  }

  /** Writes the texts that wait. @throws ApiError `cancelled` once it is discarded @throws the error of the file system */
  async flush(): Promise<void> {
    if (this.#isDiscarded) {
      throw new ApiError('cancelled');
    }
    this.#draft ??= await this.#open();
    for (let [text] = this.#waiting; text !== undefined; [text] = this.#waiting) {
      await this.#draft.append(text);
      this.#waiting.shift();
    }
  }

  /** Puts the file in the place of its target, once. @throws as `flush` does */
  async commit(): Promise<void> {
    if (!this.#isCommitted) {
      await this.flush();
      await this.#draft?.commit();
      this.#isCommitted = true;
    }
  }

  /** Removes what was written, unless it is in its place. */
  async discard(): Promise<void> {
    if (!this.#isCommitted) {
      this.#isDiscarded = true;
      await this.#draft?.discard();
    }
  }
}

/** Explains the error codes of Node and VS Code for a failed write. `undefined` for any other error. */
export function describeFileProblem(error: unknown): string | undefined {
  switch ((error as { readonly code?: unknown } | null | undefined)?.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return l10n.t('There is no space left. Make some, or choose another place.');
    case 'EACCES':
    case 'EROFS':
    case 'NoPermissions':
      return l10n.t('You may not write there. Choose another place.');
    case 'EBUSY':
    case 'EPERM':
      return l10n.t('Another program has the file open, or you may not write there. Choose another place.');
    case 'ENOENT':
    case 'ENOTDIR':
    case 'FileNotFound':
    case 'FileNotADirectory':
      return l10n.t('The folder does not exist, or was removed meanwhile. Choose another place.');
    case 'EISDIR':
    case 'FileIsADirectory':
      return l10n.t('There is a folder with this name. Choose another name.');
    case 'ENAMETOOLONG':
      return l10n.t('The name is too long. Choose another name.');
    default:
      return undefined;
  }
}
