import { plainText } from './plainText.ts';

/** Lines of code, indented as if they stood alone. */
export type Lines = readonly string[];

export function indented(lines: Lines): Lines {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}

/** The parts with an empty line between them, without empty ones. */
export function separated(parts: readonly Lines[]): Lines {
  return parts.filter(({ length }) => length > 0).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

/**
 * Two of a character of the markers `##HOME##` and `@@HOME@@`. The Deploy CLI replaces them with an environment variable
 * before it reads the YAML, also in comments.
 * @see https://auth0.com/docs/deploy-monitor/deploy-cli-tool/keyword-replacement
 */
export const marker = /([#@])(?=\1)/g;

/** A comment of one line, in HCL and in YAML. No text from elsewhere leaves the line or has a marker. */
export function comment(text: string): string {
  return `# ${plainText(text, 400).replace(marker, '$1 ')}`;
}
