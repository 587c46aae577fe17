import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isDenied, isMissingOrganization, isOfWholeTenant, recover } from '../api/apiError.ts';
import { organizationTitle } from '../api/organization.ts';
import { documentationOf, organizationsPath, organizationPages } from '../api/organizationsClient.ts';
import { ItemError } from '../api/retries.ts';
import { PAGE_SIZE } from '../api/pagination.ts';
import { targetTenant } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { Refusals } from '../compare/comparePairs.ts';
import { chooseSections, type SectionsExtent } from '../compare/compareQuestions.ts';
import { comparedSection, comparedSections } from '../compare/readSides.ts';
import { DraftFile } from '../documents/draftFile.ts';
import { type FileWork, openDraft, type SaveAgain, writeFiles, type WritingState } from '../documents/writeFile.ts';
import { exportFileName } from '../export/exportFormats.ts';
import {
  askForFile,
  describeIncomplete,
  describeNotes,
  describeWritten,
  openFiles,
} from '../export/exportQuestions.ts';
import { loadAllPages } from '../organizations/loadAllPages.ts';
import { FallbackRequest } from '../sections/fallbackRequest.ts';
import { requestedSections, sectionTitle } from '../sections/organizationSections.ts';
import { readRefusableSection, type SectionContent, unreadSection } from '../sections/readSections.ts';
import { sectionCosts } from '../sections/sectionPages.ts';
import { consentToList, costText, listCostText, readingTexts, unknownCostText } from '../tenants/requestCost.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { plainText } from '../text/plainText.ts';
import { describeCutOff, describeSummaries, formatNumber } from '../ui/format.ts';
import { offer } from '../ui/longTask.ts';
import { showInformation, showWarning } from '../ui/notifications.ts';
import { type SectionGap, type SnapshotSource, SnapshotWriter } from './snapshotFormat.ts';

/** A snapshot that is saved. */
interface SnapshotRequest {
  readonly domain: string;
  /** The names of the sections. */
  readonly names: readonly string[];
  readonly target: vscode.Uri;
}

/**
 * Writes the organizations of a tenant to a file, with which it can be compared later. All of them are read anew. Asks
 * for missing arguments.
 * @param argument see `targetTenant`
 * @param extent `organizations`, `withoutMembers` or `withMembers`; otherwise the user is asked, and told what each costs
 * @param target the URI of the file
 * @returns the URI of the file, `undefined` when no file was written
 */
export async function saveSnapshot(
  services: Services<'notifier' | 'store' | 'tenants' | 'tree'> & WritingState,
  argument?: unknown,
  extent?: unknown,
  target?: unknown,
): Promise<vscode.Uri | undefined> {
  const domain = await targetTenant(services, l10n.t('Save Snapshot'), argument);
  if (domain === undefined) {
    return undefined;
  }
  const names = await chooseSavedSections(services, domain, extent);
  const file = names && (await chooseSnapshotTarget(services, domain, target));
  const files = file && (await writeFiles(services, workOf(services, { domain, names, target: file })));
  return files?.[0];
}

function workOf(
  services: Services<'notifier' | 'store' | 'tenants'> & WritingState,
  request: SnapshotRequest,
): FileWork {
  const { domain, names, target } = request;
  const tenant = services.tenants.titleOf(domain);
  const draft = new DraftFile(() => openDraft(target));
  const pages = organizationPages(services.tenants.client(domain), () => services.tenants.isSentSummaries(domain));
  const sections = savedSections(services.tenants, domain);
  const header = { domain, createdAt: new Date().toISOString(), sections: names };
  const writer = new SnapshotWriter({ header, pages, readSection: sections.read }, draft);
  return {
    key: JSON.stringify(['snapshot', domain, names]),
    title: l10n.t('Saving a snapshot of {0}', tenant),
    domain,
    files: [{ target, draft }],
    goOn: async (context, { tell, patiently }) => {
      const { hasEnded, organizations } = services.store.get(domain);
      const text = readingTexts(writer.count, hasEnded ? organizations.length : undefined);
      sections.askRefusedAgain();
      const onProgress = (saved: number) => {
        tell(text(saved));
      };
      await writer.run(context, { patiently, onProgress });
    },
    failure: () => {
      const file = plainText(vscode.workspace.asRelativePath(target));
      return {
        what: l10n.t('The snapshot of {0} could not be saved to {1}', tenant, file),
        documentation: documentationOf.list,
      };
    },
    extent: () => describeWritten(writer.count),
    tellSaved: (saveAgain) => {
      tellSaved(tenant, target, writer, { pages, saveAgain });
    },
    isDenied: () =>
      pages.lacksFields ||
      writer.notes.size > 0 ||
      writer.gaps.some(({ content: { error } }) => error && isDenied(error)),
    anew: () => workOf(services, request),
    toAnotherFile: async () => {
      const other = await chooseSnapshotTarget(services, domain, undefined);
      return other && workOf(services, { ...request, target: other });
    },
  };
}

