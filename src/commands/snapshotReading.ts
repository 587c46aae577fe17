import * as vscode from 'vscode';
import type { ReadPairSection } from '../comparing/comparePairs.ts';
import { ApiError } from '../management/apiError.ts';
import { documentationOf } from '../management/organizationsClient.ts';
import { withProgress } from '../messages/progress.ts';
import { isOfWholeTenant, requestedSections } from '../sections/loadSections.ts';
import { readSnapshot, sectionsAt, type Snapshot } from '../snapshots/readSnapshot.ts';
import { openSnapshotFile } from '../snapshots/snapshotFile.ts';
import { comparedSection, sectionRequests } from './readComparedSides.ts';
import { type PairReading, readingOfTenants } from './compareTenantSections.ts';
import type { ExtensionServices } from './extensionServices.ts';
import { tellSnapshotProblem } from './snapshotProblems.ts';
import type { ComparisonExtents } from './tenantComparisonQuestions.ts';

/** A snapshot with the file that it was read from. */
export interface ReadSnapshot extends Snapshot {
  readonly uri: vscode.Uri;
  readonly file: Awaited<ReturnType<typeof openSnapshotFile>>;
}

/**
 * Reads a snapshot, and shows what is wrong with its file.
 * @param domain the tenant to compare with, if it is given
 * @returns `undefined` if it could not be read or the user cancels
 */
export async function readSnapshotFile(
  { notifier }: ExtensionServices,
  uri: vscode.Uri,
  domain: string | undefined,
): Promise<ReadSnapshot | undefined> {
  try {
    return await withProgress(vscode.l10n.t('Reading the snapshot'), async ({ signal }) => {
      const file = await openSnapshotFile(uri);
      const snapshot = await readSnapshot(file.chunks(), () => {
        if (signal.aborted) {
          throw new ApiError('cancelled');
        }
      });
      return { ...snapshot, uri, file };
    });
  } catch (error) {
    const chooseAnother = () => chooseAnotherSnapshot(domain);
    if (!tellSnapshotProblem(error, uri, chooseAnother)) {
      const what = vscode.l10n.t('The snapshot could not be read');
      notifier.notify(error, { domain: '', what, documentation: documentationOf.list, retry: chooseAnother });
    }
    return undefined;
  }
}

function chooseAnotherSnapshot(domain: string | undefined): Thenable<unknown> {
  return vscode.commands.executeCommand('organizationInspector.compareWithSnapshot', domain);
}

/** What can be compared with a snapshot. @param domain the tenant of today */
export function extentsOfSnapshot({ scanKey, sections }: PairReading, domain: string): ComparisonExtents {
  const known = sections.filter((name) => requestedSections.includes(name));
  return {
    title: vscode.l10n.t('Compare With Snapshot'),
    scanKey,
    labels: {
      all: vscode.l10n.t('With the Sections of the Snapshot'),
      rest: vscode.l10n.t('Continue With the Sections of the Snapshot'),
    },
    costs: new Map([[domain, sectionRequests(known)]]),
  };
}

/** How the sections of the snapshot are read from its file, and those of the tenant of today from the tenant. */
export function readingOfSnapshot(
  services: ExtensionServices,
  { header, places, uri, file }: ReadSnapshot,
  domain: string,
): PairReading {
  const current = readingOfTenants(services, [domain, domain]);
  let last: { readonly id: string; readonly sections: ReturnType<typeof sectionsAt> } | undefined;
  const readSaved = async (id: string, name: string) => {
    if (last?.id !== id) {
      const { start = 0, length = 0 } = places.get(id) ?? {};
      last = { id, sections: sectionsAt(await file.bytesAt(start, length), id, header.sections) };
    }
    const { [name]: section } = last.sections;
    return { ...comparedSection(section), isRefused: section?.error !== undefined && isOfWholeTenant(section.error) };
  };
  const read: ReadPairSection = async (side, id, name, context) => {
    if (!requestedSections.includes(name)) {
      return {
        why: vscode.l10n.t('This version of the extension does not know the section {0}.', name),
        isRefused: true,
      };
    }
    return side === 0 ? readSaved(id, name) : current.read(side, id, name, context);
  };
  return {
    scanKey: [domain, `${uri.toString()} ${header.createdAt}`],
    sections: header.sections,
    read,
    failing: current.failing,
    isTold: (error) =>
      tellSnapshotProblem(error, uri, () =>
        vscode.commands.executeCommand('organizationInspector.compareWithSnapshot', domain),
      ),
  };
}
