import * as vscode from 'vscode';
import { isApiError } from '../../management/apiError.ts';
import type { Item } from '../../management/paging.ts';
import type { FailureNotifier } from '../../notifications/failureNotifier.ts';
import { withCancel } from '../../notifications/progress.ts';
import type { LoadedList } from '../loadedList.ts';
import type { SectionLists } from './sectionLists.ts';
import { isFact } from './sectionProblem.ts';
import type { SectionRow } from './sectionRows.ts';

/** A section with its first page, which is read unless that was tried before. Does not throw: a failure is kept in the list. */
export async function openSection(
  sections: SectionLists,
  notifier: FailureNotifier,
  row: SectionRow,
): Promise<LoadedList<Item>> {
  const list = sections.get(row);
  if (!list.isOpened) {
    await changeSection(sections, notifier, row, vscode.l10n.t('Loading {0}', row.section.title), 'load');
  }
  return list;
}

/** Runs an operation on a section that a person has asked for, and tells of what fails. */
export async function changeSection(
  sections: SectionLists,
  notifier: FailureNotifier,
  row: SectionRow,
  title: string,
  operation: 'load' | 'loadMore' | 'refresh',
): Promise<void> {
  try {
    await withCancel(title, (caller) => sections.change(row, (list) => list[operation](caller)));
  } catch (error) {
    if (isApiError(error) && isFact(error)) {
      return;
    }
    const { source } = row.section;
    notifier.notify(error, {
      domain: row.domain,
      what: vscode.l10n.t('{0} could not be loaded', row.section.title),
      documentation: 'documentation' in source ? source.documentation : '',
      retry: () => changeSection(sections, notifier, row, title, operation),
      isOneOfMany: operation === 'load',
    });
  }
}
