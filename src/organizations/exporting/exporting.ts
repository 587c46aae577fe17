import type * as vscode from 'vscode';
import { ApiError } from '../../management/apiError.ts';
import type { Organization } from '../../management/organization.ts';
import { encoders } from './encoders.ts';
import type { ExportFormat } from './exportFormat.ts';
import type { Portions } from './portions.ts';
import { writeWhole } from './wholeFile.ts';

export { describeFileProblem } from './fileProblem.ts';
export { loadedPortions, readPortions } from './portions.ts';
export { suggestedFolder } from './wholeFile.ts';

/** Where organizations are exported to, and how. */
export interface Destination {
  readonly format: ExportFormat;
  readonly target: vscode.Uri;
}

/**
 * Writes organizations to a file as they come. When this fails or is cancelled the file is as it was before.
 * @param onPortion hears of each portion how many there are with it
 * @returns how many there were
 * @throws ApiError where they could not be read or `signal` says so, and what the file system throws
 */
export async function exportPortions(
  portions: Portions,
  { format, target }: Destination,
  signal: AbortSignal,
  onPortion?: (count: number) => void,
): Promise<number> {
  let count = 0;
  async function* counted(): AsyncIterable<readonly Organization[]> {
    for await (const portion of portions) {
      count += portion.length;
      onPortion?.(count);
      yield portion;
      if (signal.aborted) {
        throw new ApiError('cancelled');
      }
    }
  }
  await writeWhole(target, encoders[format](counted()));
  return count;
}
