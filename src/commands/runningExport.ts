import * as vscode from 'vscode';
import { isApiError } from '../management/apiError.ts';
import type { ReadPage } from '../management/pageReader.ts';
import { formatNumber } from '../messages/formatNumber.ts';
import { describeWait, withBackgroundProgress } from '../messages/progress.ts';
import type { ExportFormat } from '../organizations/exportBatches.ts';
import { describeFileProblem } from '../organizations/exportFile.ts';
import { type Part, partsOf } from '../sections/exportTally.ts';
import { describedError } from '../sections/loadSections.ts';
import type { Served } from '../sections/requestChoice.ts';
import type { Item } from '../sections/section.ts';
import { SectionExport } from '../sections/sectionExport.ts';
import { readableSection } from '../sections/sectionPages.ts';
import { ExportFiles } from './exportFiles.ts';
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

/** The shortest wait for the rate limit that is worth a message, in ms. */
const LONG_WAIT_MS = 3000;

/** @returns the URIs of the files, `undefined` when none was written, or none yet, which the user is told */
export async function startExport(
  services: ExtensionServices,
  chosen: ChosenExport,
): Promise<readonly vscode.Uri[] | undefined> {
  const { order, format, targetOf, again } = chosen;
  const files = new ExportFiles();
  try {
    await files.open(sectionsOf(order), format, targetOf);
  } catch (error) {
    services.log.error(error instanceof Error ? error : String(error));
    const problem = describeFileProblem(error) ?? vscode.l10n.t('The log says more.');
    offerAnotherFile(`${describeFailed(order)}. ${problem}`, again);
    return undefined;
  }
  return new RunningExport(services, chosen, files).run();
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
  readonly #files: ExportFiles;
  readonly #work: SectionExport;
  /** What there is to say about the requests that were made. */
  readonly #remarks = new Set<string>();

  constructor(services: ExtensionServices, chosen: ChosenExport, files: ExportFiles) {
    this.#services = services;
    this.#chosen = chosen;
    this.#files = files;
    const { domain, organizations } = chosen.order;
    this.#work = new SectionExport(partsOf(organizations), {
      outputs: files.outputs,
      pagesOf: (part) => this.#pagesOf(part),
      keyOf: ({ section }, item) => readableSection([section]).keyOf(item),
      describe: (error) => describedError(error, domain),
    });
  }

  /** Does what is left. @returns see `startExport` */
  async run(): Promise<readonly vscode.Uri[] | undefined> {
    const { order } = this.#chosen;
    const { tally } = this.#work;
    const from = describeOrganizations(order.organizations);
    try {
      await withBackgroundProgress(
        vscode.l10n.t('Exporting {0} from {1}', describeSections(order), from),
        (context, { tell }) => {
          const onWait = (waitMs: number) => {
            if (waitMs >= LONG_WAIT_MS) {
              tell(describeWait(waitMs));
            }
          };
          return this.#work.run({ ...context, onWait }, () => {
            tell(this.#progress());
          });
        },
      );
      const [refusal] = tally.isVain ? tally.gaps : [];
      if (refusal?.error) {
        await this.#endInVain(refusal.section, refusal.error);
        return undefined;
      }
      await this.#files.commit();
    } catch (error) {
      void this.#stop(error);
      return undefined;
    }
    void showExported(order, tally, [...this.#remarks], this.#files.targets);
    return this.#files.targets;
  }

  #pagesOf({ organization, section }: Part): ReadPage<Item> {
    const address = { domain: this.#chosen.order.domain, id: organization.id, path: [section] };
    const onServed = (served: Served) => {
      const remark = served === 'usual' ? readableSection([section]).source.preferred?.describe(false) : undefined;
      if (remark) {
        this.#remarks.add(`${sectionTitle(section)}: ${remark}.`);
      }
    };
    // Anew for each page: a tenant that was connected again meanwhile has another client.
    return (from, context) => this.#services.sections.pages(address, onServed)(from, context);
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

  /** Says why nothing could be read. No file is written. */
  async #endInVain(section: string, error: unknown): Promise<void> {
    const { order } = this.#chosen;
    await this.#files.discard();
    this.#services.notifier.notify(error, {
      domain: order.domain,
      what: describeFailed(order),
      documentation: readableSection([section]).source.documentation,
      retry: () => startExport(this.#services, this.#chosen),
    });
  }

  /** Says why the export has stopped, and goes on if the user wants it. */
  async #stop(error: unknown): Promise<void> {
    const isCancelled = isApiError(error) && error.reason === 'cancelled';
    if (!isApiError(error)) {
      this.#services.log.error(error instanceof Error ? error : String(error));
    }
    const isNothing = isCancelled && this.#work.tally.isVain;
    const answer = isNothing ? undefined : await askAfterStop(this.#chosen.order, this.#work, error);
    if (answer === 'leaveOut' && isApiError(error)) {
      await this.#work.leaveOut(error);
    }
    if (answer === 'continue' || answer === 'leaveOut') {
      await this.run();
      return;
    }
    await this.#files.discard();
    if (answer === 'anotherFile') {
      await this.#chosen.again();
    }
  }
}
