import { ApiError } from '../management/apiError.ts';
import type { Organization } from '../management/organization.ts';
import type { Batches } from '../organizations/exportBatches.ts';
import { endLine, entryLine, headerLine, type SnapshotEntry, type SnapshotHeader } from './snapshotFormat.ts';

/** What goes into a snapshot, and how it is read. */
export interface SnapshotSource {
  readonly header: SnapshotHeader;
  readonly batches: Batches;
  /** Whether the batches were the beginning of a list that could not be read to its end. */
  readonly isCutOff: () => boolean;
  /** Reads the sections of the header. @returns `gone` for an organization that was deleted meanwhile */
  readonly readSections: (organization: Organization) => Promise<SnapshotEntry['sections'] | 'gone'>;
  /** Called after each request for organizations or their sections, with the number of organizations so far. */
  readonly onProgress: (count: number) => void;
}

/**
 * The text of a snapshot, in pieces that can be written as they arrive.
 * @throws ApiError if something cannot be read, `cancelled` if the signal aborts
 */
export async function* snapshotTexts(
  { header, batches, isCutOff, readSections, onProgress }: SnapshotSource,
  signal: AbortSignal,
): AsyncIterable<string> {
  const hasSections = header.sections.length > 0;
  let count = 0;
  yield headerLine(header);
  for await (const batch of batches) {
    let lines = '';
    for (const organization of batch) {
      const sections = hasSections ? await readSections(organization) : {};
      if (sections !== 'gone') {
        lines += entryLine({ organization, sections });
        count += 1;
      }
      if (hasSections) {
        yield lines;
        lines = '';
        onProgress(count);
      }
    }
    yield lines;
    onProgress(count);
    throwIfAborted(signal);
  }
  yield endLine(count, isCutOff());
  throwIfAborted(signal);
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new ApiError('cancelled');
  }
}
