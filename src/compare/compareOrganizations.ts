import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { asSent, organizationTitle } from '../api/organization.ts';
import { documentationOf } from '../api/organizationsClient.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { organizationArgument } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { documentAddress, isOfOrganization } from '../documents/documentAddress.ts';
import type { DocumentCache } from '../documents/documentCache.ts';
import { MadeContent } from '../documents/documentKinds.ts';
import { documentUri } from '../documents/documentUri.ts';
import { urisOfTab } from '../documents/requestedDocuments.ts';
import { plainText } from '../text/plainText.ts';
import { LongTask } from '../ui/longTask.ts';
import { showInformation, withProgress } from '../ui/notifications.ts';
import { both, comparableOrganization, comparablePair, type Comparison, type Pair } from './comparable.ts';
import type { CompareState } from './comparePairs.ts';
import {
  canCompare,
  chooseSections,
  chooseSides,
  type ComparedOrganizations,
  costOfBoth,
  organizationExtents,
  type SectionsExtent,
  stillListed,
} from './compareQuestions.ts';
import { counterpart, orderedForm, sideAddress, sideForm } from './comparisonDocuments.ts';
import { unsentIn } from './comparisonSummary.ts';
import { type OrganizationSide, readComparedSides, readSides, tenantTitles, TITLE_LENGTH } from './readSides.ts';

/** What comparisons of two organizations take. */
type CompareServices = Services<'documents' | 'known' | 'notifier' | 'sections' | 'store' | 'tenants' | 'tree'> &
  CompareState;

/**
 * Compares two organizations, of one tenant or of two, in the diff editor: alone, or with all their sections.
 * @param argument see `chooseSides`
 * @param other see `chooseSides`
 * @param extent `organizations`, `withMembers` or `withoutMembers`; otherwise the user is asked, and told what each costs,
 *   unless both organizations are given, which are then compared alone
 * @returns the URIs of both sides, `undefined` when nothing was compared
 */
export function compareWith(
  services: CompareServices,
  argument?: unknown,
  other?: unknown,
  extent?: unknown,
): Promise<Pair<vscode.Uri> | undefined> {
  const isNamed = organizationArgument(other) !== undefined;
  const given = extent ?? (isNamed ? 'organizations' : undefined);
  return compareSides(services, [argument, other], given, organizationExtents());
}

/**
 * Compares two organizations with all their sections in the diff editor, in a form in which only real differences show.
 * All of it is read anew.
 * @param argument see `chooseSides`
 * @param other see `chooseSides`
 * @param extent `withMembers` or `withoutMembers`; otherwise the user is asked, and told what each costs
 * @returns the URIs of both sides, `undefined` when nothing was compared
 */
export function compareEverythingWith(
  services: CompareServices,
  argument?: unknown,
  other?: unknown,
  extent?: unknown,
): Promise<Pair<vscode.Uri> | undefined> {
  return compareSides(services, [argument, other], extent, organizationExtents().slice(1));
}

async function compareSides(
  services: CompareServices,
  [argument, other]: Pair<unknown>,
  extent: unknown,
  offered: readonly SectionsExtent[],
): Promise<Pair<vscode.Uri> | undefined> {
  const compared = await chooseSides(services, argument, other);
  if (!compared) {
    return undefined;
  }
  const title = l10n.t('Compare {0}', comparisonTitle(services, compared));
  const names = await chooseSections(offered, extent, title, (read) => costOfBoth(services.tenants, compared, read));
  if (!names) {
    return undefined;
  }
  return names.length === 0 ? showComparison(services, compared) : compareWithSections(services, compared, names);
}

/**
 * Compares the two organizations of a comparison of everything again.
 * @param argument the URI of its second document; without it the active tab
 * @param extent see `compareEverythingWith`
 */
export async function compareAgain(
  services: CompareServices,
  argument?: unknown,
  extent?: unknown,
): Promise<Pair<vscode.Uri> | undefined> {
  const uri = comparisonUri(argument);
  const compared = uri && comparedIn(uri);
  return compared && compareEverythingWith(services, ...compared, extent);
}

