import * as vscode from 'vscode';
import { isApiError } from '../management/apiError.ts';
import type { ReadPage } from '../management/pageReader.ts';
import { formatNumber } from '../messages/formatNumber.ts';
import { describeWait, withBackgroundProgress } from '../messages/progress.ts';
import type { ExportFormat } from '../organizations/exportBatches.ts';
import { describeFileProblem, openDraft } from '../organizations/exportFile.ts';
import { partEncoder } from '../sections/exportEncoding.ts';
import { type Part, partsOf } from '../sections/exportTally.ts';
import { describedError } from '../sections/loadSections.ts';
import type { Item } from '../sections/section.ts';
import { type ExportOutput, SectionExport } from '../sections/sectionExport.ts';
import { readableSection } from '../sections/sectionPages.ts';
import { offerAnotherFile } from './exportMessages.ts';
import { describeOrganizations, describeSections, type ExportOrder, sectionsOf, sectionTitle } from './exportOrder.ts';
import { showExported } from './exportResult.ts';
import type { TargetOf } from './exportSectionQuestions.ts';
import { askAfterStop } from './exportStop.ts';
import type { ExtensionServices } from './extensionServices.ts';

/** Everything that the user was asked for. */
export interface ChosenExport {
  readonly order: ExportOrder;
  readonly format: ExportFormat;
  readonly targetOf: TargetOf;
  /** Exports the same again to another file. */
  readonly again: () => unknown;
}

/** A file that is being written. */
interface OpenFile extends ExportOutput {
  readonly target: vscode.Uri;
  readonly commit: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

/** The shortest wait for the rate limit that is worth a message, in ms. */
const LONG_WAIT_MS = 3000;

/** @returns the URIs of the files, `undefined` when none was written, or none yet, which the user is told */
export async function startExport(
  services: ExtensionServices,
  chosen: ChosenExport,
): Promise<readonly vscode.Uri[] | undefined> {
  const files: OpenFile[] = [];
  const sections = sectionsOf(chosen.order);
  try {
    for (const section of chosen.format === 'csv' ? sections : sections.slice(0, 1)) {
      files.push(await openFile(chosen, section));
    }
  } catch (error) {
    await discard(files);
    services.log.error(error instanceof Error ? error : String(error));
    const problem = describeFileProblem(error) ?? vscode.l10n.t('The log says more.');
    offerAnotherFile(`${describeFailed(chosen.order)}. ${problem}`, chosen.again);
    return undefined;
  }
  return new RunningExport(services, chosen, files).run();
}

async function openFile({ format, targetOf }: ChosenExport, section: string): Promise<OpenFile> {
  const target = targetOf(section);
  return {
    target,
    takes: (name) => format !== 'csv' || name === section,
    encoder: await partEncoder(format, section),
    ...(await openDraft(target)),
  };
}

async function discard(files: readonly OpenFile[]): Promise<void> {
  for (const file of files) {
    await file.discard();
  }
}

function describeFailed(order: ExportOrder): string {
  return vscode.l10n.t(
    '{0} could not be exported from {1}',
    describeSections(order),
    describeOrganizations(order.organizations),
  );
}

/** An export that has begun. It can be stopped, and go on where it stopped. */
class RunningExport {
  readonly #services: ExtensionServices;
  readonly #chosen: ChosenExport;
  readonly #work: SectionExport;
  readonly #targets: readonly vscode.Uri[];
  /** The files that are not in their places yet. */
  readonly #files: OpenFile[];
  /** What there is to say about the requests that were made. */
  readonly #remarks = new Set<string>();

  constructor(services: ExtensionServices, chosen: ChosenExport, files: readonly OpenFile[]) {
    this.#services = services;
    this.#chosen = chosen;
    this.#files = [...files];
    this.#targets = files.map(({ target }) => target);
    const { domain, organizations } = chosen.order;
    this.#work = new SectionExport(partsOf(organizations), {
      outputs: files,
      pagesOf: (part) => this.#pagesOf(part),
      keyOf: ({ section }, item) => readableSection([section]).keyOf(item) || JSON.stringify(item),
      describe: (error) => describedError(error, domain),
    });
  }

  /** Does what is left. @returns see `startExport` */
  async run(): Promise<readonly vscode.Uri[] | undefined> {
    const { order } = this.#chosen;
    const { tally } = this.#work;
    const title = vscode.l10n.t(
      'Exporting {0} from {1}',
      describeSections(order),
      describeOrganizations(order.organizations),
    );
    try {
      await withBackgroundProgress(title, async (context, tell) => {
        const onWait = (waitMs: number) => {
          if (waitMs >= LONG_WAIT_MS) {
            tell(describeWait(waitMs));
          }
        };
        await this.#work.run({ ...context, onWait }, () => {
          tell(this.#progress());
        });
      });
      const [refusal] = tally.isVain ? tally.gaps : [];
      if (refusal?.error) {
        await this.#endInVain(refusal.section, refusal.error);
        return undefined;
      }
      await this.#commit();
    } catch (error) {
      void this.#stop(error);
      return undefined;
    }
    void showExported(order, tally, [...this.#remarks], this.#targets);
    return this.#targets;
  }

  #pagesOf({ organization, section }: Part): ReadPage<Item> {
    const { domain } = this.#chosen.order;
    return this.#services.sections.pages({ domain, id: organization.id, path: [section] }, (served) => {
      const remark = served === 'usual' ? readableSection([section]).source.preferred?.describe(false) : undefined;
      if (remark) {
        this.#remarks.add(`${sectionTitle(section)}: ${remark}.`);
      }
    });
  }

  #progress(): string {
    const { organizations, itemCount } = this.#work.tally;
    return vscode.l10n.t(
      'organizations: {0} of {1}, items: {2}',
      formatNumber(organizations),
      formatNumber(this.#chosen.order.organizations.length),
      formatNumber(itemCount),
    );
  }

  /** Puts the files in their places. After a failure, the next call goes on with the file that failed. */
  async #commit(): Promise<void> {
    for (let [file] = this.#files; file; [file] = this.#files) {
      await file.commit();
      this.#files.shift();
    }
  }

  /** Says why nothing could be read. No file is written. */
  async #endInVain(section: string, error: unknown): Promise<void> {
    await discard(this.#files);
    this.#services.notifier.notify(error, {
      domain: this.#chosen.order.domain,
      what: describeFailed(this.#chosen.order),
      documentation: readableSection([section]).source.documentation,
      retry: () => startExport(this.#services, this.#chosen),
    });
  }

  /** Says why the export has stopped, and goes on if the user wants it. */
  async #stop(error: unknown): Promise<void> {
    const { order, again } = this.#chosen;
    const { tally } = this.#work;
    const isCancelled = isApiError(error) && error.reason === 'cancelled';
    if (!isApiError(error)) {
      this.#services.log.error(error instanceof Error ? error : String(error));
    }
    const answer =
      isCancelled && tally.isVain
        ? undefined
        : await askAfterStop({
            domain: order.domain,
            error,
            what: vscode.l10n.t(
              'The export of {0} from {1} has stopped',
              describeSections(order),
              describeOrganizations(order.organizations),
            ),
            extent: vscode.l10n.t(
              'Items so far: {0}. The file is written once all are read.',
              formatNumber(tally.itemCount),
            ),
          });
    switch (answer) {
      case 'leaveOut':
        if (isApiError(error)) {
          await this.#work.leaveOut(error);
        }
        await this.run();
        return;
      case 'continue':
        await this.run();
        return;
      case 'anotherFile':
        await discard(this.#files);
        await again();
        return;
      case undefined:
        await discard(this.#files);
    }
  }
}
