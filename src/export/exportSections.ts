import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { Uri } from 'vscode';
import { ApiError } from '../api/apiError.ts';
import type { ReadPage } from '../api/pageReader.ts';
import type { Services } from '../commands/services.ts';
import { describeFileProblem, openDraft } from '../documents/writeFile.ts';
import type { ExportFormat } from '../organizations/organizationList.ts';
import type { ServedRequest } from '../sections/fallbackRequest.ts';
import { describedError } from '../sections/readSections.ts';
import type { Item } from '../sections/section.ts';
import { readableSection } from '../sections/sectionPages.ts';
import { formatNumber } from '../ui/format.ts';
import { describeWait, withBackgroundProgress } from '../ui/progress.ts';
import { partEncoder } from './exportEncoding.ts';
import { askAfterStop, offerAnotherFile, showExported } from './exportMessages.ts';
import {
  confirmExport,
  describeOrganizations,
  describeSections,
  type ExportRequest,
  sectionsOf,
  sectionTitle,
} from './exportRequest.ts';
import {
  askForSectionFormat,
  askForSections,
  askForTargets,
  exportSelection,
  type ExportSelection,
  type TargetOf,
} from './exportSectionQuestions.ts';
import { type Part, partsOf } from './exportTally.ts';
import { type ExportOutput, SectionWriter } from './sectionWriter.ts';

/** Everything that the user was asked for. */
interface ChosenExport {
  readonly order: ExportRequest;
  readonly format: ExportFormat;
  readonly targetOf: TargetOf;
  /** Exports the same again to another file. */
  readonly again: () => unknown;
}

/** The shortest wait for the rate limit that is worth a message, in ms. */
const LONG_WAIT_MS = 3000;

/** @returns the URIs of the files, `undefined` when none was written, or none yet, which the user is told */
async function startExport(
  services: Services<'log' | 'notifier' | 'sections'>,
  chosen: ChosenExport,
): Promise<readonly vscode.Uri[] | undefined> {
  const { order, format, targetOf, again } = chosen;
  const files = new ExportDrafts();
  try {
    await files.open(sectionsOf(order), format, targetOf);
  } catch (error) {
    services.log.error(error instanceof Error ? error : String(error));
    const problem = describeFileProblem(error) ?? l10n.t('The log says more.');
    offerAnotherFile(`${describeFailed(order)}. ${problem}`, again);
    return undefined;
  }
  return new RunningExport(services, chosen, files).run();
}

function describeFailed(order: ExportRequest): string {
  return l10n.t(
    '{0} could not be exported from {1}',
    describeSections(order),
    describeOrganizations(order.organizations),
  );
}

/** An export that has begun. It can be stopped, and go on where it stopped. */
class RunningExport {
  readonly #services: Services<'log' | 'notifier' | 'sections'>;
  readonly #chosen: ChosenExport;
  readonly #files: ExportDrafts;
  readonly #work: SectionWriter;
  /** What there is to say about the requests that were made. */
  readonly #remarks = new Set<string>();

  constructor(services: Services<'log' | 'notifier' | 'sections'>, chosen: ChosenExport, files: ExportDrafts) {
    this.#services = services;
    this.#chosen = chosen;
    this.#files = files;
    const { domain, organizations } = chosen.order;
    this.#work = new SectionWriter(partsOf(organizations), {
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
        l10n.t('Exporting {0} from {1}', describeSections(order), from),
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
      const [refusal] = tally.hasReadNothing ? tally.gaps : [];
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
    const onServed = (served: ServedRequest) => {
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
    return l10n.t(
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
    const isCancelled = error instanceof ApiError && error.reason === 'cancelled';
    if (!(error instanceof ApiError)) {
      this.#services.log.error(error instanceof Error ? error : String(error));
    }
    const isNothing = isCancelled && this.#work.tally.hasReadNothing;
    const answer = isNothing ? undefined : await askAfterStop(this.#chosen.order, this.#work, error);
    if (answer === 'leaveOut' && error instanceof ApiError) {
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

/** A file that is being written. */
interface OpenFile extends ExportOutput {
  readonly target: Uri;
  readonly commit: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

/** The files that an export writes: one for each section as CSV, otherwise one for all. */
class ExportDrafts {
  readonly #files: OpenFile[] = [];
  /** The number of files that are in their places. */
  #committed = 0;

  get outputs(): readonly ExportOutput[] {
    return this.#files;
  }

  get targets(): readonly Uri[] {
    return this.#files.map(({ target }) => target);
  }

  /** @throws the error of the file system if a file cannot be written; no file is left then */
  async open(sections: readonly string[], format: ExportFormat, targetOf: TargetOf): Promise<void> {
    try {
      for (const section of format === 'csv' ? sections : sections.slice(0, 1)) {
        const target = targetOf(section);
        const takes = (name: string) => format !== 'csv' || name === section;
        const encoder = await partEncoder(format, section);
        this.#files.push({ target, takes, encoder, ...(await openDraft(target)) });
      }
    } catch (error) {
      await this.discard();
      throw error;
    }
  }

  /**
   * Puts the files in their places. After a failure, the next call goes on with the file that failed.
   * @throws the error of the file system
   */
  async commit(): Promise<void> {
    for (const file of this.#files.slice(this.#committed)) {
      await file.commit();
      this.#committed += 1;
    }
  }

  /** Removes the files that are not in their places. */
  async discard(): Promise<void> {
    for (const file of this.#files.slice(this.#committed)) {
      await file.discard();
    }
  }
}

/**
 * Writes sections of organizations to a file, or each section to a CSV file of its own. Asks for missing arguments, and
 * before it makes more than a few requests.
 * @param argument see `exportSelection`
 * @param selection see `exportSelection`
 * @param sections the name of a section or an array of names, unless the rows are rows of sections
 * @param format `json`, `ndjson` or `csv`
 * @param target the URI of the file, or of a folder for several CSV files
 * @returns the URIs of the files, `undefined` when none was written, or none yet
 */
export async function exportSections(
  services: Services<'known' | 'log' | 'notifier' | 'sections' | 'store' | 'tenants'>,
  argument?: unknown,
  selection?: unknown,
  sections?: unknown,
  format?: unknown,
  target?: unknown,
): Promise<readonly Uri[] | undefined> {
  const selected = await exportSelection(services, argument, selection);
  const order = selected && (await orderOf(selected, sections));
  return order && askAndExport(services, order, format, target);
}

async function askAndExport(
  services: Services<'log' | 'notifier' | 'sections' | 'tenants'>,
  order: ExportRequest,
  givenFormat: unknown,
  givenTarget?: unknown,
): Promise<readonly Uri[] | undefined> {
  const format = await askForSectionFormat(order, givenFormat);
  const isConfirmed = format && (await confirmExport(services, order));
  const targetOf = isConfirmed && (await askForTargets(order, format, givenTarget));
  return targetOf
    ? startExport(services, { order, format, targetOf, again: () => askAndExport(services, order, format) })
    : undefined;
}

/** Asks which sections, unless the rows tell them. */
async function orderOf({ domain, organizations }: ExportSelection, given: unknown): Promise<ExportRequest | undefined> {
  const areSectionsGiven = organizations.every(({ sections }) => sections);
  const asked = areSectionsGiven ? [] : await askForSections(organizations, given);
  return (
    asked && {
      domain,
      organizations: organizations.map(({ organization, sections = asked }) => ({ organization, sections })),
    }
  );
}
