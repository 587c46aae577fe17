import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { contentOf, type HostTenant } from '../tenants.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A side of a comparison, as its document shows it. */
export interface ComparedContent {
  readonly not_compared?: readonly string[];
  readonly organization: Fields;
  readonly sections: Readonly<Record<string, { readonly items?: readonly Fields[]; readonly not_compared?: unknown }>>;
}

/** The URIs of a comparison. */
export type Compared = readonly [vscode.Uri, vscode.Uri] | undefined;

/** Both sides of a comparison. */
export async function contentsOf(uris: Compared): Promise<readonly [ComparedContent, ComparedContent]> {
  assert.ok(uris);
  return [(await contentOf(uris[0])) as ComparedContent, (await contentOf(uris[1])) as ComparedContent];
}

/**
 * Where two sides differ, as `differences.ts` says it: fields of the organization, and sections with the names of items
 * that are on one side alone or have other values there.
 */
export function differencesIn([first, second]: readonly [ComparedContent, ComparedContent]): readonly string[] {
  const fields = [leaves(first.organization), leaves(second.organization)] as const;
  const found = new Set(
    [...fields[0].keys(), ...fields[1].keys()].filter((path) => fields[0].get(path) !== fields[1].get(path)),
  );
  assert.deepEqual(Object.keys(first.sections), Object.keys(second.sections));
  for (const name of Object.keys(first.sections)) {
    const [one = {}, other = {}] = [first.sections[name], second.sections[name]];
    assert.deepEqual(one.not_compared, other.not_compared);
    const texts = [one, other].map(({ items = [] }) => items.map((item) => JSON.stringify(item)));
    for (const item of [...(one.items ?? []), ...(other.items ?? [])]) {
      if (texts.some((side) => !side.includes(JSON.stringify(item)))) {
        found.add(`${name} ${nameOf(item)}`);
      }
    }
  }
  return [...found];
}

/** The values in an object by their paths. */
function leaves(fields: Fields, path: readonly string[] = []): ReadonlyMap<string, string> {
  const entries = Object.entries(fields).flatMap(([key, value]): (readonly [string, string])[] => {
    const below = [...path, key];
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? [...leaves(value as Fields, below)]
      : [[below.join('.'), JSON.stringify(value)]];
  });
  return new Map(entries);
}

function nameOf(item: Fields): string {
  const { connection, client, domain, audience, name, invitee, email } = item as Readonly<Record<string, unknown>> & {
    readonly connection?: { readonly name?: string };
    readonly client?: { readonly name?: string };
    readonly invitee?: { readonly email?: string };
  };
  return String(connection?.name ?? client?.name ?? domain ?? audience ?? name ?? invitee?.email ?? email);
}

/** The documents of comparisons of these tenants. */
export function shownDocuments(...domains: readonly string[]): readonly vscode.TextDocument[] {
  return vscode.workspace.textDocuments.filter(
    ({ uri }) => uri.path.startsWith('/tenants/') && domains.includes(uri.authority),
  );
}

/** The paths of the pages of comparisons. Their files have the titles of the tenants. */
export const summaryPath = /^\/(?:tenants|snapshot)\/[^/]+\.md$/;

/** The text of a document in the editor for several changes, once it matches. */
export function shownText({ domain }: HostTenant, file: string | RegExp, pattern: RegExp): Promise<string> {
  const isShown = (path: string) => (typeof file === 'string' ? path.endsWith(`/${file}`) : file.test(path));
  return until(() => {
    const text = shownDocuments(domain)
      .find(({ uri }) => isShown(uri.path))
      ?.getText();
    return text !== undefined && pattern.test(text) && text;
  });
}
