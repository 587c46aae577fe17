import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError, isMissingOrganization } from '../api/apiError.ts';
import { documentationOf } from '../api/organizationsClient.ts';
import { PAGE_SIZE } from '../api/pageReader.ts';
import { listBucket } from '../api/rateLimits.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Retry } from '../api/retryAfterOutages.ts';
import { domainArgument } from '../commands/commandArguments.ts';
import type { Services } from '../commands/services.ts';
import { comparedSection, comparedSections, sectionRequests } from '../compare/readSides.ts';
import { describeFileProblem, suggestedFolder, writeTexts } from '../documents/writeFile.ts';
import { offerAnotherFile, offerToOpen } from '../export/exportMessages.ts';
import { askForFile, tenantInFileName } from '../export/exportRequest.ts';
import { connectionsBucket } from '../find/scanOrganizations.ts';
import { organizationPages, readBatches } from '../organizations/organizationList.ts';
import { FallbackRequest } from '../sections/fallbackRequest.ts';
import { requestedSections } from '../sections/organizationSections.ts';
import { isOfWholeTenant, readRefusableSection, type SectionContent } from '../sections/readSections.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { costText, savingTexts } from '../tenants/requestCost.ts';
import { plainText } from '../text/plainText.ts';
import { back, type Choice, choose } from '../ui/ask.ts';
import { describeCutOff, formatNumber } from '../ui/format.ts';
import { untilGivenUp } from '../ui/longTask.ts';
import { confirm, showInformation, showWarning } from '../ui/notifications.ts';
import { withBackgroundProgress } from '../ui/progress.ts';
import { type SnapshotHeader, type SnapshotSource, snapshotTexts } from './snapshotFormat.ts';

/** A snapshot that is saved. */
interface SnapshotRequest {
  readonly domain: string;
  /** The names of the sections. */
  readonly names: readonly string[];
  readonly target: vscode.Uri;
}

/** What was saved. */
interface SavedSnapshot {
  readonly organizations: number;
  readonly isCutOff: boolean;
  /** Why the tenant refuses sections, by their names. */
  readonly refused: ReadonlyMap<string, SectionContent>;
  /** The sections that could not be read to their end in some organizations, by their names. */
  readonly gaps: ReadonlyMap<string, SectionGap>;
}

interface SectionGap {
  /** What could be read in the first of these organizations. */
  readonly content: SectionContent;
  readonly organizations: number;
}

/**
 * Writes the organizations of a tenant to a file, with which it can be compared later. All of them are read anew. Asks
 * for missing arguments.
 * @param argument a domain or a row
 * @param extent `organizations`, `withoutMembers` or `withMembers`; otherwise the user is asked, and told what each costs
 * @param target the URI of the file
 * @returns the URI of the file, `undefined` when no file was written
 */
export async function saveSnapshot(
  services: Services<'notifier' | 'store' | 'tenants'>,
  argument?: unknown,
  extent?: unknown,
  target?: unknown,
): Promise<vscode.Uri | undefined> {
  const domain = await pickTenant(services.tenants, l10n.t('Save Snapshot'), domainArgument(argument));
  const names = domain === undefined ? undefined : await chooseSavedSections(services, domain, extent);
  const file = names && domain !== undefined ? await chooseSnapshotTarget(domain, target) : undefined;
  return domain !== undefined && names && file ? save(services, { domain, names, target: file }) : undefined;
}

async function save(
  services: Services<'notifier' | 'store' | 'tenants'>,
  order: SnapshotRequest,
): Promise<vscode.Uri | undefined> {
  const { domain, target } = order;
  const file = plainText(vscode.workspace.asRelativePath(target));
  const what = l10n.t('The snapshot of {0} could not be saved to {1}', domain, file);
  const again = () => save(services, order);
  try {
    tellSaved(order, await write(services, order, what));
    return target;
  } catch (error) {
    const problem = describeFileProblem(error);
    if (problem === undefined) {
      services.notifier.notify(error, { domain, what, documentation: documentationOf.list, retry: again });
    } else {
      offerAnotherFile(`${what}. ${problem}`, async () => {
        const other = await chooseSnapshotTarget(domain, undefined);
        return other && save(services, { ...order, target: other });
      });
    }
    return undefined;
  }
}

function write(services: Services<'store' | 'tenants'>, order: SnapshotRequest, what: string): Promise<SavedSnapshot> {
  const { domain, names, target } = order;
  return withBackgroundProgress(l10n.t('Saving a snapshot of {0}', domain), async (context, { tell, patiently }) => {
    const { hasEnded, organizations } = services.store.get(domain);
    const text = savingTexts(hasEnded ? organizations.length : undefined);
    const persistently = untilGivenUp(patiently, { domain, what });
    const pages = organizationPages(services.tenants.client(domain));
    const refused = new Map<string, SectionContent>();
    const gaps = new Map<string, SectionGap>();
    let count = 0;
    const header: SnapshotHeader = { domain, createdAt: new Date().toISOString(), sections: names };
    const source: SnapshotSource = {
      header,
      batches: readBatches(pages, context, persistently),
      isCutOff: () => pages.isCutOff,
      readSections: sectionReader(services, order, context, { persistently, refused, gaps }),
      onProgress: (saved) => {
        count = saved;
        tell(text(saved));
      },
    };
    await writeTexts(snapshotTexts(source, context.signal), target);
    return { organizations: count, isCutOff: pages.isCutOff, refused, gaps };
  });
}

