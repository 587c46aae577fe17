import { escapedCharacter, LONGEST_TEXT, replaceInvisible } from './plainText.ts';

/** A value as indented JSON. @param indent the spaces before each line */
export function jsonText(value: unknown, indent = 0): string {
  const json = JSON.stringify(value, undefined, 2);
  const before = ' '.repeat(indent);
  // `/^/gm` would also match after U+2028 and U+2029, which can occur in JSON strings. A line feed cannot.
  return indent === 0 ? json : before + json.replaceAll('\n', `\n${before}`);
}

/** A field of an object in indented JSON. @param indent the spaces before each line */
export function jsonField(name: string, value: unknown, indent: number): string {
  return `${' '.repeat(indent)}${JSON.stringify(name)}: ${jsonText(value, indent).trimStart()}`;
}

/** A value as a line of JSON Lines, with its end. Some programs take other separators for the end of a line as well. */
export function jsonLine(value: object): string {
  return `${JSON.stringify(value).replace(/[\u0085\u2028\u2029]/g, escapedCharacter)}\n`;
}

/** Encodes the items of an array in pieces. */
export interface JsonArray {
  /** The text of the next items. */
  readonly encode: (items: readonly unknown[]) => string;
  /** The end of the array. */
  readonly end: () => string;
}

/** The items of an array in indented JSON, without the bracket before them. @param indent the spaces before each item */
export function jsonArray(indent: number): JsonArray {
  let isEmpty = true;
  return {
    encode: (items) => {
      const before = isEmpty ? '\n' : ',\n';
      isEmpty &&= items.length === 0;
      return items.length === 0 ? '' : before + items.map((item) => jsonText(item, indent)).join(',\n');
    },
    end: () => (isEmpty ? ']' : `\n${' '.repeat(indent - 2)}]`),
  };
}

/**
 * The text as a JSON string, which is also valid YAML. Characters that `plainText` escapes are escaped, and nothing is
 * lost.
 */
export function jsonString(text: string): string {
  const json = JSON.stringify(text);
  return text.length > LONGEST_TEXT ? json.replace(/[^ -~]/g, escapedCharacter) : visible(json);
}

/**
 * A value as JSON with escapes in place of the characters that `plainText` escapes, which says the same. A reader who
 * sees the text sees all that is in it.
 */
export function visibleJson(value: unknown): string {
  return visible(JSON.stringify(value));
}

/** @param json JSON, in which such characters occur in strings alone */
function visible(json: string): string {
  return replaceInvisible(json, (character) => character.split('').map(escapedCharacter).join(''));
}
