import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { asSent } from '../api/organization.ts';
import type { Services } from '../commands/services.ts';
import { documentUri } from '../documents/documentUri.ts';
import { openCsvDocument, openUntitledDocument } from '../documents/untitledDocument.ts';
import { type CooperativeWork, resultOf, runCooperatively } from '../ui/cooperativeWork.ts';
import { showInformation } from '../ui/notifications.ts';
import { withProgress } from '../ui/progress.ts';
import { both, comparablePair, type Pair, type Side } from './comparable.ts';
import { SHOWN_PAIRS } from './comparePairs.ts';
import { sideAddress, sideForm, summaryAddress, summaryForm } from './comparisonDocuments.ts';
import { type ComparedTenants, countsText, summaryColumns, summaryMarkdown, summaryRows } from './comparisonSummary.ts';
import type { ComparedPair } from './matchOrganizations.ts';

/** How many organizations the summary above them lists for each result. */
const LISTED = 10;

/**
 * Shows a summary and the organizations that differ in the multi-file diff editor, or the whole summary alone where there
 * is no such editor or no difference. A notification offers the whole summary as a table or as Markdown,
 * and another way to match organizations.
 */
export async function showTenantComparison(
  services: Services<'documents' | 'log'>,
  compared: ComparedTenants,
): Promise<void> {
  if (!(await showChanges(services, compared))) {
    const text = await inSlices(summaryMarkdown(compared));
    await (text !== undefined && services.documents.show(summaryUri(compared.domains, compared.snapshot), text));
  }
  void offerExport(compared);
}

/** @returns whether there is such an editor and something to show in it */
async function showChanges(services: Services<'documents' | 'log'>, compared: ComparedTenants): Promise<boolean> {
  const { different } = compared.comparison;
  const hasEditor = (await vscode.commands.getCommands(true)).includes('vscode.changes');
  if (different.length === 0 || !hasEditor) {
    return false;
  }
  const summary = summaryUri(compared.domains, compared.snapshot);
  await services.documents.keep(summary, resultOf(summaryMarkdown(compared, LISTED, remarkOf(different.length))));
  const shown = await Promise.all(different.slice(0, SHOWN_PAIRS).map((pair) => keepPair(services, compared, pair)));
  const changes = shown.map(([first, second]) => [second, first, second]);
  try {
    await vscode.commands.executeCommand('vscode.changes', titleOf(compared), [
      [summary, undefined, summary],
      ...changes,
    ]);
    return true;
  } catch (error) {
    services.log.warn(`vscode.changes: ${String(error)}`);
    return false;
  }
}

function titleOf({ titles }: ComparedTenants): string {
  return titles.join(' ↔ ');
}

function remarkOf(different: number): string {
  return different > SHOWN_PAIRS
    ? l10n.t('The first {0} that differ are shown below. The table and the Markdown have all.', SHOWN_PAIRS)
    : '';
}

/** Makes the documents of two organizations. */
async function keepPair(
  { documents }: Services<'documents'>,
  { domains, titles, snapshot }: ComparedTenants,
  { organizations, sections, names }: ComparedPair,
): Promise<Pair<vscode.Uri>> {
  const sides = both(organizations, (organization, side): Side => ({
    title: titles[side],
    domain: domains[side],
    organization: asSent(organization),
    sections: sections?.[side] ?? {},
    ...(names && { names: names[side] }),
  }));
  const contents = comparablePair(sides, false);
  const uris = both(organizations, (organization, side) => {
    const other = side === 0 ? 1 : 0;
    const counterpart = { domain: domains[other], id: organizations[other].id };
    const address = sideAddress(
      domains[side],
      organization,
      snapshot === undefined
        ? { ...counterpart, kind: 'tenants' }
        : { ...counterpart, kind: 'snapshot', side: [snapshot, side === 0 ? 'saved' : 'current'] },
    );
    return documentUri(address, sideForm);
  });
  await Promise.all(both(uris, (uri, side) => documents.keep(uri, contents[side])));
  return uris;
}

async function offerExport(compared: ComparedTenants): Promise<void> {
  const table = l10n.t('Open as Table');
  const markdown = l10n.t('Open as Markdown');
  const text = l10n.t('{0}: {1}', titleOf(compared), countsText(compared));
  const match = l10n.t('Match by Metadata…');
  const others = compared.matchByMetadata ? [match] : [];
  const choice = await showInformation(text, table, markdown, ...others);
  if (choice === table) {
    const rows = await inSlices(summaryRows(compared));
    await (rows && openCsvDocument(summaryColumns(compared), rows));
  } else if (choice === markdown) {
    const content = await inSlices(summaryMarkdown(compared));
    await (content !== undefined && openUntitledDocument({ language: 'markdown', content }));
  } else if (choice === match) {
    // Sections cost requests again, which the user is told first.
    await compared.matchByMetadata?.(compared.sections ? undefined : 'organizations');
  }
}

function inSlices<T>(work: CooperativeWork<T>): Promise<T | undefined> {
  return withProgress(l10n.t('Writing the summary'), ({ signal }) => runCooperatively(work, signal));
}

/** The URI of the summary of two tenants. @param snapshot the time of the snapshot if the first one is a snapshot */
export function summaryUri(
  [domain, comparedWith]: readonly [first: string, second: string],
  snapshot?: string,
): vscode.Uri {
  const address = summaryAddress(domain, { comparedWith, ...(snapshot !== undefined && { snapshot }) });
  return documentUri(address, summaryForm);
}
