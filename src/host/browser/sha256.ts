/** SHA-256 of texts in UTF-8 that come one after the other. Web Crypto takes them at once; a browser has whole files in memory. */
export class Sha256 {
  readonly #texts: string[] = [];

  add(text: string): void {
    this.#texts.push(text);
  }

  /** In hexadecimal digits. Nothing can be added after it. */
  async digest(): Promise<string> {
    const bytes = await new Blob(this.#texts).arrayBuffer();
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
}
