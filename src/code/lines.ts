import { plainText } from '../text/plainText.ts';

/** Lines of code, indented as if they stood alone. */
export type Lines = readonly string[];

export function indented(lines: Lines): Lines {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}

/**
 * A comment of one line, in HCL and in YAML. No text from elsewhere leaves the line or has a marker such as `##HOME##`,
 * which the Deploy CLI replaces with an environment variable, also in comments.
 */
export function comment(text: string): string {
  return `# ${plainText(text, 400).replace(/([#@])(?=\1)/g, '$1 ')}`;
}
