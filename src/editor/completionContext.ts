/** Language IDs of YAML files. */
export const yamlLanguages: readonly string[] = ['yaml', 'dockercompose', 'github-actions-workflow'];

/** Which key of an organization belongs at the cursor. */
export type OrganizationKey = 'id' | 'name';

/** Which key of an organization the code before the cursor asks for, and the text typed so far. */
export interface CompletionContext {
  readonly wants: OrganizationKey;
  readonly typed: string;
}

/**
 * Keys whose value is an organization, in any language: `organization`, `organizationId`, `AUTH0_ORGANIZATION`,
 * `VITE_AUTH0_ORG`, `org_id`, `organization-id`, `withOrganization`, `organization_name`, `org_name`, and
 * `event.organization?.name` of Actions …
 * @see https://auth0.com/docs/manage-users/organizations/custom-development
 * @see https://auth0.com/docs/actions/reference/post-login/post-login-event-object
 */
const key = String.raw`(?<![A-Za-z0-9])(?:\w*AUTH0_|with)?(?:(?:organizations?|org)(?:[_-]|\??\.)?(?:ids?|(names?))|organization|(?<=AUTH0_)org)`;

const quote = '["\'`]';

/** Between a key and its value: an assignment, a comparison, a call, the comma between arguments, or that of a default. */
const sign = String.raw`${quote}?\]?\s*(?:=>|:=|!==?|={1,3}|\?\?|\|\||[:,(])\s*`;

/** Before the quotes of a value: a list with earlier values, or Go's pointer helper `auth0.String(`. */
const opening = String.raw`(?:[\[({]\s*(?:${quote}[\w-]+${quote},\s*)*|(?:\w+\.)?String\()?`;

/** A quoted value in any language. Skips the earlier values of a comma-separated list in the same string. */
const quoted = new RegExp(String.raw`${key}${sign}${opening}${quote}(?:[\w-]+,\s*)*([\w-]*)$`, 'i');

/** An unquoted value in shells, queries and URLs, where no space surrounds the sign; `:-` is a shell's default. */
const unquoted = new RegExp(String.raw`${key}(?::-|[:=])(?:[\w-]+,)*([\w-]*)$`, 'i');

/** The same in files of settings, where spaces can surround the sign. */
const setting = new RegExp(String.raw`${key}[ \t]*[:=][ \t]*(?:[\w-]+,[ \t]*)*([\w-]*)$`, 'i');

/** An unquoted value in YAML. */
const plainScalar = new RegExp(String.raw`^\s*(?:- )?${quote}?${key}${quote}?:\s+([\w-]*)$`, 'i');

/** A Management API path, and the SDK methods for it. */
const path = /\/v2\/organizations\/(name\/)?([\w-]*)$/;
const method = /\borganizations(?:\(\))?\.get\w*?(by_?name\w*)?\(\s*["'`]([\w-]*)$/i;

/** A partly typed ID. The empty first group tells `firstMatch` that the context is an ID. */
const begunId = /(?:(?<![\w-])|(?<=:-))()(org_[A-Za-z0-9]{0,15})$/;

/** Languages of files of settings, one in a line. */
const settingLanguages: readonly string[] = ['dotenv', 'properties', 'ini'];

/** Languages whose values need no quotes. In other languages, an unquoted word is an identifier. */
export const withoutQuotes: readonly string[] = [
  ...yamlLanguages,
  ...settingLanguages,
  ...['plaintext', 'markdown', 'http'],
  ...['shellscript', 'powershell', 'bat', 'dockerfile', 'makefile'],
];

/**
 * The completion context at the end of a text, `undefined` if no organization belongs there.
 * @param before the text before the cursor, see `textBefore`
 */
export function completionContextAtEnd(
  before: string,
  languageId: string,
  fileName: string,
): CompletionContext | undefined {
  const line = before.slice(before.lastIndexOf('\n') + 1).slice(-500);
  const isText = withoutQuotes.includes(languageId) || endsInString(line);
  const isYaml = yamlLanguages.includes(languageId);
  const isSetting = settingLanguages.includes(languageId);
  const patterns = [
    method,
    quoted,
    ...(isText ? [unquoted, path] : []),
    ...(isYaml ? [plainScalar] : []),
    ...(isSetting ? [setting] : []),
  ];
  return (
    firstMatch(patterns, line) ??
    (isYaml ? deployName(before, line) : undefined) ??
    (/\.(?:tf|hcl|tofu)$/.test(fileName) ? terraformName(before, line) : undefined) ??
    (isText ? firstMatch([begunId], line) : undefined)
  );
}

/** Whether a value at the end of a text stands in YAML without quotes. */
export function isPlainYaml(before: string, languageId: string): boolean {
  return yamlLanguages.includes(languageId) && /:[ \t]+[\w-]{0,50}$/.test(before.slice(-500));
}

/**
 * A string, which ends at its first quote that is not escaped, or else at its last one: not all languages have escapes.
 * A backslash has one meaning in each alternative, since the time would double with each backslash otherwise.
 */
const closedString = /(["'`])(?:(?:\\.|(?!\1|\\).)*\1|.*\1)/g;

function endsInString(line: string): boolean {
  return /["'`]/.test(line.replace(closedString, ''));
}

/** The first group of each pattern matches if a name belongs there. The second group is the typed text. */
function firstMatch(patterns: readonly RegExp[], line: string): CompletionContext | undefined {
  for (const pattern of patterns) {
    const [match, name, typed = ''] = pattern.exec(line) ?? [];
    if (match !== undefined) {
      return { wants: name ? 'name' : 'id', typed };
    }
  }
  return undefined;
}

/** The name in a Terraform data source. In a resource, the name defines a new organization. */
function terraformName(before: string, line: string): CompletionContext | undefined {
  const typed = /^\s*name\s*=\s*"([\w-]*)$/.exec(line)?.[1];
  const isInside = () => /\bdata\s+"auth0_organization"\s+"[\w-]+"\s*\{[^{}]*$/.test(before.slice(-2000));
  return typed !== undefined && isInside() ? { wants: 'name', typed } : undefined;
}

/**
 * The name of an item of the list `organizations:` in a Deploy CLI file, not a name nested in the item.
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
 * Ends of escapes of a URL and of a string that are letters or digits, as in `%3Dorg_…`. Each has a fixed length, as PCRE2
 * requires.
 */
const escapes = String.raw`%[\dA-Fa-f]{2}|%25[\dA-Fa-f]{2}|\\[nrt]|\\u[\dA-Fa-f]{4}`;

/**
 * A regular expression that finds an organization in all files of a workspace: its ID anywhere, its name in the
 * completion contexts of this file. It is valid in JavaScript with the `u` flag and in ripgrep, as VS Code requires.
 */
export function referencePattern(id: string, name: string | undefined): string {
  const wholeId = String.raw`(?:\b|(?<=${escapes}))${id}\b`;
  if (name === undefined) {
    return wholeId;
  }
  const whole = String.raw`${name}(?![\w-])`;
  const value = `${quote}?${whole}`;
  const keys = '(?:[Oo]rg(?:anization)?|ORG(?:ANIZATION)?)(?:(?:[_-]|\\??\\.)?[Nn]ame|_NAME)?';
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
