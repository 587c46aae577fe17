import * as vscode from 'vscode';
import { normalizedText } from '../organizations/normalizedText.ts';
import { firstTextField, type Item, textField } from '../sections/section.ts';
import { plainText, withoutIcons } from '../text/plainText.ts';
import { describeUserQuestion, type UserQuestion } from '../users/userQuestion.ts';

/** The most loaded members that are shown. */
const MOST_LOADED = 50;

/** An item of the quick pick of users. Items that cannot be chosen only say something. */
export interface UserItem extends vscode.QuickPickItem {
  readonly choose?: () => void;
}

/** The item that makes the request for the typed text, and says which request that is. */
export function questionItem(question: UserQuestion, isInOrganization: boolean, choose: () => void): UserItem {
  const label = `$(search) ${describeQuestion(question, isInOrganization)}`;
  return { label, detail: shown(describeUserQuestion(question)), alwaysShow: true, choose };
}

/** The item of a user. */
export function userItem(user: Item, choose: () => void): UserItem {
  const label = firstTextField(user, 'name', 'email', 'user_id');
  const others = ['email', 'user_id'].map((field) => textField(user, field)).filter((text) => text !== label);
  return { label: shown(label), description: shown(others.filter(Boolean).join(' · ')), alwaysShow: true, choose };
}

/** The item for an answer without a user. */
export function noUserItem(choose: () => void): UserItem {
  return { label: vscode.l10n.t('Without a user'), alwaysShow: true, choose };
}

/** An item that only says something. At the end of a list VS Code does not show a separator. */
export function noteItem(label: string, detail = ''): UserItem {
  return { label, detail: shown(detail), alwaysShow: true };
}

/** The item that reads the next page of a search. */
export function loadMoreItem(choose: () => void): UserItem {
  return { label: vscode.l10n.t('Load more…'), alwaysShow: true, choose };
}

export function separator(label: string): UserItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** The first loaded members with a text in the name, address or ID. @param except the IDs of users to leave out */
export function matchingMembers(loaded: readonly Item[], text: string, except: ReadonlySet<string>): readonly Item[] {
  const sought = normalizedText(text.trim());
  const isMatch = (member: Item) =>
    ['name', 'email', 'user_id'].some((field) => normalizedText(textField(member, field)).includes(sought));
  return sought === ''
    ? []
    : loaded.filter((member) => !except.has(textField(member, 'user_id')) && isMatch(member)).slice(0, MOST_LOADED);
}

function describeQuestion({ kind }: UserQuestion, isInOrganization: boolean): string {
  switch (kind) {
    case 'id':
      return vscode.l10n.t('The user with this ID');
    case 'email':
      return vscode.l10n.t('Ask for users with this email address');
    case 'search':
      return isInOrganization
        ? vscode.l10n.t('Search the members whose name or email address begins like this')
        : vscode.l10n.t('Search the users whose name or email address begins like this');
  }
}

function shown(text: string): string {
  return withoutIcons(plainText(text));
}