/**
 * Shows or hides the IDs and timestamps of a comparison of everything, in its tab and without a request.
 * @param argument see `compareAgain`
 */
export async function showOrHideIds(services: CompareServices, argument?: unknown): Promise<void> {
  const uri = comparisonUri(argument);
  const comparison = uri && ((await services.documents.sourceOf(uri)) as Comparison | undefined);
  if (comparison) {
    await keepComparison(services.documents, { ...comparison, withIds: !comparison.withIds });
  } else if (uri) {
    await compareAgain(services, uri);
  }
}

/**
 * Remembers an organization for `compareWithSelected`.
 * @param argument a row, the URI of a document or `{ domain, id }`
 */
export async function selectForCompare({ comparing }: CompareState, argument?: unknown): Promise<void> {
  const selected = organizationArgument(argument);
  if (selected) {
    comparing.selected = selected;
    await vscode.commands.executeCommand('setContext', 'organizationInspector.hasSelectedForCompare', true);
  }
}

/**
 * Compares the organization of `selectForCompare` with another organization.
 * @param argument a row, the URI of a document or `{ domain, id }`
 * @returns the URIs of both sides, `undefined` when nothing was compared
 */
export async function compareWithSelected(
  services: Services<'documents' | 'notifier' | 'store' | 'tenants'> & CompareState,
  argument?: unknown,
): Promise<Pair<vscode.Uri> | undefined> {
  const { selected } = services.comparing;
  const other = organizationArgument(argument);
  return selected && other && (await canCompare(services, [selected, other]))
    ? showComparison(services, [selected, other])
    : undefined;
}

/**
 * Reads two organizations, with one request each, and shows them side by side.
 * @returns the URIs of both sides, `undefined` if a side could not be read
 */
async function showComparison(
  services: Services<'documents' | 'notifier' | 'store' | 'tenants'>,
  compared: ComparedOrganizations,
): Promise<Pair<vscode.Uri> | undefined> {
  const sides = await withProgress(l10n.t('Reading two organizations'), (context) =>
    readSides(services, compared, context, () => showComparison(services, compared)),
  );
  if (!sides) {
    return undefined;
  }
  const uris = await Promise.all(both(sides, (side) => keep(services, side)));
  await vscode.commands.executeCommand('vscode.diff', ...uris, comparisonTitle(services, sides));
  await tellUnsent(services, sides);
  return uris;
}

/** Says of which tenant organizations can lack fields: a field that one side alone shows is no proof of a difference. */
async function tellUnsent(services: Services<'tenants'>, sides: Pair<OrganizationSide>): Promise<void> {
  const summariesAlone = await Promise.all(both(sides, ({ domain }) => services.tenants.isSentSummaries(domain)));
  const unsent = new Set(unsentIn({ titles: tenantTitles(services, sides), summariesAlone }));
  if (unsent.size > 0) {
    void showInformation([...unsent].join(' '));
  }
}

async function keep(
  { documents }: Services<'documents'>,
  { domain, organization }: OrganizationSide,
): Promise<vscode.Uri> {
  const { id, name = id } = organization;
  const uri = documentUri({ domain, id, name, path: orderedForm.names }, orderedForm);
  await documents.keep(uri, comparableOrganization(asSent(organization)));
  return uri;
}

/** The title of the tab. It has the tenants only if they are two, and names in place of equal display names of one. */
function comparisonTitle(services: Services<'tenants'>, sides: Pair<OrganizationSide>): string {
  const isOneTenant = sides[0].domain === sides[1].domain;
  const tenants = tenantTitles(services, sides);
  const shown = both(sides, ({ organization }) => organizationTitle(organization));
  const isAmbiguous = isOneTenant && shown[0] === shown[1];
  const titles = both(sides, ({ organization: { id, name = id } }, side) => {
    const title = plainText(isAmbiguous ? name : shown[side], TITLE_LENGTH);
    return isOneTenant ? title : `${title} (${plainText(tenants[side], TITLE_LENGTH)})`;
  });
  return titles.join(' ↔ ');
}