interface SectionReading {
  readonly persistently: Retry;
  /** The sections that the tenant refuses, which are not asked for again. */
  readonly refused: Map<string, SectionContent>;
  readonly gaps: Map<string, SectionGap>;
}

function sectionReader(
  { tenants }: Services<'tenants'>,
  { domain, names }: SnapshotRequest,
  context: RequestContext,
  { persistently, refused, gaps }: SectionReading,
): SnapshotSource['readSections'] {
  const choice = new FallbackRequest(tenants);
  const readOne = async (id: string, name: string): Promise<SectionContent | 'gone'> => {
    const known = refused.get(name);
    if (known) {
      return known;
    }
    try {
      const content = await readRefusableSection(tenants, choice, { domain, id, path: [name] }, context);
      if (content.error && isOfWholeTenant(content.error)) {
        refused.set(name, content);
      } else if (!content.complete) {
        const gap = gaps.get(name) ?? { content, organizations: 0 };
        gaps.set(name, { ...gap, organizations: gap.organizations + 1 });
      }
      return content;
    } catch (error) {
      if (error instanceof ApiError && isMissingOrganization(error)) {
        return 'gone';
      }
      throw error;
    }
  };
  return async ({ id }) => {
    const sections: Record<string, SectionContent> = {};
    for (const name of names) {
      const content = await persistently(() => readOne(id, name), context.signal);
      if (content === 'gone') {
        return content;
      }
      sections[name] = content;
    }
    return sections;
  };
}

function tellSaved(
  { domain, target }: SnapshotRequest,
  { organizations, isCutOff, refused, gaps }: SavedSnapshot,
): void {
  const count = formatNumber(organizations);
  const saved = l10n.t('Saved a snapshot of {0}, organizations: {1}.', domain, count);
  const missing = [...refused].map(([name, content]) => {
    const why = whyMissing(content);
    return l10n.t('Not in it: {0}', why === '' ? name : `${name}: ${why}`);
  });
  const incomplete = [...gaps].map(([name, gap]) =>
    l10n.t(
      'Incomplete: {0} in {1} of {2} organizations. {3}',
      name,
      formatNumber(gap.organizations),
      count,
      whyMissing(gap.content),
    ),
  );
  const text = [saved, ...(isCutOff ? [describeCutOff()] : []), ...missing, ...incomplete].join(' ');
  const show = isCutOff || gaps.size > 0 ? showWarning : showInformation;
  offerToOpen([target], (open) => show(text, open));
}

function whyMissing(content: SectionContent): string {
  const section = comparedSection(content);
  return 'why' in section ? section.why : '';
}

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
async function chooseSavedSections(
  services: Services<'store' | 'tenants'>,
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
        ? l10n.t('One request for each {0} organizations', PAGE_SIZE)
        : l10n.t('How many organizations there are is not known yet. You are asked again before they are read.');
    }
    const requests = Math.max(1, Math.ceil(count / PAGE_SIZE)) + count * sectionRequests(names);
    return costText(tenants, domain, names.length === 0 ? listBucket : connectionsBucket, requests);
  };
  const choices: readonly Choice<readonly string[]>[] = [
    { value: [], label: l10n.t('Organizations Alone'), detail: detail([]) },
    { value: withoutMembers, label: l10n.t('With Sections, Without Members'), detail: detail(withoutMembers) },
    { value: requestedSections, label: l10n.t('With Sections and Members'), detail: detail(requestedSections) },
  ];
  const title = l10n.t('Save Snapshot');
  const placeholder = l10n.t('All is read anew. Each further page of a long section takes one more request.');
  const answer = await choose(choices, { title, placeholder });
  if (answer === back || answer === undefined || answer.length === 0 || count !== undefined) {
    return answer === back ? undefined : answer;
  }
  await vscode.commands.executeCommand('organizationInspector.loadAllOrganizations', domain);
  return list.hasEnded ? chooseSavedSections(services, domain, given) : undefined;
}

/** Lets the user choose the file of a new snapshot. @param given used without asking, if it is a URI */
async function chooseSnapshotTarget(domain: string, given: unknown): Promise<vscode.Uri | undefined> {
  if (given instanceof vscode.Uri) {
    return given;
  }
  const [day = ''] = new Date().toISOString().split('T');
  const name = `${tenantInFileName(domain)}-${day}`;
  return askForFile(l10n.t('Save Snapshot'), name, 'ndjson', l10n.t('Save'));
}

/** Lets the user choose the file of a snapshot to compare with. */
export async function chooseSnapshot(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: l10n.t('Compare With Snapshot'),
    openLabel: l10n.t('Compare'),
    defaultUri: suggestedFolder(),
    filters: { NDJSON: ['ndjson'], [l10n.t('All Files')]: ['*'] },
  });
  return chosen?.[0];
}

/** Asks before a tenant is compared with the snapshot of another one. @param titles of the snapshot and of the tenant */
export async function confirmOtherTenant([saved, current]: readonly [string, string]): Promise<boolean> {
  return confirm(
    l10n.t('Compare {0} with a snapshot of another tenant?', current),
    l10n.t('The snapshot is of {0}.', saved),
    l10n.t('Compare'),
  );
}
