import * as vscode from 'vscode';
import type { Pair } from '../comparing/pair.ts';
import { documentationOf } from '../management/organizationsClient.ts';
import { withProgress } from '../messages/progress.ts';
import { chooseComparedSections } from './comparedSections.ts';
import { chooseSides, type Compared, comparisonTitle, readSides } from './compareOrganizations.ts';
import { comparedIn, comparisonUri, keepComparison } from './comparisonDocuments.ts';
import type { ExtensionServices } from './extensionServices.ts';
import { readComparedSides } from './readComparedSides.ts';

/**
 * Compares two organizations with all their sections in the diff editor, in a form in which only real differences show.
 * All of it is read anew.
 * @param argument see `compareWith`
 * @param other see `compareWith`
 * @param extent `withMembers` or `withoutMembers`; otherwise the user is asked, and told what each costs
 * @returns the URIs of both sides, `undefined` when nothing was compared
 */
export async function compareEverythingWith(
  services: ExtensionServices,
  argument?: unknown,
  other?: unknown,
  extent?: unknown,
): Promise<Pair<vscode.Uri> | undefined> {
  const compared = await chooseSides(services, argument, other);
  const names = compared && (await chooseComparedSections(services.tenants, compared, extent));
  return names && compareSections(services, compared, names);
}

/**
 * Compares the two organizations of a comparison of everything again.
 * @param argument the URI of its second document; without it the active tab
 * @param extent see `compareEverythingWith`
 */
export async function compareAgain(
  services: ExtensionServices,
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
export async function showOrHideIds(services: ExtensionServices, argument?: unknown): Promise<void> {
  const uri = comparisonUri(argument);
  const comparison = uri && services.documents.comparisonOf(uri);
  if (comparison) {
    await keepComparison(services.documents, { ...comparison, withIds: !comparison.withIds });
  } else if (uri) {
    await compareAgain(services, uri);
  }
}

/** @param names the names of the sections that are compared */
async function compareSections(
  services: ExtensionServices,
  compared: Compared,
  names: readonly string[],
): Promise<Pair<vscode.Uri> | undefined> {
  const retry = () => compareSections(services, compared, names);
  try {
    const comparison = await withProgress(
      vscode.l10n.t('Reading everything about two organizations'),
      async (context) => {
        const read = await readSides(services, compared, context, retry);
        return read && { read, sides: await readComparedSides(services, read, names, context) };
      },
    );
    if (!comparison) {
      return undefined;
    }
    const { read, sides } = comparison;
    const uris = await keepComparison(services.documents, { sides, withIds: false });
    await vscode.commands.executeCommand('vscode.diff', ...uris, comparisonTitle(services, read));
    return uris;
  } catch (error) {
    services.notifier.notify(error, {
      domain: compared[0].domain,
      what: vscode.l10n.t('The organizations could not be compared'),
      documentation: documentationOf.get,
      retry,
    });
    return undefined;
  }
}
