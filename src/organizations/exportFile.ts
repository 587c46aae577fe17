import * as vscode from 'vscode';
import { localFiles } from '#host/platform';
import { ApiError } from '../management/apiError.ts';
import type { Organization } from '../management/organization.ts';
import type { Batches, ExportFormat } from './exportBatches.ts';

/** Where organizations are exported to, and how. */
export interface Destination {
  readonly format: ExportFormat;
  readonly target: vscode.Uri;
}

/**
 * Writes organizations to a file as they come. When this fails or is cancelled the file is as it was before.
 * @param onBatch hears of each batch how many there are with it
 * @returns how many there were
 * @throws ApiError where they could not be read or `signal` says so, and what the file system throws
 */
export async function writeBatches(
  batches: Batches,
  { format, target }: Destination,
  signal: AbortSignal,
  onBatch?: (count: number) => void,
): Promise<number> {
  let count = 0;
  async function* counted(): AsyncIterable<readonly Organization[]> {
    for await (const batch of batches) {
      count += batch.length;
      onBatch?.(count);
      yield batch;
      if (signal.aborted) {
        throw new ApiError('cancelled');
      }
    }
  }
  const { encoders } = await import('./exportEncoders.ts');
  await writeWhole(target, encoders[format](counted()));
  return count;
}

/**
 * Writes a file that is there as a whole in the end or, when this fails, as it was before.
 * @throws what the texts or the file system throw
 */
async function writeWhole(target: vscode.Uri, texts: AsyncIterable<string>): Promise<void> {
  if (target.scheme === 'file' && localFiles) {
    return localFiles.writeWholeFile(target.fsPath, texts);
  }
  // Other file systems take a file only as a whole.
  const encoder = new TextEncoder();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for await (const text of texts) {
    chunks.push(encoder.encode(text));
  }
  await vscode.workspace.fs.writeFile(target, new Uint8Array(await new Blob(chunks).arrayBuffer()));
}

/** The folder that is open, or the home of the person, which a browser does not know. */
export function suggestedFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder ?? vscode.Uri.file(localFiles?.homeFolder() ?? '/');
}

/** Says why a file could not be written, as the codes of Node and of VS Code tell; `undefined` where none does. */
export function describeFileProblem(error: unknown): string | undefined {
  switch ((error as { readonly code?: unknown } | null | undefined)?.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return vscode.l10n.t('There is no space left. Make some, or choose another place.');
    case 'EACCES':
    case 'EROFS':
    case 'NoPermissions':
      return vscode.l10n.t('You may not write there. Choose another place.');
    case 'EBUSY':
    case 'EPERM':
      return vscode.l10n.t('Another program has the file open, or you may not write there. Choose another place.');
    case 'ENOENT':
    case 'ENOTDIR':
    case 'FileNotFound':
    case 'FileNotADirectory':
      return vscode.l10n.t('The folder does not exist. Choose another place.');
    case 'EISDIR':
    case 'FileIsADirectory':
      return vscode.l10n.t('There is a folder with this name. Choose another name.');
    case 'ENAMETOOLONG':
      return vscode.l10n.t('The name is too long. Choose another name.');
    default:
      return undefined;
  }
}
