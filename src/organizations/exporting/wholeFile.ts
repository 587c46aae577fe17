import * as vscode from 'vscode';
import { localFiles } from '#host/localFiles';

/**
 * Writes a file that is there as a whole in the end or, when this fails, as it was before.
 * @throws what the texts or the file system throw
 */
export async function writeWhole(target: vscode.Uri, texts: AsyncIterable<string>): Promise<void> {
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
