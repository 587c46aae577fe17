import type { Uri } from 'vscode';
import { confirmExport } from './exportCost.ts';
import type { ExportOrder } from './exportOrder.ts';
import { askForSectionFormat, askForSections, askForTargets } from './exportSectionQuestions.ts';
import { exportSelection, type ExportSelection } from './exportSelection.ts';
import type { ExtensionServices } from './extensionServices.ts';
import { startExport } from './runningExport.ts';

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
  services: ExtensionServices,
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
  services: ExtensionServices,
  order: ExportOrder,
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
async function orderOf({ domain, organizations }: ExportSelection, given: unknown): Promise<ExportOrder | undefined> {
  const isTold = organizations.every(({ sections }) => sections);
  const asked = isTold ? [] : await askForSections(organizations, given);
  return (
    asked && {
      domain,
      organizations: organizations.map(({ organization, sections = asked }) => ({ organization, sections })),
    }
  );
}
