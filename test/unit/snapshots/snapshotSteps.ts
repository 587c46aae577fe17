import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Organization } from '../../../src/api/organization.ts';
import { PageReader } from '../../../src/api/pageReader.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import type { SectionContent } from '../../../src/sections/readSections.ts';
import { readSnapshot, SnapshotError, type SnapshotProblem } from '../../../src/snapshots/readSnapshot.ts';
import { type SnapshotSource, SnapshotWriter } from '../../../src/snapshots/snapshotFormat.ts';
import { fileInMemory } from '../documents/writtenText.ts';

export const header = { domain: 'acme.eu.auth0.com', createdAt: '2026-11-27T10:00:00.000Z', sections: [] as string[] };
export const organizations: readonly Organization[] = ['a', 'b', 'c'].map((name) => ({ id: `org_${name}`, name }));

export const connections = { items: [{ connection_id: 'con_1', connection: { name: 'saml' } }], complete: true };
export const refused = {
  items: [],
  complete: false,
  error: { reason: 'insufficientScope', status: 403, errorCode: 'insufficient_scope', message: 'No' },
} as const;

/** The text of a snapshot. */
export async function written(
  saved: readonly Organization[] = organizations,
  sections: Readonly<Record<string, SectionContent>> = {},
  isCutOff = false,
): Promise<string> {
  const source = {
    header: { ...header, sections: Object.keys(sections) },
    pages: pagesOf([saved.slice(0, 2), saved.slice(2)], isCutOff),
    readSection: (_organization: Organization, name: string) =>
      Promise.resolve(sections[name] ?? assert.fail(`${name} is not in the header.`)),
  };
  return textOf(source);
}

export function pagesOf(batches: readonly (readonly Organization[])[], isCutOff = false, onRead = () => undefined) {
  return new PageReader<Organization>(
    (from) => {
      onRead();
      const place = Number(from ?? 0);
      const isLast = place === batches.length - 1;
      const rest = isLast ? { isCutOff } : { next: String(place + 1) };
      return Promise.resolve({ items: batches[place] ?? [], ...rest });
    },
    ({ id }) => id,
  );
}

export const options = { patiently: <T>(task: () => Promise<T>) => task(), onProgress: () => undefined };

export async function textOf(source: SnapshotSource, context = backgroundContext()): Promise<string> {
  const { draft, text } = fileInMemory();
  await new SnapshotWriter(source, draft).run(context, options);
  return text();
}

/** The hash of a snapshot by the words of docs/snapshots.md: of all bytes before `,"sha256"` in the last line. */
export function hashOf(text: string): string {
  return createHash('sha256')
    .update(text.slice(0, text.lastIndexOf(',"sha256"')))
    .digest('hex');
}

/** A snapshot that was changed, with the hash that it has now. */
export function hashed(text: string): string {
  return text.replace(/"sha256":"\w+"/, `"sha256":"${hashOf(text)}"`);
}

/** Reads bytes in pieces of a size. */
export async function read(bytes: Uint8Array | string, size = 7, onLine: () => void = () => undefined) {
  const all = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  const chunks = async function* () {
    for (let start = 0; start < all.length; start += size) {
      yield await Promise.resolve(all.subarray(start, start + size));
    }
  };
  return readSnapshot(chunks(), onLine);
}

export async function problemOf(bytes: Uint8Array | string): Promise<SnapshotProblem> {
  try {
    await read(bytes);
  } catch (error) {
    assert.ok(error instanceof SnapshotError, String(error));
    return error.problem;
  }
  assert.fail('It was read.');
}
