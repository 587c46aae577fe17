import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Draft, localFiles } from '#host/platform';
import { ApiError } from '../api/apiError.ts';
import type { Organization } from '../api/organization.ts';
import type { Batches, ExportFormat } from '../organizations/organizationList.ts';
import { organizationEncoder } from './exportEncoders.ts';

/** The file of an export, and its format. */
export interface Destination {
  readonly format: ExportFormat;
  readonly target: vscode.Uri;
}

/**
 * Writes organizations to a file as they arrive. If writing fails or is cancelled, the file stays unchanged.
 * @param onBatch called for each batch with the number of organizations so far
 * @returns the number of organizations
 * @throws ApiError if the organizations cannot be read, `cancelled` if `signal` is aborted
 * @throws the errors of the file system
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
  const encoder = await organizationEncoder(format);
  async function* encoded(): AsyncIterable<string> {
    yield encoder.begin;
    for await (const batch of counted()) {
      yield encoder.encode(batch);
    }
    yield encoder.end();
  }
  await writeTexts(encoded(), target);
  return count;
}

/**
 * Writes texts to a file as they arrive. If writing fails, the file stays unchanged.
 * @throws the errors of `texts` and of the file system
 */
export async function writeTexts(texts: AsyncIterable<string>, target: vscode.Uri): Promise<void> {
  const draft = await openDraft(target);
  try {
    for await (const text of texts) {
      await draft.append(text);
    }
    await draft.commit();
  } catch (error) {
    await draft.discard();
    throw error;
  }
}

/** @throws the error of the file system if the target cannot be written */
export async function openDraft(target: vscode.Uri): Promise<Draft> {
  return target.scheme === 'file' && localFiles ? localFiles.openDraft(target.fsPath) : draftInMemory(target);
}

/** For other file systems, which accept only complete files. */
function draftInMemory(target: vscode.Uri): Draft {
  const encoder = new TextEncoder();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  return {
    append: (text) => {
      chunks.push(encoder.encode(text));
      return Promise.resolve();
    },
    commit: async () => {
      await vscode.workspace.fs.writeFile(target, new Uint8Array(await new Blob(chunks).arrayBuffer()));
    },
    discard: () => {
      chunks.length = 0;
      return Promise.resolve();
    },
  };
}

/** The first workspace folder, else the user's home folder, or the root in a browser, which has no home folder. */
export function suggestedFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return folder ?? vscode.Uri.file(localFiles?.homeFolder() ?? '/');
}

/** Explains the error codes of Node and VS Code for a failed write. `undefined` for any other error. */
export function describeFileProblem(error: unknown): string | undefined {
  switch ((error as { readonly code?: unknown } | null | undefined)?.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return l10n.t('There is no space left. Make some, or choose another place.');
    case 'EACCES':
    case 'EROFS':
    case 'NoPermissions':
      return l10n.t('You may not write there. Choose another place.');
    case 'EBUSY':
    case 'EPERM':
      return l10n.t('Another program has the file open, or you may not write there. Choose another place.');
    case 'ENOENT':
    case 'ENOTDIR':
    case 'FileNotFound':
    case 'FileNotADirectory':
      return l10n.t('The folder does not exist. Choose another place.');
    case 'EISDIR':
    case 'FileIsADirectory':
      return l10n.t('There is a folder with this name. Choose another name.');
    case 'ENAMETOOLONG':
      return l10n.t('The name is too long. Choose another name.');
    default:
      return undefined;
  }
}
