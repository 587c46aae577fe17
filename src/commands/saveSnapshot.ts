import * as vscode from 'vscode';
import { isApiError } from '../management/apiError.ts';
import { documentationOf } from '../management/organizationsClient.ts';
import type { RequestContext } from '../management/requestContext.ts';
import { isMissingOrganization } from '../management/requestErrors.ts';
import { describeCutOff } from '../messages/cutOffText.ts';
import { formatNumber } from '../messages/formatNumber.ts';
import { showInformation, showWarning } from '../messages/notifications.ts';
import { withBackgroundProgress } from '../messages/progress.ts';
import { organizationPages, readBatches } from '../organizations/exportBatches.ts';
import { describeFileProblem, writeTexts } from '../organizations/exportFile.ts';
import type { Patiently } from '../management/outages.ts';
import { isOfWholeTenant, readRefusableSection, type SectionContent } from '../sections/loadSections.ts';
import { RequestChoice } from '../sections/requestChoice.ts';
import type { SnapshotHeader } from '../snapshots/snapshotFormat.ts';
import { type SnapshotSource, snapshotTexts } from '../snapshots/snapshotTexts.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { plainText } from '../text/plainText.ts';
import { domainArgument } from './commandArguments.ts';
import { comparedSection } from './readComparedSides.ts';
import { offerAnotherFile, offerToOpen } from './exportMessages.ts';
import type { ExtensionServices } from './extensionServices.ts';
import { savingTexts } from './scanTexts.ts';
import { chooseSavedSections, chooseSnapshotTarget } from './snapshotQuestions.ts';
import { untilGivenUp } from './untilGivenUp.ts';

/** A snapshot that is saved. */
interface SnapshotOrder {
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
  services: ExtensionServices,
  argument?: unknown,
  extent?: unknown,
  target?: unknown,
): Promise<vscode.Uri | undefined> {
  const domain = await pickTenant(services.tenants, vscode.l10n.t('Save Snapshot'), domainArgument(argument));
  const names = domain === undefined ? undefined : await chooseSavedSections(services, domain, extent);
  const file = names && domain !== undefined ? await chooseSnapshotTarget(domain, target) : undefined;
  return domain !== undefined && names && file ? save(services, { domain, names, target: file }) : undefined;
}

async function save(services: ExtensionServices, order: SnapshotOrder): Promise<vscode.Uri | undefined> {
  const { domain, target } = order;
  const file = plainText(vscode.workspace.asRelativePath(target));
  const what = vscode.l10n.t('The snapshot of {0} could not be saved to {1}', domain, file);
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

function write(services: ExtensionServices, order: SnapshotOrder, what: string): Promise<SavedSnapshot> {
  const { domain, names, target } = order;
  return withBackgroundProgress(
    vscode.l10n.t('Saving a snapshot of {0}', domain),
    async (context, { tell, patiently }) => {
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
    },
  );
}

interface SectionMeans {
  readonly persistently: Patiently;
  /** The sections that the tenant refuses, which are not asked for again. */
  readonly refused: Map<string, SectionContent>;
  readonly gaps: Map<string, SectionGap>;
}

function sectionReader(
  { tenants }: ExtensionServices,
  { domain, names }: SnapshotOrder,
  context: RequestContext,
  { persistently, refused, gaps }: SectionMeans,
): SnapshotSource['readSections'] {
  const choice = new RequestChoice(tenants);
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
      if (isApiError(error) && isMissingOrganization(error)) {
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

function tellSaved({ domain, target }: SnapshotOrder, { organizations, isCutOff, refused, gaps }: SavedSnapshot): void {
  const count = formatNumber(organizations);
  const saved = vscode.l10n.t('Saved a snapshot of {0}, organizations: {1}.', domain, count);
  const missing = [...refused].map(([name, content]) => {
    const why = whyMissing(content);
    return vscode.l10n.t('Not in it: {0}', why === '' ? name : `${name}: ${why}`);
  });
  const incomplete = [...gaps].map(([name, gap]) =>
    vscode.l10n.t(
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
