import * as vscode from 'vscode';
import { localFiles, type ReadableFile } from '#host/platform';
import { SnapshotError } from './readSnapshot.ts';

/** The largest file that is held in memory, in bytes, where a file system reads whole files alone. */
const LARGEST_WHOLE = 256 * 1024 * 1024;

const CHUNK = 1024 * 1024;

/**
 * Opens a file to be read in pieces. Only a local file is not held in memory.
 * @throws SnapshotError `tooLarge`
 * @throws the errors of the file system
 */
export async function openSnapshotFile(uri: vscode.Uri): Promise<ReadableFile> {
  if (uri.scheme === 'file' && localFiles) {
    return localFiles.readableFile(uri.fsPath);
  }
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > LARGEST_WHOLE) {
    throw new SnapshotError({ kind: 'tooLarge', bytes: size });
  }
  const bytes = await vscode.workspace.fs.readFile(uri);
  return {
    chunks: async function* () {
      for (let start = 0; start < bytes.length; start += CHUNK) {
        yield bytes.subarray(start, start + CHUNK);
        // Otherwise other work would wait until the end.
        await new Promise((resolve) => setTimeout(resolve));
      }
    },
    bytesAt: (start, length) => Promise.resolve(bytes.subarray(start, start + length)),
  };
}