/** Reads the sections that go into a snapshot. */
function savedSections(tenants: Tenants, domain: string) {
  const choice = new FallbackRequest(tenants);
  const refused = new Refusals<SectionContent>();
  const read: SnapshotSource['readSection'] = async (organization, name, context, patiently) => {
    const known = refused.why(name);
    if (known) {
      return known;
    }
    const address = { domain, id: organization.id, path: [name] };
    const item = { title: organizationTitle(organization), kind: name };
    const reading = patiently(() => readRefusableSection(tenants, choice, address, context), context.signal, item);
    const content = await recover(
      reading,
      (error) => isMissingOrganization(error) || error instanceof ItemError,
      (error) => (error instanceof ItemError ? unreadSection(error) : ('gone' as const)),
    );
    if (content !== 'gone') {
      refused.note(name, content.error && isOfWholeTenant(content.error) ? content : undefined);
    }
    return content;
  };
  // The tenant may have another token by now.
  const askRefusedAgain = () => {
    refused.clear();
    choice.forget(domain);
  };
  return { read, askRefusedAgain };
}

/** @param told what else there is to tell, and what saves the snapshot anew */
function tellSaved(
  tenant: string,
  target: vscode.Uri,
  { count, gaps, notes }: SnapshotWriter,
  told: { readonly pages: SnapshotSource['pages']; readonly saveAgain: SaveAgain },
): void {
  const { isCutOff, lacksFields } = told.pages;
  const saved = l10n.t('Saved a snapshot of {0}, organizations: {1}.', tenant, formatNumber(count));
  const missing = gaps.map((gap) => describeMissing(gap, count));
  const lacks = [...(isCutOff ? [describeCutOff()] : []), ...(lacksFields ? [describeSummaries()] : []), ...missing];
  const text = [saved, ...lacks, ...describeNotes(notes, count)].join(' ');
  const show = lacks.length > 0 ? showWarning : showInformation;
  const parts = gaps.map(({ organizations, content: { error } }) => ({ error, organizations, wanted: count }));
  offer(show, text, [openFiles([target]), ...told.saveAgain(parts)]);
}

function describeMissing(gap: SectionGap, saved: number): string {
  const { content } = gap;
  const section = sectionTitle(gap.section);
  const compared = comparedSection(content);
  const why = 'why' in compared ? compared.why : '';
  return content.error && isOfWholeTenant(content.error) && gap.organizations === saved && gap.isOneCause
    ? l10n.t('Not in it: {0}', `${section}: ${why}`)
    : describeIncomplete(section, gap, saved, why);
}

/**
 * Lets the user choose which sections a snapshot has, and says what each choice costs. The cost of sections is known once
 * all organizations are loaded: until then, choosing sections loads them and asks again.
 * @param given an extent, used without asking
 * @returns the names of the sections, `undefined` when the user cancels
 */
async function chooseSavedSections(
  services: Services<'notifier' | 'store' | 'tenants'>,
  domain: string,
  given: unknown,
): Promise<readonly string[] | undefined> {
  const extents: readonly SectionsExtent[] = [
    { extent: 'organizations', value: [], label: l10n.t('Organizations Alone') },
    {
      extent: 'withoutMembers',
      value: comparedSections(false),
      label: l10n.t('With Sections, Without Members'),
      description: l10n.t('names and email addresses of invited people'),
    },
    {
      extent: 'withMembers',
      value: requestedSections,
      label: l10n.t('With Sections and Members'),
      description: l10n.t('names and email addresses'),
    },
  ];
  const { tenants, store } = services;
  const list = store.get(domain);
  const count = list.hasEnded ? list.organizations.length : undefined;
  const costOf = (names: readonly string[]) => {
    if (count === undefined) {
      return names.length === 0 ? listCostText() : unknownCostText();
    }
    const pages = Math.max(1, Math.ceil(count / PAGE_SIZE));
    return costText(tenants, domain, new Map([[organizationsPath, pages], ...sectionCosts(names, count)]));
  };
  const names = await chooseSections(extents, given, questionTitle(tenants, domain), costOf);
  const isGiven = extents.some(({ extent }) => extent === given);
  if (isGiven || names === undefined || names.length === 0 || count !== undefined) {
    return names;
  }
  await loadAllPages(services, domain, undefined, consentToList(tenants.titleOf(domain)));
  return list.hasEnded ? chooseSavedSections(services, domain, given) : undefined;
}

/** Lets the user choose the file of a new snapshot. @param given used without asking, if it is a URI */
async function chooseSnapshotTarget(
  services: Services<'tenants'> & WritingState,
  domain: string,
  given: unknown,
): Promise<vscode.Uri | undefined> {
  const [day = ''] = new Date().toISOString().split('T');
  const name = exportFileName(services.tenants.titleOf(domain), day);
  const question = { title: questionTitle(services.tenants, domain), name, saveLabel: l10n.t('Save') };
  const file = await askForFile(services, question, { format: 'ndjson', target: given });
  return file?.uri;
}

/** Says which tenant was taken, also where nobody was asked for it. */
function questionTitle(tenants: Tenants, domain: string): string {
  return l10n.t('Save Snapshot of {0}', tenants.titleOf(domain));
}
