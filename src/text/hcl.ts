import { jsonString } from './json.ts';
import { indented, type Lines, separated } from './codeLines.ts';

/** The name of an argument, and its value in HCL. An argument without a value is left out. */
export type Argument = readonly [name: string, value: string | undefined];

/**
 * The text as an HCL string, without a template in it.
 * @see https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#quoted-templates
 */
export function hclString(text: string): string {
  return jsonString(text.toWellFormed())
    .replace(/\\(?:u(d[89ab][\da-f]{2})\\u(d[c-f][\da-f]{2})|.)/g, (escape, high?: string, low?: string) =>
      high === undefined || low === undefined ? (unknownEscapes.get(escape) ?? escape) : longEscape(high, low),
    )
    .replace(/[$%](?=\{)/g, '$&$&');
}

/** The escapes that JSON has and HCL has not. */
const unknownEscapes: ReadonlyMap<string, string> = new Map([
  ['\\b', '\\u0008'],
  ['\\f', '\\u000c'],
]);

/** @param high a surrogate in hexadecimal digits, as `low` */
function longEscape(high: string, low: string): string {
  const codePoint = String.fromCharCode(parseInt(high, 16), parseInt(low, 16)).codePointAt(0) ?? 0;
  return `\\U${codePoint.toString(16).padStart(8, '0')}`;
}

/** A string, boolean or number in HCL, `undefined` for any other value. */
export function hclValue(value: unknown): string | undefined {
  if (typeof value === 'string') {
    return hclString(value);
  }
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : undefined;
}

/** The fields of an object as arguments, without those that have no value in HCL. */
export function argumentsOf(fields: Readonly<Record<string, unknown>>, names: readonly string[]): readonly Argument[] {
  return names.map((name) => [name, hclValue(fields[name])]);
}

/** One argument a line, with their equals signs below each other, as `terraform fmt` aligns them. */
export function argumentLines(all: readonly Argument[]): Lines {
  const given = all.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
  const widest = Math.max(...given.map(({ name }) => name.length));
  return given.map(({ name, value }) => `${name.padEnd(widest)} = ${value}`);
}

/**
 * A block. There is an empty line between its parts, of which empty ones are left out.
 * @param head the type of the block and its labels
 */
export function block(
  [type, ...labels]: readonly [type: string, ...labels: string[]],
  ...parts: readonly Lines[]
): Lines {
  return [[type, ...labels.map(hclString), '{'].join(' '), ...indented(separated(parts)), '}'];
}

/** A map of strings as the value of an argument. Nothing if no value is a string. */
export function mapLines(name: string, map: Readonly<Record<string, unknown>>): Lines {
  const entries = Object.entries(map).flatMap(([key, value]): readonly Argument[] =>
    typeof value === 'string' ? [[keyOf(key), hclString(value)]] : [],
  );
  // How wide any other character is differs between versions of Unicode. Nothing is aligned with an entry that stands alone.
  const isAscii = ([key]: Argument) => /^[ -~]*$/.test(key);
  const others = entries.filter((entry) => !isAscii(entry));
  const lines = separated([argumentLines(entries.filter(isAscii)), ...others.map((entry) => argumentLines([entry]))]);
  return lines.length === 0 ? [] : [`${name} = {`, ...indented(lines), '}'];
}

/** A key that is an expression or a keyword in HCL is quoted. */
function keyOf(key: string): string {
  return /^(?!(?:for|null|true|false)$)[A-Za-z_]\w*$/.test(key) ? key : hclString(key);
}
