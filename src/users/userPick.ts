import * as l10n from '@vscode/l10n';
import { ApiError } from '../api/apiError.ts';
import type { Page } from '../api/pageReader.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { firstTextField, type Item, textField } from '../sections/section.ts';
import { normalizedText, plainText } from '../text/plainText.ts';
import type { back, Step } from '../ui/ask.ts';
import { describeCutOff } from '../ui/format.ts';
import { noteRow, requestRow, rowText, SearchPick, type SearchRow, separatorRow } from '../ui/searchPick.ts';
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
  readonly domain: string;
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
  readonly #search: SearchPick<ChosenUser | null>;
  #answer: Answer | undefined;
  #failure: readonly SearchRow[] = [];

  constructor(options: UserPickOptions) {
    this.#options = options;
    const { title, optional } = options;
    const placeholder = l10n.t('Email address, user ID, or the beginning of a name or address');
    this.#search = new SearchPick(
      { title, placeholder },
      {
        step: optional?.step,
        onText: () => {
          this.#typed();
        },
      },
    );
  }

  /**
   * Shows the quick pick. Can only be called once.
   * @param text the initial text, whose request is made at once
   */
  ask(text: string): Promise<UserAnswer> {
    const chosen = this.#search.ask(text);
    const question = userQuestion(text, this.#options.organizationId);
    if (question) {
      this.#choose(question);
    }
    return chosen;
  }

  #typed(): void {
    this.#search.cancelRequest();
    this.#answer = undefined;
    this.#failure = [];
    this.#show();
  }

  #choose(question: UserQuestion): void {
    if (question.kind === 'id') {
      this.#search.close({ userId: question.userId });
    } else {
      void this.#request(question);
    }
  }

  async #request(question: AskedQuestion, from?: string): Promise<void> {
    const { ask, domain } = this.#options;
    const { text } = this.#search;
    const page = await this.#search.request(l10n.t('Looking up {0}', plainText(text)), (context) =>
      ask(question, from, context),
    );
    if (page instanceof ApiError) {
      const failure = await this.#search.failureRows(page, domain, () => void this.#request(question, from));
      if (text === this.#search.text) {
        this.#failure = failure;
        this.#show(failure[0]?.key);
      }
    } else if (page) {
      this.#found(question, page);
    }
  }

  #found(question: AskedQuestion, page: Page<User>): void {
    const [only, ...others] = page.items;
    if (question.kind === 'email' && only && others.length === 0) {
      this.#search.close(chosenUser(only, { profile: only }));
      return;
    }
    const before = this.#answer?.items ?? [];
    this.#failure = [];
    this.#answer = { ...page, question, items: [...before, ...page.items] };
    this.#show(only && textField(only, 'user_id'));
  }

  /** @param active the key of the row to make active */
  #show(active?: string): void {
    const rows = [
      ...(this.#search.text === '' ? this.#optionalItems() : []),
      ...this.#failure,
      ...(this.#answer ? this.#foundItems(this.#answer) : this.#failure.length > 0 ? [] : this.#questionItems()),
      ...this.#loadedItems(),
    ];
    this.#search.show(rows, active);
  }

  #optionalItems(): readonly SearchRow[] {
    const { optional } = this.#options;
    if (!optional) {
      return [];
    }
    const { before } = optional;
    const leaveOut = noUserItem(() => {
      this.#search.close(null);
    });
    const { userId = '', name, profile } = before ?? {};
    return before ? [this.#userItem(profile ?? { user_id: userId, name }, before), leaveOut] : [leaveOut];
  }

  #questionItems(): readonly SearchRow[] {
    const question = userQuestion(this.#search.text, this.#options.organizationId);
    return question ? [this.#questionItem(question)] : [];
  }

  #questionItem(question: UserQuestion): SearchRow {
    return questionItem(question, this.#options.organizationId !== undefined, () => {
      this.#choose(question);
    });
  }

  #foundItems({ items, next, isCutOff, question }: Answer): readonly SearchRow[] {
    const isSearch = question.kind === 'search';
    if (items.length === 0) {
      const note = noteRow(l10n.t('No user found'), describeUserQuestion(question));
      // Unlike users by address, a search finds an address in other case, and one that is not finished.
      return isSearch ? [note] : [note, this.#questionItem(searchQuestion(this.#search.text))];
    }
    return [
      isSearch ? noteRow(l10n.t('Found by a search, which follows changes after some seconds')) : separatorRow(''),
      ...items.map((user) => this.#userItem(user, isSearch ? {} : { profile: user })),
      ...(next === undefined ? [] : [requestRow(l10n.t('Load more…'), () => void this.#request(question, next))]),
      ...(isCutOff ? [noteRow(describeCutOff())] : []),
    ];
  }

  #loadedItems(): readonly SearchRow[] {
    const found = new Set(this.#answer?.items.map(({ user_id: userId }) => userId));
    const members = matchingMembers(this.#options.loaded, this.#search.text, found);
    return members.length === 0
      ? []
      : [separatorRow(l10n.t('Loaded members')), ...members.map((member) => this.#userItem(member))];
  }

  #userItem(user: Item, known: Pick<ChosenUser, 'profile'> = {}): SearchRow {
    return userItem(user, () => {
      this.#search.close(chosenUser(user, known));
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

/** The item that makes the request for the typed text, and says which request that is. */
function questionItem(question: UserQuestion, isInOrganization: boolean, choose: () => unknown): SearchRow {
  const label = `$(search) ${describeQuestion(question, isInOrganization)}`;
  return requestRow(label, choose, describeUserQuestion(question));
}

/** The item of a user. */
export function userItem(user: Item, choose: () => unknown): SearchRow {
  const label = firstTextField(user, 'name', 'email', 'user_id');
  const others = ['email', 'user_id'].map((field) => textField(user, field)).filter((text) => text !== label);
  return {
    key: textField(user, 'user_id'),
    label: rowText(label),
    description: rowText(others.filter(Boolean).join(' · ')),
    alwaysShow: true,
    choose,
  };
}

/** The item for an answer without a user. */
function noUserItem(choose: () => unknown): SearchRow {
  return { key: 'none', label: l10n.t('Without a user'), alwaysShow: true, choose };
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
