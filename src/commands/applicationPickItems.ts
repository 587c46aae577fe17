import * as vscode from 'vscode';
import type { ApiError } from '../management/apiError.ts';
import { describeCutOff } from '../messages/cutOffText.ts';
import { errorCode, explanationOf } from '../messages/errorNotifier.ts';
import { firstTextField, type Item, objectField, textField } from '../sections/section.ts';
import { plainText, withoutIcons } from '../text/plainText.ts';

/** An application (client in the API) that a person has chosen. */
export interface ChosenApplication {
  readonly clientId: string;
  /** Foreign text; absent if only the ID is known. */
  readonly name?: string;
}

/** An item of the quick pick of applications. Items without `key` are separators. */
export interface ApplicationItem extends vscode.QuickPickItem {
  /** Identifies the item when the items are replaced. */
  readonly key?: string;
  /** Absent if the item only says something. */
  readonly choose?: () => void;
}

/**
 * The application that an item is about.
 * @param item an application of the tenant or of an organization, or a client grant
 * @returns `undefined` if the item has no client ID
 */
export function applicationOf(item: Item): ChosenApplication | undefined {
  const clientId = textField(item, 'client_id');
  const name = firstTextField(item, 'name') || firstTextField(objectField(item, 'client'), 'name');
  return clientId === '' ? undefined : { clientId, ...(name && { name }) };
}

/** The item of an application. @param application of the tenant, or of the section of an organization */
export function applicationItem(application: Item, choose: (chosen: ChosenApplication) => void): ApplicationItem {
  const chosen = applicationOf(application) ?? { clientId: '' };
  const { clientId, name = '' } = chosen;
  const type = textField(application, 'app_type') || textField(objectField(application, 'client'), 'app_type');
  const kind = type === 'non_interactive' ? vscode.l10n.t('{0}, machine-to-machine', type) : type;
  return {
    key: clientId,
    label: shown(name || clientId),
    description: shown([name && clientId, kind].filter(Boolean).join(' · ')),
    choose: () => {
      choose(chosen);
    },
  };
}

/** The item for an answer without an application. */
export function noApplicationItem(choose: () => void): ApplicationItem {
  return { key: 'none', label: vscode.l10n.t('Without an application'), choose };
}

/** The item for a client ID that was typed. */
export function clientIdItem(clientId: string, choose: (chosen: ChosenApplication) => void): ApplicationItem {
  return {
    key: clientId,
    label: vscode.l10n.t('Use client ID {0}', clientId),
    alwaysShow: true,
    choose: () => {
      choose({ clientId });
    },
  };
}

/** The item that reads the next page of applications. */
export function moreApplicationsItem(choose: () => void): ApplicationItem {
  return { key: 'more', label: vscode.l10n.t('Load more applications…'), alwaysShow: true, choose };
}

/** Says that the list has ended, but not with a proof that it is whole. */
export function cutOffItem(): ApplicationItem {
  return { key: 'cutOff', label: describeCutOff(), alwaysShow: true };
}

/** Says that the token does not allow the list. @param scopes any one of them allows it */
export function missingScopeItem(scopes: readonly string[]): ApplicationItem {
  const anyScope = new Intl.ListFormat(vscode.env.language, { type: 'disjunction' }).format(scopes);
  return {
    key: 'failure',
    label: `$(lock) ${vscode.l10n.t('The list of applications needs {0}', anyScope)}`,
    detail: vscode.l10n.t('Type a client ID, or go on without an application.'),
    alwaysShow: true,
  };
}

/** Says why the applications could not be read. A choice tries again. */
export async function failureItem(error: ApiError, domain: string, choose: () => void): Promise<ApplicationItem> {
  const { meaning } = await explanationOf(error, domain);
  const code = errorCode(error);
  return {
    key: 'failure',
    label: `$(warning) ${shown(code ? vscode.l10n.t('{0}: {1}', code, meaning) : meaning)}`,
    description: vscode.l10n.t('Retry'),
    detail: vscode.l10n.t('Type a client ID, or go on without an application.'),
    alwaysShow: true,
    choose,
  };
}

export function separator(label: string): ApplicationItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function shown(text: string): string {
  return withoutIcons(plainText(text));
}
