import { isRecord, readString } from '../management/jsonFields.ts';
import type { DescribedError, SectionContent } from '../sections/loadSections.ts';
import { plainText } from '../text/plainText.ts';

/** What a snapshot tells of a section: its items, or why the tenant refused it. */
export interface StoredSection extends Pick<SectionContent, 'items' | 'complete'> {
  readonly error?: Pick<DescribedError, 'status' | 'errorCode' | 'message'> & { readonly reason: string };
}

/** @returns `undefined` for a value that is no section */
export function readStoredSection(value: unknown): StoredSection | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const { items, complete, error } = value;
  if (!Array.isArray(items) || !items.every(isRecord) || typeof complete !== 'boolean') {
    return undefined;
  }
  if (error === undefined) {
    return { items, complete };
  }
  return isRecord(error) ? { items, complete, error: readError(error) } : undefined;
}

function readError({
  reason,
  status,
  errorCode,
  message,
}: Readonly<Record<string, unknown>>): StoredSection['error'] & object {
  const code = readString(errorCode);
  return {
    reason: readString(reason) ?? '',
    message: plainText(readString(message) ?? ''),
    ...(typeof status === 'number' && { status }),
    ...(code !== undefined && { errorCode: plainText(code) }),
  };
}
