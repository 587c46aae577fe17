import { createHash } from 'node:crypto';

/** SHA-256 of texts in UTF-8 that come one after the other. */
export class Sha256 {
  readonly #hash = createHash('sha256');

  add(text: string): void {
    this.#hash.update(text);
  }

  /** In hexadecimal digits. Nothing can be added after it. */
  digest(): Promise<string> {
    return Promise.resolve(this.#hash.digest('hex'));
  }
}
