import * as vscode from 'vscode';

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