/** @param names the names of the sections that are compared */
async function compareWithSections(
  services: Services<'documents' | 'notifier' | 'sections' | 'store' | 'tenants'> & CompareState,
  compared: ComparedOrganizations,
  names: readonly string[],
): Promise<Pair<vscode.Uri> | undefined> {
  const { everything } = services.comparing;
  const key = JSON.stringify([compared.map(({ domain, id }) => [domain, id]), names]);
  const domains = compared.map(({ domain }) => domain);
  const known = everything.get(key);
  const running = known?.isCurrent()
    ? known
    : { task: new LongTask<Pair<vscode.Uri> | undefined>(), isCurrent: stillListed(services.store, domains) };
  everything.set(key, running);
  const { task, isCurrent } = running;
  const retry = () => compareWithSections(services, compared, names);
  const result = await task.run(services.notifier, {
    title: l10n.t('Reading everything about two organizations'),
    isCurrent,
    goOn: async (background) => {
      const context: RequestContext = { ...background, priority: 'person' };
      const read = await readSides(services, compared, context, retry);
      if (!read) {
        return undefined;
      }
      const sides = await readComparedSides(services, read, names, context);
      if (!isCurrent() && everything.get(key) !== running) {
        // What was begun anew since, with the tenants of now, has the same documents.
        return undefined;
      }
      const uris = await keepComparison(services.documents, { sides, withIds: false });
      await vscode.commands.executeCommand('vscode.diff', ...uris, comparisonTitle(services, read));
      return uris;
    },
    stopped: () => ({
      domain: compared[0].domain,
      what: l10n.t('The organizations could not be compared'),
      documentation: documentationOf.get,
      extent: '',
    }),
  });
  if (!task.isRunning && everything.get(key) === running) {
    everything.delete(key);
  }
  return result;
}

/** Makes the documents of a comparison, or gives the open ones new content. @returns their URIs */
async function keepComparison(documents: DocumentCache, comparison: Comparison): Promise<Pair<vscode.Uri>> {
  const contents = comparablePair(comparison.sides, comparison.withIds);
  const uris = both(comparison.sides, ({ domain, id, name }, _, other) =>
    documentUri(sideAddress(domain, { id, name }, { ...other, kind: 'comparison' }), sideForm),
  );
  // The first line, so that nobody takes the documents for more than they are.
  const missing = l10n.t('The permissions of roles, and the roles and members of groups, are not read.');
  const unsent = unsentIn({
    titles: both(comparison.sides, ({ title }) => title),
    summariesAlone: both(comparison.sides, ({ isOfSummaries = false }) => isOfSummaries),
  });
  const documentOf = (side: 0 | 1) =>
    new MadeContent({ not_compared: [missing, ...unsent], ...contents[side] }, comparison);
  await Promise.all(both(uris, (uri, side) => documents.keep(uri, documentOf(side))));
  return uris;
}

/**
 * The document of a comparison that a command is about.
 * @param argument a URI; without it the changed side of the active tab
 */
function comparisonUri(argument: unknown): vscode.Uri | undefined {
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  const uri = argument instanceof vscode.Uri ? argument : activeTab && urisOfTab(activeTab).at(-1);
  return uri && comparedIn(uri) && uri;
}

/** The organizations of a comparison. @param uri the URI of the document of the second one */
function comparedIn(uri: vscode.Uri): ComparedOrganizations | undefined {
  const address = documentAddress(uri);
  const other = address && counterpart(address);
  if (!other || !isOfOrganization(address)) {
    return undefined;
  }
  const { domain, id, name } = address;
  return [
    { ...other, organization: { id: other.id } },
    { domain, id, organization: { id, name } },
  ];
}
