import * as vscode from 'vscode';
import { openCsvDocument } from '../documents/csvDocument.ts';
import type { Organization } from '../management/organization.ts';
import { formatNumber } from '../messages/formatNumber.ts';
import { showInformation } from '../messages/notifications.ts';

/** What a question about the organizations of a tenant has found. */
export interface ScanResult {
  /** What the organizations that were found have in common, such as `Organizations without a connection`. */
  readonly title: string;
  readonly found: readonly Organization[];
  readonly findingOf: (organization: Organization) => string;
  /** The number of organizations that were asked. */
  readonly asked: number;
  /** The number of organizations that were to be asked, `undefined` if it is not known. */
  readonly total: number | undefined;
  /** Whether the tenant may have organizations that were not to be asked. */
  readonly isOfLoaded: boolean;
  /** The number of organizations that were asked, but may belong to the found ones all the same. */
  readonly unclear: number;
}

/**
 * Tells what was found, and how much was asked. A table opens only on demand: after a long scan it would take the
 * keyboard from other work. Does not wait for the user's choice.
 * @param resume continues the scan, if it was stopped
 */
export function showScanResult(result: ScanResult, resume?: () => unknown): void {
  const { title, found } = result;
  const open = vscode.l10n.t('Open as Table');
  const goOn = vscode.l10n.t('Continue');
  const count = vscode.l10n.t('{0}: {1}.', title, formatNumber(found.length));
  const buttons = [...(found.length > 0 ? [open] : []), ...(resume ? [goOn] : [])];
  void showInformation(`${count} ${describeLimits(result)}`, ...buttons).then((choice) => {
    if (choice === open) {
      void openTable(result);
    } else if (choice === goOn) {
      void resume?.();
    }
  });
}

/** The fields of an organization have the names that they have in an export. */
const columns = ['id', 'name', 'display_name', 'finding'];

/** The last row says what is missing, so that a table that is saved does not look complete. */
async function openTable(result: ScanResult): Promise<void> {
  const { found, findingOf } = result;
  const rows = found.map((organization) => {
    const { id, name = '', display_name: displayName = '' } = organization;
    return [id, name, displayName, findingOf(organization)];
  });
  const isCertain = isOfAll(result) && result.unclear === 0;
  await openCsvDocument(columns, isCertain ? rows : [...rows, ['', '', '', describeLimits(result)]]);
}

function isOfAll({ asked, total, isOfLoaded }: ScanResult): boolean {
  return asked === total && !isOfLoaded;
}

/** Says how much was asked, and of how much the answer is not certain. */
function describeLimits(result: ScanResult): string {
  const extent = describeExtent(result);
  const count = formatNumber(result.unclear);
  return result.unclear === 0
    ? extent
    : `${extent} ${vscode.l10n.t('Not certain for {0} of them: Auth0 sends no more of their connections.', count)}`;
}

function describeExtent(result: ScanResult): string {
  const { asked, total } = result;
  if (isOfAll(result)) {
    return vscode.l10n.t('Organizations asked: {0}, which are all.', formatNumber(asked));
  }
  if (asked === total) {
    return vscode.l10n.t('Organizations asked: {0}, which are the loaded ones.', formatNumber(asked));
  }
  return total === undefined
    ? vscode.l10n.t('Incomplete. Organizations asked: {0}.', formatNumber(asked))
    : vscode.l10n.t('Incomplete. Organizations asked: {0} of {1}.', formatNumber(asked), formatNumber(total));
}
