import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { plainText } from '../text/plainText.ts';
import { formatNumber } from '../ui/format.ts';
import { offer } from '../ui/longTask.ts';
import { showError } from '../ui/notifications.ts';
import { LONGEST_LINE, SnapshotError, type SnapshotProblem } from './readSnapshot.ts';
import { snapshotVersion } from './snapshotFormat.ts';

/**
 * Explains why a file cannot be read as a snapshot, and offers to choose another one. Does not wait for the user's choice.
 * @returns `false` for an error that is not about the file
 */
export function tellSnapshotProblem(error: unknown, file: vscode.Uri, chooseAnother: () => unknown): boolean {
  const text = error instanceof SnapshotError ? describeProblem(error.problem) : describeReadProblem(error);
  if (text === undefined) {
    return false;
  }
  const name = plainText(vscode.workspace.asRelativePath(file));
  offer(showError, l10n.t('{0} could not be read as a snapshot. {1}', name, text), [
    { label: l10n.t('Choose Another File…'), act: chooseAnother },
  ]);
  return true;
}

/** What is wrong with a file, and what to do. */
function describeProblem(problem: SnapshotProblem): string {
  const line = 'line' in problem ? formatNumber(problem.line) : '';
  const restore = l10n.t('Use a copy from before the damage, or save a new snapshot.');
  const choose = l10n.t('Choose a file that Save Snapshot (Backup)… has written.');
  switch (problem.kind) {
    case 'empty':
      return l10n.t('The file is empty. {0}', choose);
    case 'noSnapshot':
      return l10n.t(
        'The first line does not say that it is a snapshot, so it is another kind of file, such as an export, or an editor has changed it. {0}',
        choose,
      );
    case 'newer':
      return l10n.t(
        'It has version {0} of the format, and this version of the extension reads version {1}. Update the extension.',
        formatNumber(problem.version),
        formatNumber(snapshotVersion),
      );
    case 'badHeader':
      return l10n.t('The first line lacks the tenant, the time or the sections: somebody has changed it. {0}', restore);
    case 'notUtf8':
      return l10n.t(
        'Line {0} is not text in UTF-8: an editor may have saved the file in another encoding. Save it as UTF-8 there, or use the file as it was.',
        line,
      );
    case 'notJson':
      return l10n.t('Line {0} is not valid JSON: the file was changed or damaged there. {1}', line, restore);
    case 'noOrganization':
      return l10n.t(
        'Line {0} does not hold an organization with the sections that the first line names: the file was changed or damaged there. {1}',
        line,
        restore,
      );
    case 'tooLong':
      return l10n.t(
        'Line {0} is longer than {1} MB, and not read. Save a snapshot without members.',
        line,
        formatNumber(LONGEST_LINE / 1024 / 1024),
      );
    case 'afterEnd':
      return l10n.t(
        'Line {0} follows the end of the snapshot: more than one file may have been put together. Use each of them alone.',
        line,
      );
    case 'cutOff':
    case 'noEnd':
      return l10n.t(
        'The file ends at line {0}, without the line that ends a snapshot: it may not have been copied or downloaded to its end. Copy it again, or save a new snapshot.',
        line,
      );
    case 'duplicate':
      return l10n.t(
        'Lines {0} and {1} hold the same organization, {2}: the file was changed. {3}',
        formatNumber(problem.firstLine),
        line,
        problem.id,
        restore,
      );
    case 'otherCount':
      return l10n.t(
        'Its last line counts {0} organizations, and it holds {1}: lines were removed or added. {2}',
        formatNumber(problem.expected),
        formatNumber(problem.found),
        restore,
      );
    case 'otherHash':
      return l10n.t(
        'Its content does not fit the hash in its last line: it was changed or damaged somewhere. {0}',
        restore,
      );
    case 'tooLarge':
      return l10n.t(
        'The file has {0} MB, and its file system can only be read into memory as a whole. Open VS Code on the machine that has the file.',
        formatNumber(Math.round(problem.bytes / 1024 / 1024)),
      );
    case 'changed':
      return l10n.t('The file was changed while it was compared. Compare again.');
  }
}

/** Explains the error codes of Node and VS Code for a failed read. `undefined` for any other error. */
function describeReadProblem(error: unknown): string | undefined {
  switch ((error as { readonly code?: unknown } | null | undefined)?.code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'FileNotFound':
      return l10n.t('The file does not exist.');
    case 'EISDIR':
    case 'FileIsADirectory':
      return l10n.t('It is a folder.');
    case 'EACCES':
    case 'EPERM':
    case 'NoPermissions':
      return l10n.t('You may not read the file.');
    default:
      return undefined;
  }
}
