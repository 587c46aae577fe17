/** Languages in which texts are YAML. */
export const yamlLanguages: readonly string[] = ['yaml', 'dockercompose', 'github-actions-workflow'];

/** What a place in code takes. */
export type Wanted = 'id' | 'name';

/** A place in code where an organization is named, and what has been typed there so far. */
export interface CompletionContext {
  readonly wants: Wanted;
  readonly typed: string;
}

/**
 * Keys whose value is an organization, as they are written in any language: `organization`, `organizationId`,
 * `AUTH0_ORGANIZATION`, `VITE_AUTH0_ORGANIZATION`, `org_id`, `withOrganization`, `organization_name`, `org_name` …
 * @see https://auth0.com/docs/manage-users/organizations/custom-development
 */
const key = String.raw`(?<![A-Za-z0-9])(?:\w*AUTH0_|with)?(?:(?:organizations?|org)_?(?:ids?|(names?))|organization)`;

const quote = '["\'`]';

/** Between a key and its value: what assigns, compares or calls, or the comma between two arguments. */
const sign = String.raw`${quote}?\]?\s*(?:=>|:=|!==?|={1,3}|[:,(])\s*`;

/** What can stand before the quotes of a value: a list with other values, or what Go makes a pointer with. */
const opening = String.raw`(?:[\[({]\s*(?:${quote}[\w-]+${quote},\s*)*|(?:\w+\.)?String\()?`;

/** A value inside quotes, whatever the language. Those before it in a list in one string are left out. */
const quoted = new RegExp(String.raw`${key}${sign}${opening}${quote}(?:[\w-]+,\s*)*([\w-]*)$`, 'i');

/** A value without quotes of its own: in `.env` files, shells, queries and URLs, where the sign has no space around it. */
const unquoted = new RegExp(String.raw`${key}[:=](?:[\w-]+,)*([\w-]*)$`, 'i');

/** A value without quotes in YAML. */
const plainScalar = new RegExp(String.raw`^\s*(?:- )?${quote}?${key}${quote}?:\s+([\w-]*)$`, 'i');

/** A path of the Management API, and the methods of SDKs for it. */
const path = /\/v2\/organizations\/(name\/)?([\w-]*)$/;
const method = /\borganizations(?:\(\))?\.get\w*?(by_?name\w*)?\(\s*["'`]([\w-]*)$/i;

/** An ID that has been begun. */
const begunId = /(?<![\w-])()(org_[A-Za-z0-9]{0,15})$/;

/** Languages whose texts need no quotes. What has been begun without them in another one is a name in the code. */
export const withoutQuotes: readonly string[] = [
  ...yamlLanguages,
  ...['plaintext', 'markdown', 'dotenv', 'properties', 'ini', 'http'],
  ...['shellscript', 'powershell', 'bat', 'dockerfile', 'makefile'],
];

/**
 * The place that a text ends at, if an organization belongs there.
 * @param before the text from the beginning of the file to the cursor
 */
export function completionContextAtEnd(
  before: string,
  languageId: string,
  fileName: string,
): CompletionContext | undefined {
  const line = before.slice(before.lastIndexOf('\n') + 1).slice(-500);
  const isText = withoutQuotes.includes(languageId) || endsInString(line);
  const isYaml = yamlLanguages.includes(languageId);
  return (
    firstPlace([method, quoted, ...(isText ? [unquoted, path] : []), ...(isYaml ? [plainScalar] : [])], line) ??
    (isYaml ? deployName(before, line) : undefined) ??
    (/\.(?:tf|hcl|tofu)$/.test(fileName) ? terraformName(before, line) : undefined) ??
    (isText ? firstPlace([begunId], line) : undefined)
  );
}

function endsInString(line: string): boolean {
  return /["'`]/.test(line.replace(/(["'`])(?:\\.|(?!\1).)*\1/g, ''));
}

/** The first group of each pattern is there when a name belongs there, the second is what has been typed. */
function firstPlace(patterns: readonly RegExp[], line: string): CompletionContext | undefined {
  for (const pattern of patterns) {
    const [match, name, typed = ''] = pattern.exec(line) ?? [];
    if (match !== undefined) {
      return { wants: name ? 'name' : 'id', typed };
    }
  }
  return undefined;
}

/** The name in a data source of Terraform; that of a resource is the one that it gives. */
function terraformName(before: string, line: string): CompletionContext | undefined {
  const typed = /^\s*name\s*=\s*"([\w-]*)$/.exec(line)?.[1];
  const isInside = () => /\bdata\s+"auth0_organization"\s+"[\w-]+"\s*\{[^{}]*$/.test(before.slice(-2000));
  return typed !== undefined && isInside() ? { wants: 'name', typed } : undefined;
}

/**
 * The name of an item of the list `organizations:` in a file of the Deploy CLI, not those of what is inside it.
 * @see https://auth0.com/docs/deploy-monitor/deploy-cli-tool/resource-specific-documentation
 */
function deployName(before: string, line: string): CompletionContext | undefined {
  const [, indent = '', typed] = /^( *(?:- +)?)name:\s+["']?([\w-]*)$/.exec(line) ?? [];
  const start = `\n${before}`.lastIndexOf('\norganizations:');
  if (typed === undefined || start < 0) {
    return undefined;
  }
  const section = before.slice(start + 'organizations:'.length);
  const item = /^ *- +/m.exec(section)?.[0];
  return item?.length === indent.length && !/^\w/m.test(section) ? { wants: 'name', typed } : undefined;
}

/**
 * A regular expression that finds an organization in all files of a workspace: its ID anywhere, its name in the places
 * of this file. VS Code wants it to be right for JavaScript with the flag `u` and for ripgrep.
 */
export function referencePattern(id: string, name: string | undefined): string {
  const wholeId = String.raw`\b${id}\b`;
  if (name === undefined) {
    return wholeId;
  }
  const whole = String.raw`\b${name}\b(?!-)`;
  const value = `${quote}?${whole}`;
  const keys = '(?:[Oo]rg(?:anization)?|ORG(?:ANIZATION)?)(?:_?[Nn]ame|_NAME)?';
  return [
    wholeId,
    String.raw`${keys}${sign}${opening}${value}`,
    String.raw`${keys}(?:[:=]|${sign}${quote})(?:[\w-]+,[ \t]*)+${whole}`,
    String.raw`\b[Oo]rganizations(?:\(\))?\.[Gg]et\w*?[Bb]y_?[Nn]ame\w*\(\s*${quote}${whole}`,
    String.raw`organizations/name/${value}`,
    String.raw`"auth0_organization"[^{}]*\{[^{}]*\bname\s*=\s*${value}`,
    String.raw`^organizations:[ \t]*(?:#.*)?\r?\n(?:(?:[ \t#-].*)?\r?\n)*?[ \t-]+name:\s+${value}`,
  ].join('|');
}
