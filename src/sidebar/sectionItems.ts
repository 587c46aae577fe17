import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type ApiError, isMissingOrganization } from '../api/apiError.ts';
import type { PagedList } from '../organizations/pagedList.ts';
import { type Item, sectionKey } from '../sections/section.ts';
import { plainText, withIsolates } from '../text/plainText.ts';
import { errorCode, explanationOf } from '../ui/errorNotifier.ts';
import { describeCutOff, formatNumber } from '../ui/format.ts';
import { accessibilityLabel, failureItem, openCommand, ownCommand } from './treeItems.ts';
import { type ItemRow, loadedItemRows, missingScopes, type NoteRow, type SectionRow } from './rows.ts';

/**
 * The tree item of a section. The number of its items is shown once it is known. A section that is known to have no rows
 * cannot be expanded.
 * @param note a line for the tooltip, empty without one
 * @param isFiltered whether the section lists only its failures
 */
export function sectionItem(row: SectionRow, list?: PagedList<Item>, note = '', isFiltered = false): vscode.TreeItem {
  const { section, organization } = row;
  const { source } = section;
  const item = new vscode.TreeItem(section.title, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = sectionKey(row);
  item.iconPath = new vscode.ThemeIcon(section.icon);
  if (note !== '') {
    item.tooltip = `${section.title}\n${note}`;
  }
  // The sections of an item have no menu of their own, apart from log events.
  const hasMenu = row.path.length === 1 || section.isLog;
  item.contextValue =
    'containedItems' in source ? 'section' : hasMenu ? `section requested ${section.name}` : 'section requested';
  if (isFiltered) {
    item.contextValue = 'section requested failures';
  }
  if ('containedItems' in source) {
    // Auth0 leaves out what is empty, and what a scope does not show.
    const { length } = source.containedItems(organization);
    item.description = length === 0 ? '' : formatNumber(length);
  } else if (list?.isLoaded) {
    const count = countOf(list.items, list.isComplete);
    item.description = isFiltered ? l10n.t('{0} · failures only', count) : count;
  }
  if (hasNoRows(row, list)) {
    item.collapsibleState = vscode.TreeItemCollapsibleState.None;
  }
  item.accessibilityInformation = accessibilityLabel(
    l10n.t('Section {0}', section.title),
    ...(item.description === '' ? [] : [item.description ?? l10n.t('not loaded')]),
  );
  return item;
}

function countOf({ length }: readonly Item[], isComplete: boolean): string {
  return length === 0 && isComplete ? l10n.t('none') : formatNumber(length) + (isComplete ? '' : '+');
}

function hasNoRows(row: SectionRow, list: PagedList<Item> | undefined): boolean {
  const { source } = row.section;
  return 'containedItems' in source
    ? source.containedItems(row.organization).length === 0
    : list?.isLoaded === true && list.items.length === 0 && loadedItemRows(row, list).length === 0;
}

/** The tree item of an item. A click opens the item as JSON. @param applicationName see `Section.present` */
export async function sectionEntryItem(
  row: ItemRow,
  applicationName?: (clientId: string) => string,
): Promise<vscode.TreeItem> {
  const { section, organization, domain, path } = row;
  const {
    label,
    description = '',
    tooltip = [],
    icon = section.icon,
  } = await section.present(row.item, vscode.env.language, applicationName);
  const { Collapsed, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(withIsolates(plainText(label)), section.sections ? Collapsed : None);
  item.id = sectionKey(row);
  // An organization without a display name has the name as the label already.
  item.description = description === label ? '' : withIsolates(plainText(description));
  item.tooltip = [label, ...tooltip]
    .filter((line) => line !== '')
    .map((line) => plainText(line))
    .join('\n');
  item.accessibilityInformation = accessibilityLabel(item.label, section.title, item.description);
  item.iconPath = typeof icon === 'string' ? themeIcon(icon) : swatch(icon.colour);
  item.contextValue = 'containedItems' in section.source ? 'part' : `item ${section.name}`;
  if (!('containedItems' in section.source) && section.keyOf(row.item) === path.at(-1)) {
    item.command = openCommand(domain, organization, path);
  }
  return item;
}

/** The tree item of a note about a section. */
export async function noteItem(row: NoteRow): Promise<vscode.TreeItem> {
  const item = row.failure ? await sectionFailureItem(row, row.failure.error) : plainNote(row);
  item.id = `${sectionKey(row)}#${row.note}`;
  item.accessibilityInformation ??= accessibilityLabel(row.section.section.title, item.label, item.description);
  return item;
}

function plainNote(row: NoteRow): vscode.TreeItem {
  switch (row.note) {
    case 'loadMore': {
      const item = new vscode.TreeItem(l10n.t('Load more…'));
      item.iconPath = new vscode.ThemeIcon('ellipsis');
      item.command = ownCommand('loadMore', l10n.t('Load More'), row);
      return item;
    }
    case 'cutOff': {
      const item = new vscode.TreeItem(describeCutOff());
      item.iconPath = new vscode.ThemeIcon('info');
      return item;
    }
    case 'remark': {
      const item = new vscode.TreeItem(row.section.section.remark ?? '');
      item.iconPath = new vscode.ThemeIcon('info');
      return item;
    }
    case 'empty':
    case 'failure': {
      const item = new vscode.TreeItem(l10n.t('None'));
      item.description = row.section.section.emptyRemark ?? '';
      item.tooltip = item.description;
      return item;
    }
  }
}

/** A limit of the token or the plan, or a deleted organization, is shown as a fact. Any other error is a failure. */
async function sectionFailureItem(row: NoteRow, error: ApiError): Promise<vscode.TreeItem> {
  const { source } = row.section.section;
  if (error.reason === 'insufficientScope' && 'scope' in source) {
    const { meaning, nextStep } = await explanationOf(error);
    const item = new vscode.TreeItem(l10n.t('Needs {0}', missingScopes(row).join(', ')));
    item.description = l10n.t('Update Access Token');
    item.iconPath = new vscode.ThemeIcon('lock');
    item.contextValue = 'note needsToken';
    item.tooltip = `${meaning}\n${nextStep}`;
    item.command = ownCommand('updateAccessToken', item.description, row);
    return item;
  }
  if (isMissingOrganization(error)) {
    const item = new vscode.TreeItem(l10n.t('The organization does not exist any more'));
    item.iconPath = new vscode.ThemeIcon('trash');
    return item;
  }
  // Below an item, it can be the item that is gone. A gateway in front of the tenant can say 404 as well.
  if (error.reason === 'missingFeature' || (error.reason === 'notFound' && row.section.path.length === 1)) {
    const label = l10n.t('Not available');
    const item = new vscode.TreeItem(label);
    item.description = error.details.serverMessage ?? '';
    item.tooltip = [label, error.details.serverMessage, errorCode(error)].filter(Boolean).join('\n');
    item.iconPath = new vscode.ThemeIcon('circle-slash');
    return item;
  }
  return row.failure?.operation === 'loadMore'
    ? failureItem(error, row.domain, 'loadMore', row)
    : failureItem(error, row.domain, 'refresh', row.section);
}

/** Failures stand out by their colour. */
function themeIcon(id: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(id, id === 'error' ? new vscode.ThemeColor('list.errorForeground') : undefined);
}

/**
 * A colour as a square icon.
 * @param colour a hexadecimal CSS colour, such as `#0059d6`. Any other value gets a generic icon
 */
function swatch(colour: string): vscode.Uri | vscode.ThemeIcon {
  if (!/^#[\da-f]{3,8}$/i.test(colour)) {
    return new vscode.ThemeIcon('symbol-color');
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><rect x="2.5" y="2.5" width="11" height="11" rx="2" fill="${colour}" stroke="#808080"/></svg>`;
  return vscode.Uri.parse(`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`);
}
