import { jsonString } from './json.ts';
import { indented, type Lines, marker } from './lines.ts';

/** The text as a YAML string, without a marker in it. */
function yamlString(text: string): string {
  return jsonString(text).replace(marker, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}

/** Words that some version of YAML does not read as a string. */
const words: ReadonlySet<string> = new Set(['yes', 'off', 'true', 'false', 'null']);

/** In characters, within the limit of YAML for a key that stands in one line with its value. */
const LONGEST_KEY = 1000;

/** A key with its value. */
export function yamlEntry(key: string, value: unknown): Lines {
  const name = /^(?=.{3})[a-z]+(?:_[a-z]+)*$/.test(key) && !words.has(key) ? key : yamlString(key);
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
