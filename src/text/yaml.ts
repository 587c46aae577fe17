import { jsonString } from './json.ts';
import { indented, type Lines, marker } from './codeLines.ts';

/** The text as a YAML string, without a marker in it. */
function yamlString(text: string): string {
  return jsonString(text).replace(marker, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}

/** Words that some version of YAML does not read as a string. @see https://yaml.org/type/bool.html */
const words: ReadonlySet<string> = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null']);

/** What no number and no date has, unlike `0x1f`, `0o7`, `1e3`, `2020-01-01`, and `e3`, which some readers take for one. */
const notNumeric = /^(?:[a-df-z]|e[a-z])|[g-np-wyz]/;

/** The text as YAML: without quotes if it is a word or a name that each version of YAML reads as a string. */
export function yamlWord(text: string): string {
  const lower = text.toLowerCase();
  const isPlain = /^[a-z0-9][a-z0-9_-]*$/i.test(text) && notNumeric.test(lower) && !words.has(lower);
  return isPlain ? text : yamlString(text);
}

/** In characters, within the limit of YAML for a key that stands in one line with its value. */
const LONGEST_KEY = 1000;

/** A key with its value. */
export function yamlEntry(key: string, value: unknown): Lines {
  const name = yamlWord(key);
  const lines = yamlLines(value);
  if (name.length > LONGEST_KEY) {
    return [`? ${name}`, ...prefixed(': ', lines)];
  }
  return typeof lines === 'string' ? [`${name}: ${lines}`] : [`${name}:`, ...indented(lines)];
}

/** An item of a list. @param comments lines above the item */
export function yamlItem(entries: string | Lines, ...comments: Lines): Lines {
  return [...comments, ...prefixed('- ', entries)];
}

function prefixed(prefix: string, lines: string | Lines): Lines {
  return indented([lines].flat()).map((line, index) => (index === 0 ? prefix + line.slice(prefix.length) : line));
}

/** A value in one line, or the lines of a list or a map that is not empty. */
function yamlLines(value: unknown): string | Lines {
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap((item) => yamlItem(yamlLines(item)));
  }
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, field]) => yamlEntry(key, field));
  }
  return typeof value === 'string' ? yamlString(value) : JSON.stringify(value);
}
