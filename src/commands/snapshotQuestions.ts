import * as vscode from 'vscode';
import { back, type Choice, choose } from '../input/ask.ts';
import { PAGE_SIZE } from '../management/pagination.ts';
import { confirm } from '../messages/notifications.ts';
import { suggestedFolder } from '../organizations/exportFile.ts';
import { listBucket } from '../scans/applicationScan.ts';
import { connectionsBucket } from '../scans/connectionQuestions.ts';
import { requestedSections } from '../sections/loadSections.ts';
import { askForFile, tenantInFileName } from './exportQuestions.ts';
import type { ExtensionServices } from './extensionServices.ts';
import { comparedSections, sectionRequests } from './readComparedSides.ts';
import { costText } from './scanTexts.ts';

const withoutMembers = comparedSections(false);

/** The sections of each extent that a snapshot can have. */
const extents: Readonly<Record<string, readonly string[]>> = {
  organizations: [],
  withoutMembers,
  withMembers: requestedSections,
};

/**
 * Lets the user choose which sections a snapshot has, and says what each choice costs. The cost of sections is known once
 * all organizations are loaded: until then, choosing sections loads them and asks again.
 * @param given an extent, used without asking
 * @returns the names of the sections, `undefined` when the user cancels
 */
export async function chooseSavedSections(
  services: ExtensionServices,
  domain: string,
  given: unknown,
): Promise<readonly string[] | undefined> {
  if (typeof given === 'string' && Object.hasOwn(extents, given)) {
    return extents[given];
  }
  const { tenants, store } = services;
  const list = store.get(domain);
  const count = list.hasEnded ? list.organizations.length : undefined;
  const detail = (names: readonly string[]) => {
    if (count === undefined) {
      return names.length === 0
        ? vscode.l10n.t('One request for each {0} organizations', PAGE_SIZE)
        : vscode.l10n.t('How many organizations there are is not known yet. You are asked again before they are read.');
    }
    const requests = Math.max(1, Math.ceil(count / PAGE_SIZE)) + count * sectionRequests(names);
    return costText(tenants, domain, names.length === 0 ? listBucket : connectionsBucket, requests);
  };
  const choices: readonly Choice<readonly string[]>[] = [
    { value: [], label: vscode.l10n.t('Organizations Alone'), detail: detail([]) },
    { value: withoutMembers, label: vscode.l10n.t('With Sections, Without Members'), detail: detail(withoutMembers) },
    { value: requestedSections, label: vscode.l10n.t('With Sections and Members'), detail: detail(requestedSections) },
  ];
  const title = vscode.l10n.t('Save Snapshot');
  const placeholder = vscode.l10n.t('All is read anew. Each further page of a long section takes one more request.');
  const answer = await choose(choices, { title, placeholder });
  if (answer === back || answer === undefined || answer.length === 0 || count !== undefined) {
    return answer === back ? undefined : answer;
  }
  await vscode.commands.executeCommand('organizationInspector.loadAllOrganizations', domain);
  return list.hasEnded ? chooseSavedSections(services, domain, given) : undefined;
}

/** Lets the user choose the file of a new snapshot. @param given used without asking, if it is a URI */
export async function chooseSnapshotTarget(domain: string, given: unknown): Promise<vscode.Uri | undefined> {
  if (given instanceof vscode.Uri) {
    return given;
  }
  const [day = ''] = new Date().toISOString().split('T');
  const name = `${tenantInFileName(domain)}-${day}`;
  return askForFile(vscode.l10n.t('Save Snapshot'), name, 'ndjson', vscode.l10n.t('Save'));
}

/** Lets the user choose the file of a snapshot to compare with. */
export async function chooseSnapshot(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Compare With Snapshot'),
    openLabel: vscode.l10n.t('Compare'),
    defaultUri: suggestedFolder(),
    filters: { NDJSON: ['ndjson'], [vscode.l10n.t('All Files')]: ['*'] },
  });
  return chosen?.[0];
}

/** Asks before a tenant is compared with the snapshot of another one. @param titles of the snapshot and of the tenant */
export async function confirmOtherTenant([saved, current]: readonly [string, string]): Promise<boolean> {
  return confirm(
    vscode.l10n.t('Compare {0} with a snapshot of another tenant?', current),
    vscode.l10n.t('The snapshot is of {0}.', saved),
    vscode.l10n.t('Compare'),
  );
}
