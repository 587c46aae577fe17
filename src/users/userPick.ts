import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Page } from '../api/pageReader.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { firstTextField, type Item, textField } from '../sections/section.ts';
import { normalizedText, plainText, withoutIcons } from '../text/plainText.ts';
import { back, backButtons, type Step } from '../ui/ask.ts';
import { describeCutOff } from '../ui/format.ts';
import { withProgress } from '../ui/progress.ts';
import { describeUserQuestion, searchQuestion, type User, userQuestion, type UserQuestion } from './usersClient.ts';

/** A user whom a person has chosen. */
export interface ChosenUser {
  readonly userId: string;
  /** The name or the email address, if it is known: foreign text. */
  readonly name?: string;
  /** Present if it has just been read, and is not from a search, which lags behind changes. */
  readonly profile?: User;
}

/** A question that takes a request before a user can be chosen. */
type AskedQuestion = Exclude<UserQuestion, { readonly kind: 'id' }>;

/** The options of the quick pick. */
export interface UserPickOptions {
  readonly title: string;
  /** Restricts searches to the members of an organization. */
  readonly organizationId: string | undefined;
  /** The loaded members of the organization, which are searched without a request. */
  readonly loaded: readonly Item[];
  /** Makes the request for a question. @throws ApiError */
  readonly ask: (question: AskedQuestion, from: string | undefined, context: RequestContext) => Promise<Page<User>>;
  /** Shows the failure of the request for a text. The quick pick closes. */
  readonly onFailure: (error: unknown, question: AskedQuestion, text: string) => void;
  /** Of a command that asks several questions, and can do without a user. */
  readonly optional?: OptionalUser;
}

/** How a command asks for a user without whom it can do. */
interface OptionalUser {
  readonly step: Step;
  /** Offered before a text is typed. */
  readonly before: ChosenUser | undefined;
}

/** The answer of a person. `null`: the user is left out. `undefined`: the person cancels, or a request fails. */
export type UserAnswer = ChosenUser | typeof back | null | undefined;

/** The users that the tenant has found so far for the current text. */
interface Answer extends Page<User> {
  readonly question: AskedQuestion;
}

/** A quick pick that says which request a text leads to, makes it on Enter, and offers the users that were found. */
export class UserPick {
  readonly #options: UserPickOptions;
  readonly #pick = vscode.window.createQuickPick<UserItem>();
  #text = '';
  #answer: Answer | undefined;
  #requestAbort = new AbortController();
  #chosen: UserAnswer;

