import assert from 'node:assert/strict';
import type { Organization } from '../../../src/api/organization.ts';
import { PageReader } from '../../../src/api/pageReader.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import type { SectionContent } from '../../../src/sections/readSections.ts';
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
    readSection: (_id: string, name: string) =>
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
