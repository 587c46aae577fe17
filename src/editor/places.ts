/** What a place in code takes. */
export type Wanted = 'id' | 'name';

/** A place in code where an organization is named, and what has been typed there so far. */
export interface Place {
  readonly wants: Wanted;
  readonly typed: string;
}

/**
 * Keys whose value is an organization, as they are written in any language: `organization`, `organizationId`,
 * `AUTH0_ORGANIZATION`, `VITE_AUTH0_ORGANIZATION`, `org_id`, `auth0_org_id`, `organization_name`, `org_name` …
 * @see https://auth0.com/docs/manage-users/organizations/custom-development
 */
const key = String.raw`(?<![A-Za-z0-9])(?:\w*AUTH0_)?(?:(?:organizations?|org)_?(?:id|name|ids|names)|organization)`;

/** Between a key and its value: a colon, an equals sign, an arrow or the comma behind an argument. */
const sign = String.raw`["'\`\]]?\s*(?:=>|:=|[:=,]|\()\s*`;

/** A value inside quotes, whatever the language. Those before it in a list of IDs are left out. */
const quoted = new RegExp(`(${key})${sign}["'\`](?:[\\w-]+,\\s*)*([\\w-]*)$`, 'i');

/** A value without quotes: in `.env` files, shells and URLs, where the sign has no space around it. */
const unquoted = new RegExp(`(${key})=(?:[\\w-]+,)*([\\w-]*)$`, 'i');

/** A value without quotes in YAML. */
const plainScalar = new RegExp(`^\\s*(?:- )?["']?(${key})["']?:\\s+([\\w-]*)$`, 'i');

/** A path of the Management API, or a method of an SDK that takes the ID. */
const path = /\borganizations\/(name\/)?([\w-]*)$/;
const method = /\borganizations\.get(ByName)?\(\s*["'`]([\w-]*)$/;

/** An ID that has been begun. */
const begunId = /(?<![\w-])(org_[A-Za-z0-9]{0,15})$/;

const yaml: readonly string[] = ['yaml', 'dockercompose', 'github-actions-workflow'];

/**
 * The place that a text ends at, if an organization belongs there.
 * @param before the text from the beginning of the file to the cursor, or the last part of it
 */
export function placeAtEnd(before: string, languageId: string, fileName: string): Place | undefined {
  const line = before.slice(before.lastIndexOf('\n') + 1).slice(-500);
  return (
    keyed(quoted.exec(line)) ??
    keyed(unquoted.exec(line)) ??
    (yaml.includes(languageId) ? keyed(plainScalar.exec(line)) : undefined) ??
    named(path.exec(line)) ??
    named(method.exec(line)) ??
    begun(begunId.exec(line)) ??
    terraformName(before, line, fileName) ??
    deployName(before, line, languageId)
  );
}

function keyed(match: RegExpExecArray | null): Place | undefined {
  return match ? { wants: /names?$/i.test(match[1] ?? '') ? 'name' : 'id', typed: match[2] ?? '' } : undefined;
}

function named(match: RegExpExecArray | null): Place | undefined {
  return match ? { wants: match[1] ? 'name' : 'id', typed: match[2] ?? '' } : undefined;
}

function begun(match: RegExpExecArray | null): Place | undefined {
  return match ? { wants: 'id', typed: match[1] ?? '' } : undefined;
}

/** The name in a data source of Terraform; that of a resource is the one that it gives. */
function terraformName(before: string, line: string, fileName: string): Place | undefined {
  const typed = /^\s*name\s*=\s*"([\w-]*)$/.exec(line)?.[1];
  const isInside = () => /\bdata\s+"auth0_organization"\s+"[\w-]+"\s*\{[^{}]*$/.test(before.slice(-2000));
  return typed !== undefined && /\.(?:tf|hcl|tofu)$/.test(fileName) && isInside()
    ? { wants: 'name', typed }
    : undefined;
}

/**
 * The name of an item under `organizations:` in a file of the Deploy CLI.
 * @see https://auth0.com/docs/deploy-monitor/deploy-cli-tool/resource-specific-documentation
 */
function deployName(before: string, line: string, languageId: string): Place | undefined {
  const typed = /^(?: {2,}|\t+)?(?:- |\s+)name:\s+["']?([\w-]*)$/.exec(line)?.[1];
  const section = () => before.match(/^[A-Za-z]\w*:/gm)?.at(-1);
  return typed !== undefined && yaml.includes(languageId) && section() === 'organizations:'
    ? { wants: 'name', typed }
    : undefined;
}

/**
 * A regular expression that finds an organization in all files of a workspace: its ID anywhere, its name in the places
 * of this file. Written for ripgrep, which VS Code searches with.
 */
export function referencePattern(id: string, name: string | undefined): string {
  if (name === undefined) {
    return `\\b${id}\\b`;
  }
  const value = `["'\`]?${name.replaceAll('-', '\\-')}\\b(?!-)`;
  const keyed = `(?:organization|org)(?:_?name)?["'\`\\]]?\\s*(?:=>|:=|[:=,])\\s*${value}`;
  const path = `organizations/name/${value}`;
  const terraform = `"auth0_organization"[^{}]*\\{[^{}]*\\bname\\s*=\\s*${value}`;
  const deploy = `^organizations:\\s*\\n(?:[ \\t-].*\\n)*?[ \\t-]+name:\\s+${value}`;
  return [`\\b${id}\\b`, keyed, path, terraform, deploy].join('|');
}
