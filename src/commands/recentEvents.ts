import { isRow } from '../sidebar/rows.ts';
import type { ExtensionServices } from './extensionServices.ts';

/** Lists only the failures of a section of log events. @param argument the row of the section */
export async function showFailuresOnly(services: ExtensionServices, argument?: unknown): Promise<void> {
  await filterEvents(services, argument, true);
}

/** Lists all log events of a section again. @param argument the row of the section */
export async function showAllEvents(services: ExtensionServices, argument?: unknown): Promise<void> {
  await filterEvents(services, argument, false);
}

async function filterEvents({ tree }: ExtensionServices, argument: unknown, isFiltered: boolean): Promise<void> {
  if (isRow(argument) && argument.kind === 'section') {
    await tree.sections.filter(argument, isFiltered);
  }
}
