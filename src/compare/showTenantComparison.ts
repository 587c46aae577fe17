import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ownField } from '../api/jsonFields.ts';
import type { Services } from '../commands/services.ts';
import { documentUri } from '../documents/documentUri.ts';
import type { DocumentCache } from '../documents/documentCache.ts';
import { openCsvDocument, openUntitledDocument, showPreview } from '../documents/openDocument.ts';
import { type CooperativeWork, repeat, runCooperatively } from '../ui/cooperativeWork.ts';
import { formatNumber } from '../ui/format.ts';
import { offer } from '../ui/longTask.ts';
import { showError, showInformation, withProgress } from '../ui/notifications.ts';
import { both, type Pair } from './comparable.ts';
import { SHOWN_PAIRS } from './comparePairs.ts';
import { sideAddress, sideForm, summaryAddress, summaryForm } from './comparisonDocuments.ts';
import {
  answerOf,
  type ComparedTenants,
  groupsOf,
  missingIn,
  notComparedIn,
  pairContents,
  summaryMarkdown,
  summaryPage,
  unsentIn,
} from './comparisonSummary.ts';
import type { ComparedPair } from './matchOrganizations.ts';

/**
 * Shows the summary of a comparison as a page. A notification offers all differences in the multi-file diff editor, the
 * whole summary as a table or as Markdown, and another way to match organizations.
 */
export async function showTenantComparison(
  services: Services<'documents' | 'log'>,
  compared: ComparedTenants,
): Promise<void> {
  const page = await inSlices(summaryPage(compared));
  if (page !== undefined) {
    const uri = summaryUri(compared);
    await services.documents.keep(uri, page);
    await showPreview(uri);
  }
  const hasDiffEditor = (await vscode.commands.getCommands(true)).includes('vscode.changes');
  offerMore(services, compared, hasDiffEditor);
}

/** @param hasDiffEditor whether there is an editor for the differences of several documents */
function offerMore(services: Services<'documents' | 'log'>, compared: ComparedTenants, hasDiffEditor: boolean): void {
  const { comparison, matchByMetadata, sections } = compared;
  const openTable = async () => {
    const rows = await inSlices(summaryRows(compared));
    await (rows && openCsvDocument(summaryColumns(compared), rows));
  };
  const openMarkdown = async () => {
    const content = await inSlices(summaryMarkdown(compared));
    await (content !== undefined && openUntitledDocument({ language: 'markdown', content }));
  };
  // Sections cost requests again, which the user is told first.
  const match = () => matchByMetadata?.(sections ? undefined : 'organizations');
  offer(showInformation, l10n.t('{0}: {1}', comparisonTitle(compared), countsText(compared)), [
    ...(hasDiffEditor && comparison.different.length > 0
      ? [{ label: l10n.t('Differences'), act: () => openDifferences(services, compared) }]
      : []),
    { label: l10n.t('Table'), act: openTable },
    { label: l10n.t('Markdown'), act: openMarkdown },
    ...(matchByMetadata ? [{ label: l10n.t('Match by Metadata…'), act: match }] : []),
  ]);
}

/** The answer, and the numbers of organizations with other results, in one line. */
export function countsText(compared: ComparedTenants): string {
  const others = groupsOf(compared).filter(({ pairs }) => pairs !== compared.comparison.different);
  const counts = others.map(({ label, count }) => l10n.t('{0}: {1}', label, formatNumber(count)));
  const rest = counts.length === 0 ? [] : [`${counts.join(', ')}.`];
  const missing = missingIn(compared).length === 0 ? [] : [l10n.t('Not everything was compared.')];
  return [answerOf(compared), ...rest, ...missing].join(' ');
}

/** The columns of the summary as a table. The columns with the IDs have the titles of the tenants, as results do. */
export function summaryColumns({ titles, metadataKey }: ComparedTenants): readonly string[] {
  const key = metadataKey === undefined ? [] : [`metadata.${metadataKey}`];
  return ['result', ...key, 'name', 'display_name', ...titles, 'fields', 'not_compared'];
}

/** The rows of the summary as a table, one for each organization or pair. */
export function* summaryRows(compared: ComparedTenants): CooperativeWork<readonly (readonly string[])[]> {
  const { metadataKey, titles } = compared;
  const rows: (readonly string[])[] = [];
  for (const { label, count, entryAt } of groupsOf(compared)) {
    yield* repeat(count, (place) => {
      const { organizations = [], fields = [], ...entry } = entryAt(place) ?? {};
      const [first, second] = organizations;
      const { display_name: displayName = '', metadata } = first ?? second ?? {};
      const key = metadataKey === undefined ? [] : [ownField(metadata ?? {}, metadataKey) ?? ''];
      // An organization that was renamed has two.
      const name = [...new Set([first?.name, second?.name].filter(Boolean))].join(' → ');
      const ids = [first?.id ?? '', second?.id ?? ''];
      const notCompared = [...(first && second ? unsentIn(compared) : []), ...notComparedIn(entry, titles)];
      rows.push([label, ...key, name, displayName, ...ids, fields.join('; '), notCompared.join('; ')]);
    });
  }
  return rows;
}

/** Opens the first `SHOWN_PAIRS` organizations that differ in the multi-file diff editor. */
async function openDifferences(
  { documents, log }: Services<'documents' | 'log'>,
  compared: ComparedTenants,
): Promise<void> {
  const pairs = compared.comparison.different.slice(0, SHOWN_PAIRS);
  const shown = await Promise.all(pairs.map((pair) => keepPair(documents, compared, pair)));
  const changes = shown.map(([first, second]) => [second, first, second]);
  try {
    await vscode.commands.executeCommand('vscode.changes', comparisonTitle(compared), changes);
  } catch (error) {
    log.warn(`vscode.changes: ${String(error)}`);
    void showError(`${l10n.t('The differences could not be opened.')} ${l10n.t('The log says more.')}`);
  }
}

function comparisonTitle({ titles }: ComparedTenants): string {
  return titles.join(' ↔ ');
}

/** Makes the documents of two organizations. */
async function keepPair(
  documents: DocumentCache,
  compared: ComparedTenants,
  pair: ComparedPair,
): Promise<Pair<vscode.Uri>> {
  const { domains, snapshot } = compared;
  const { organizations } = pair;
  const contents = pairContents(compared, pair);
  const unsent = unsentIn(compared);
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
  await Promise.all(
    both(uris, (uri, side) =>
      documents.keep(uri, unsent.length > 0 ? { not_compared: unsent, ...contents[side] } : contents[side]),
    ),
  );
  return uris;
}

function inSlices<T>(work: CooperativeWork<T>): Promise<T | undefined> {
  return withProgress(l10n.t('Writing the summary'), ({ signal }) => runCooperatively(work, signal));
}

/** The URI of the summary of a comparison. */
export function summaryUri({
  domains: [domain, comparedWith],
  ...compared
}: Pick<ComparedTenants, 'domains' | 'titles' | 'snapshot'>): vscode.Uri {
  return documentUri(summaryAddress(domain, { comparedWith, ...compared }), summaryForm);
}
