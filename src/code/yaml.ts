import { isRecord } from '../management/jsonFields.ts';
import { quotedText } from '../text/plainText.ts';
import { indented, type Lines } from './lines.ts';

/**
 * The text as a YAML string. It has no marker such as `##HOME##` or `@@HOME@@`, which the Deploy CLI replaces with an
 * environment variable before it reads the YAML.
 * @see https://auth0.com/docs/deploy-monitor/deploy-cli-tool/keyword-replacement
 */
function yamlString(text: string): string {
  return quotedText(text).replace(/([#@])(?=\1)/g, (marker) => `\\u00${marker.charCodeAt(0).toString(16)}`);
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
  if (isRecord(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, field]) => yamlEntry(key, field));
  }
  return typeof value === 'string' ? yamlString(value) : JSON.stringify(value);
}