  constructor(options: UserPickOptions) {
    this.#options = options;
    this.#pick.title = options.title;
    this.#pick.placeholder = l10n.t('Email address, user ID, or the beginning of a name or address');
    // The items are already filtered and sorted. `sortByLabel` is not public API yet.
    const step = options.optional?.step ?? {};
    Object.assign(this.#pick, { sortByLabel: false, buttons: backButtons(step) }, step);
    this.#pick.onDidTriggerButton(() => {
      this.#close(back);
    });
    this.#pick.onDidChangeValue((text) => {
      // VS Code also reports the text that the pick began with.
      if (text !== this.#text) {
        this.#typed(text);
      }
    });
    this.#pick.onDidAccept(() => this.#pick.activeItems[0]?.choose?.());
  }

  /**
   * Shows the quick pick. Can only be called once.
   * @param text the initial text, whose request is made at once
   */
  ask(text: string): Promise<UserAnswer> {
    const chosen = new Promise<UserAnswer>((resolve) => {
      this.#pick.onDidHide(() => {
        this.#requestAbort.abort();
        this.#pick.dispose();
        resolve(this.#chosen);
      });
    });
    this.#pick.value = text;
    this.#typed(text);
    this.#pick.show();
    const question = userQuestion(text, this.#options.organizationId);
    if (question) {
      this.#choose(question);
    }
    return chosen;
  }

  #typed(text: string): void {
    this.#text = text;
    this.#requestAbort.abort();
    this.#answer = undefined;
    this.#pick.busy = false;
    this.#show();
  }

  #choose(question: UserQuestion): void {
    if (question.kind === 'id') {
      this.#close({ userId: question.userId });
    } else {
      void this.#request(question);
    }
  }

  #close(chosen?: UserAnswer): void {
    this.#chosen = chosen;
    this.#pick.hide();
  }

  async #request(question: AskedQuestion, from?: string): Promise<void> {
    if (this.#pick.busy) {
      return;
    }
    const { signal } = (this.#requestAbort = new AbortController());
    this.#pick.busy = true;
    try {
      const page = await withProgress(l10n.t('Looking up {0}', plainText(this.#text)), (context) =>
        this.#options.ask(question, from, { ...context, signal: AbortSignal.any([context.signal, signal]) }),
      );
      if (!signal.aborted) {
        this.#found(question, page);
      }
    } catch (error) {
      if (!signal.aborted) {
        this.#close();
        this.#options.onFailure(error, question, this.#text);
      }
    }
  }

  #found(question: AskedQuestion, page: Page<User>): void {
    const [only, ...others] = page.items;
    if (question.kind === 'email' && only && others.length === 0) {
      this.#close(chosenUser(only, { profile: only }));
      return;
    }
    const before = this.#answer?.items ?? [];
    this.#answer = { ...page, question, items: [...before, ...page.items] };
    this.#pick.busy = false;
    this.#show(before.length);
  }

  /** @param active the place among the items that can be chosen; without such items the first one is read aloud */
  #show(active = 0): void {
    const items = [
      ...(this.#text === '' ? this.#optionalItems() : []),
      ...(this.#answer ? this.#foundItems(this.#answer) : this.#questionItems()),
      ...this.#loadedItems(),
    ];
    this.#pick.items = items;
    const choices = items.filter(({ choose }) => choose !== undefined);
    this.#pick.activeItems = (choices.length > 0 ? choices.slice(active) : items).slice(0, 1);
  }

  #optionalItems(): readonly UserItem[] {
    const { optional } = this.#options;
    if (!optional) {
      return [];
    }
    const { before } = optional;
    const leaveOut = noUserItem(() => {
      this.#close(null);
    });
    const { userId = '', name, profile } = before ?? {};
    return before ? [this.#userItem(profile ?? { user_id: userId, name }, before), leaveOut] : [leaveOut];
  }

  #questionItems(): readonly UserItem[] {
    const question = userQuestion(this.#text, this.#options.organizationId);
    return question ? [this.#questionItem(question)] : [];
  }

  #questionItem(question: UserQuestion): UserItem {
    return questionItem(question, this.#options.organizationId !== undefined, () => {
      this.#choose(question);
    });
  }

  #foundItems({ items, next, isCutOff, question }: Answer): readonly UserItem[] {
    const isSearch = question.kind === 'search';
    if (items.length === 0) {
      const note = noteItem(l10n.t('No user found'), describeUserQuestion(question));
      // Unlike users by address, a search finds an address in other case, and one that is not finished.
      return isSearch ? [note] : [note, this.#questionItem(searchQuestion(this.#text))];
    }
    return [
      separator(isSearch ? l10n.t('Found by a search, which follows changes after some seconds') : ''),
      ...items.map((user) => this.#userItem(user, isSearch ? {} : { profile: user })),
      ...(next === undefined ? [] : [loadMoreItem(() => void this.#request(question, next))]),
      ...(isCutOff ? [noteItem(describeCutOff())] : []),
    ];
  }

  #loadedItems(): readonly UserItem[] {
    const found = new Set(this.#answer?.items.map(({ user_id: userId }) => userId));
    const members = matchingMembers(this.#options.loaded, this.#text, found);
    return members.length === 0
      ? []
      : [separator(l10n.t('Loaded members')), ...members.map((member) => this.#userItem(member))];
  }

  #userItem(user: Item, known: Pick<ChosenUser, 'profile'> = {}): UserItem {
    return userItem(user, () => {
      this.#close(chosenUser(user, known));
    });
  }
}

/** @param known the profile, if it can be kept */
export function chosenUser(user: Item, known: Pick<ChosenUser, 'profile'> = {}): ChosenUser {
  const name = firstTextField(user, 'name', 'email');
  return { userId: textField(user, 'user_id'), ...(name && { name }), ...known };
}

/** The most loaded members that are shown. */
const MOST_LOADED = 50;

/** An item of the quick pick of users. Items that cannot be chosen only say something. */
interface UserItem extends vscode.QuickPickItem {
  readonly choose?: () => void;
}

/** The item that makes the request for the typed text, and says which request that is. */
function questionItem(question: UserQuestion, isInOrganization: boolean, choose: () => void): UserItem {
  const label = `$(search) ${describeQuestion(question, isInOrganization)}`;
  return { label, detail: shown(describeUserQuestion(question)), alwaysShow: true, choose };
}

/** The item of a user. */
function userItem(user: Item, choose: () => void): UserItem {
  const label = firstTextField(user, 'name', 'email', 'user_id');
  const others = ['email', 'user_id'].map((field) => textField(user, field)).filter((text) => text !== label);
  return { label: shown(label), description: shown(others.filter(Boolean).join(' · ')), alwaysShow: true, choose };
}

/** The item for an answer without a user. */
function noUserItem(choose: () => void): UserItem {
  return { label: l10n.t('Without a user'), alwaysShow: true, choose };
}

/** An item that only says something. At the end of a list VS Code does not show a separator. */
function noteItem(label: string, detail = ''): UserItem {
  return { label, detail: shown(detail), alwaysShow: true };
}

/** The item that reads the next page of a search. */
function loadMoreItem(choose: () => void): UserItem {
  return { label: l10n.t('Load more…'), alwaysShow: true, choose };
}

function separator(label: string): UserItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** The first loaded members with a text in the name, address or ID. @param except the IDs of users to leave out */
function matchingMembers(loaded: readonly Item[], text: string, except: ReadonlySet<string>): readonly Item[] {
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
      return l10n.t('The user with this ID');
    case 'email':
      return l10n.t('Ask for users with this email address');
    case 'search':
      return isInOrganization
        ? l10n.t('Search the members whose name or email address begins like this')
        : l10n.t('Search the users whose name or email address begins like this');
  }
}

function shown(text: string): string {
  return withoutIcons(plainText(text));
}
