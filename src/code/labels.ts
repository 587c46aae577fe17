/** Hands out labels of resources and data sources, each once per type. */
export class Labels {
  readonly #taken = new Set<string>();

  /**
   * The label of a name as `auth0 terraform generate` makes it, with a number if it is taken.
   * @param texts names that make up the label, at least one with a letter from a to z
   * @see https://github.com/auth0/auth0-cli/blob/main/internal/cli/terraform_fetcher.go
   */
  take(type: string, ...texts: readonly string[]): string {
    const label = texts
      .map(wordsOf)
      .filter(Boolean)
      .join('_')
      .replace(/^[\d_]+/, '');
    let unique = label;
    for (let number = 2; this.#taken.has(`${type}.${unique}`); number++) {
      unique = `${label}_${number}`;
    }
    this.#taken.add(`${type}.${unique}`);
    return unique;
  }
}

/** Whether a label can be made of the text alone. */
export function isLabelled(text: string): boolean {
  return /[a-z]/i.test(text);
}

function wordsOf(text: string): string {
  return text
    .replace(/[^a-zA-Z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();
}
