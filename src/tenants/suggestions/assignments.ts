/** A name and the text that a file gives it. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
  /** The innermost block of Terraform around it, `{ type: 'provider', label: 'auth0' }` for `provider "auth0" {`. */
  readonly block?: Block;
}

interface Block {
  readonly type: string;
  readonly label: string;
}

/**
 * Comments, strings, names and signs of Terraform and JSON. Each alternative takes what it begins with, closed or not,
 * so that no text is read twice.
 */
const token = /#.*|\/\/.*|\/\*[^]*?(?:\*\/|$)|"(?:[^"\\\n]|\\.)*"?|[\w-]+|[{}[\](),=:]/g;

/**
 * The assignments of texts in a file, in its order: `NAME=value` in `.env*`, `name = "value"` and `"name": "value"` in
 * Terraform and JSON, and none in other files. The time it takes grows with the length of the text and no faster.
 * @see https://github.com/motdotla/dotenv#what-rules-does-the-parsing-engine-follow
 * @see https://developer.hashicorp.com/terraform/language/syntax/configuration
 */
export function assignments(path: string, text: string): readonly Assignment[] {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  if (name.startsWith('.env') || name.endsWith('.env')) {
    return text.split(/\r\n|[\r\n]/).flatMap(variable);
  }
  return /\.(?:tf|tfvars|json)$/.test(name) ? inBlocks(text) : [];
}

function variable(line: string): readonly Assignment[] {
  const equals = line.indexOf('=');
  const name = line.slice(0, Math.max(equals, 0)).trim();
  const rest = line.slice(equals + 1).trim();
  const quote = /^["'`]/.exec(rest)?.[0];
  if (quote === undefined) {
    const [value = ''] = rest.split(/\s#/);
    return [{ name: withoutExport(name), value }];
  }
  const end = rest.indexOf(quote, 1);
  return end < 0 ? [] : [{ name: withoutExport(name), value: rest.slice(1, end) }];
}

function withoutExport(name: string): string {
  return name.replace(/^export\s+/, '');
}

function inBlocks(text: string): readonly Assignment[] {
  const found: Assignment[] = [];
  const blocks: (Block | undefined)[] = [];
  let before: readonly string[] = [];
  for (const [part] of text.matchAll(token)) {
    if (/^(?:#|\/\/|\/\*)/.test(part)) {
      continue;
    }
    const [type = '', label = ''] = before;
    if (part === '{') {
      blocks.push(isString(label) ? { type, label: unquoted(label) } : undefined);
    } else if (part === '}') {
      blocks.pop();
    } else if (isString(part) && /^[=:]$/.test(label)) {
      const block = blocks.at(-1);
      found.push({ name: unquoted(type), value: unquoted(part), ...(block && { block }) });
    }
    before = [label, part];
  }
  return found;
}

function isString(part: string): boolean {
  return part.length > 1 && part.startsWith('"') && part.endsWith('"');
}

function unquoted(part: string): string {
  return isString(part) ? part.slice(1, -1) : part;
}
