import { randomUUID } from 'node:crypto';
import type { Tenant } from '../../tenant/server.ts';

/** A text that stands for a secret: wherever it is found, the secret has leaked. */
export interface Canary {
  readonly name: string;
  readonly text: string;
}

/** Something that was written somewhere. */
export interface Trace {
  readonly place: string;
  readonly content: Buffer | string;
}

/** Begins every client secret of a test, and of no other one. Its signs look different in a URL and in each base64. */
export const clientSecretCanary: Canary = { name: 'client secret', text: `Zq7+${randomUUID()}/of=an~application` };

/**
 * The parts of an access token, which no token of another tenant has. The header is the same for all tokens of its
 * tenant, so that it betrays also those that nobody but the extension has seen.
 */
export function tokenCanaries(name: string, token: string): readonly Canary[] {
  const [header = '', payload = '', signature = ''] = token.split('.');
  return [
    { name: 'header of any token of a tenant', text: header },
    // Its ID, without the letters that also depend on what stands beside it.
    { name: `payload of ${name}`, text: payload.slice(12, 56) },
    { name: `signature of ${name}`, text: signature.slice(0, 40) },
  ];
}

/** The links of the invitations to an organization, as the tenant itself has them. */
export async function invitationCanaries(tenant: Tenant): Promise<readonly Canary[]> {
  const authorization = `Bearer ${await tenant.mintToken()}`;
  const address = `${tenant.url}/api/v2/organizations/${tenant.organizations[1]?.id}/invitations`;
  const answer: unknown = await (await fetch(address, { headers: { authorization } })).json();
  return (answer as readonly { readonly ticket_id: string }[]).map(({ ticket_id: text }) => ({
    name: 'the ticket of an invitation',
    text,
  }));
}

/** What lives of the log events of a tenant, as the tenant itself has them. */
export async function eventCanaries(tenant: Tenant): Promise<readonly Canary[]> {
  const authorization = `Bearer ${await tenant.mintToken()}`;
  const address = `${tenant.url}/api/v2/logs?q=organization_id:"${tenant.organizations[1]?.id}"&sort=date:-1&per_page=100`;
  const answer = await (await fetch(address, { headers: { authorization } })).text();
  return (answer.match(/live-secret-[\w-]+/g) ?? []).map((text) => ({ name: 'a secret of a log event', text }));
}

/** Which canaries stand in the traces, in which form and where; each once. */
export function leaksIn(traces: readonly Trace[], canaries: readonly Canary[]): readonly string[] {
  const forms = canaries.flatMap((canary) => formsOf(canary).map((form) => ({ ...form, name: canary.name })));
  const leaks = traces.flatMap(({ place, content }) => {
    const bytes = Buffer.from(content);
    return forms
      .filter(({ pattern }) => bytes.includes(pattern))
      .map(({ name, form }) => `${name} (${form}) in ${place}`);
  });
  return [...new Set(leaks)];
}

interface Form {
  readonly form: string;
  readonly pattern: Buffer;
}

function formsOf({ text }: Canary): readonly Form[] {
  const escaped = encodeURIComponent(text);
  const utf16 = Buffer.from(text, 'utf16le');
  const forms: readonly (readonly [form: string, pattern: string | Buffer])[] = [
    ['plain', text],
    ['URL-encoded', escaped],
    ['URL-encoded', escaped.replace(/%../g, (byte) => byte.toLowerCase())],
    ['URL-encoded', new URLSearchParams([['', text]]).toString().slice(1)],
    ['URL-encoded twice', encodeURIComponent(escaped)],
    ['hexadecimal', Buffer.from(text).toString('hex')],
    ['UTF-16 LE', utf16],
    ['UTF-16 BE', Buffer.from(utf16).swap16()],
    ...[0, 1, 2].flatMap((offset) => {
      const base64 = base64Behind(offset, text);
      return [
        ['base64', base64],
        ['base64url', base64.replaceAll('+', '-').replaceAll('/', '_')],
      ] as const;
    }),
  ];
  const patterns = forms.map(([form, pattern]) => ({ form, pattern: Buffer.from(pattern) }));
  const isFirst = ({ pattern }: Form, index: number) =>
    patterns.findIndex((other) => other.pattern.equals(pattern)) === index;
  return patterns.filter(isFirst);
}

/** The base64 of a text inside a longer one, without the letters at its ends that depend on what stands there. */
function base64Behind(offset: number, text: string): string {
  const bytes = Buffer.from('\0'.repeat(offset) + text);
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
  return whole.slice(offset === 0 ? 0 : 4);
}
