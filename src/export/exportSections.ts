import * as l10n from '@vscode/l10n';
import type { Uri } from 'vscode';
import { ApiError, isDenied } from '../api/apiError.ts';
import type { ReadPage } from '../api/pageReader.ts';
import type { Services } from '../commands/services.ts';
import { DraftFile } from '../documents/draftFile.ts';
import { type ExportFormat, type Part, partEncoder, partsOf } from './exportFormats.ts';
import { type FileWork, openDraft, type TargetFile, writeFiles } from '../documents/writeFile.ts';
import { describedError } from '../sections/readSections.ts';
import type { Item } from '../sections/section.ts';
import { noteOf, readableSection } from '../sections/sectionPages.ts';
import { describeCutOff, formatNumber } from '../ui/format.ts';
import type { Offer } from '../ui/longTask.ts';
import {
  type ExportState,
  confirmExport,
  describeFailed,
  describeOrganizations,
  describeSections,
  describeStopped,
  type ExportRequest,
  sectionsOf,
  showExported,
} from './exportQuestions.ts';
import {
  askForSections,
  askForTargets,
  exportSelection,
  type ExportSelection,
  type ExportTargets,
} from './exportSectionQuestions.ts';
import { type ExportOutput, type ExportTally, SectionWriter } from './exportWriters.ts';

/** Everything that the user was asked for. */
interface ChosenExport extends ExportTargets {
  readonly request: ExportRequest;
}

/** What an export of sections takes. */
type ExportServices = Services<'notifier' | 'sections' | 'tenants'> & ExportState;

function workOf(services: ExportServices, chosen: ChosenExport): FileWork {
  const { request, format, targetOf } = chosen;
  const { domain, organizations } = request;
  const files = filesOf(sectionsOf(request), format, targetOf);
  const writer = new SectionWriter(partsOf(organizations), {
    outputs: files,
    pagesOf: (part, onNote) => pagesOf(services, domain, part, onNote),
    keyOf: ({ section }, item) => readableSection([section]).keyOf(item),
    describe: describedError,
  });
  const { tally } = writer;
  const from = describeOrganizations(request);
  const [first = ''] = sectionsOf(request);
  const refusal = () => (tally.hasReadNothing ? tally.gaps.find(({ error }) => error) : undefined);
  return {
    key: JSON.stringify([
      'sections',
      domain,
      format,
      organizations.map(({ organization: { id }, sections }) => [id, sections]),
    ]),
    title: l10n.t('Exporting {0} from {1}', describeSections(request), from),
    domain,
    files,
    goOn: async (context, { tell, patiently }) => {
      await writer.run(context, patiently, () => {
        tell(describeProgress(request, tally));
      });
      const { error } = refusal() ?? {};
      if (error) {
        throw error;
      }
    },
    failure: () => ({
      what: tally.hasReadNothing ? describeFailed(request) : describeStopped(request, writer),
      documentation: readableSection([refusal()?.section ?? writer.part?.section ?? first]).source.documentation,
    }),
    extent: () =>
      tally.hasReadNothing
        ? ''
        : l10n.t('Items so far: {0}. The export is saved once it is complete.', formatNumber(tally.itemCount)),
    offers: (error, goOn) =>
      error instanceof ApiError && canLeaveOut(error, writer) ? [leaveOut(writer, error, goOn)] : [],
    tellSaved: (saveAgain) => {
      const targets = files.map(({ target }) => target);
      const parts = tally.gaps.map((gap) => ({
        ...gap,
        wanted: organizations.filter(({ sections }) => sections.includes(gap.section)).length,
      }));
      showExported(request, tally, targets, saveAgain(parts));
    },
    isDenied: () => tally.notes.size > 0 || tally.gaps.some(({ error }) => error && isDenied(error)),
    anew: () => workOf(services, chosen),
    toAnotherFile: async () => {
      const targets = await askForTargets(services, request, {});
      return targets && workOf(services, { request, ...targets });
    },
  };
}

function pagesOf(
  { sections }: Services<'sections'>,
  domain: string,
  { organization, section }: Part,
  onNote: (note: string) => void,
): ReadPage<Item> {
  const address = { domain, id: organization.id, path: [section] };
  // Anew for each page: a tenant that was connected again meanwhile has another client.
  return (from, context) =>
    sections.pages(address, (served) => {
      onNote(noteOf([section], served));
    })(from, context);
}

function describeProgress({ organizations }: ExportRequest, tally: ExportTally): string {
  return l10n.t(
    'organizations: {0} of {1}, items: {2}',
    formatNumber(tally.organizations),
    formatNumber(organizations.length),
    formatNumber(tally.itemCount),
  );
}

/** The files that an export writes: one for each section as CSV, otherwise one for all. */
function filesOf(
  sections: readonly string[],
  format: ExportFormat,
  targetOf: ExportTargets['targetOf'],
): readonly (ExportOutput & TargetFile)[] {
  const named = format === 'csv' ? sections : sections.slice(0, 1);
  return named.map((section) => {
    const target = targetOf(section);
    return {
      target,
      takes: (name) => format !== 'csv' || name === section,
      encoder: partEncoder(format, section, describeCutOff()),
      draft: new DraftFile(() => openDraft(target)),
    };
  });
}

/** A part can be left out if the tenant itself does not answer for it, and something remains. */
function canLeaveOut({ details: { status } }: ApiError, { parts, tally }: SectionWriter): boolean {
  return status !== undefined && status !== 401 && (parts > 1 || tally.itemCount > 0);
}

function leaveOut(writer: SectionWriter, error: ApiError, goOn: () => unknown): Offer {
  const { part } = writer;
  return {
    label: l10n.t('Continue Without It'),
    act: () => {
      if (part) {
        writer.leaveOut(part, error);
      }
      return goOn();
    },
  };
}

/**
 * Writes sections of organizations to a file, or each section to a CSV file of its own. Asks for missing arguments, and
 * before it makes more than a few requests.
 * @param argument see `exportSelection`
 * @param selection see `exportSelection`
 * @param sections the name of a section or an array of names, unless the rows are rows of sections
 * @param format `json`, `ndjson` or `csv`; otherwise the extension of the file decides
 * @param target the URI of the file, or of a folder for several CSV files if the format is `csv`
 * @returns the URIs of the files, `undefined` when none was written, or none yet
 */
export async function exportSections(
  services: Services<'known' | 'store' | 'tree'> & ExportServices,
  argument?: unknown,
  selection?: unknown,
  sections?: unknown,
  format?: unknown,
  target?: unknown,
): Promise<readonly Uri[] | undefined> {
  const selected = await exportSelection(services, argument, selection);
  const request = selected && (await requestOf(selected, sections));
  const isConfirmed = request && (await confirmExport(services, request));
  const targets = isConfirmed && (await askForTargets(services, request, { format, target }));
  return targets ? writeFiles(services, workOf(services, { request, ...targets })) : undefined;
}

/** Asks which sections, unless the rows tell them. */
async function requestOf(
  { domain, tenant, organizations }: ExportSelection,
  given: unknown,
): Promise<ExportRequest | undefined> {
  const areSectionsGiven = organizations.every(({ sections }) => sections);
  const asked = areSectionsGiven ? [] : await askForSections({ tenant, organizations }, given);
  return (
    asked && {
      domain,
      tenant,
      organizations: organizations.map(({ organization, sections = asked }) => ({ organization, sections })),
    }
  );
}
