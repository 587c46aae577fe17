import * as l10n from '@vscode/l10n';
import { ApiError } from '../api/apiError.ts';
import type { Page } from '../api/pageReader.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { firstTextField, type Item, textField } from '../sections/section.ts';
import { askingRow, askWithProgress, describeRequests, describeTenants } from '../find/organizationRows.ts';
import { TenantLookups } from '../find/askTenants.ts';
import { usedIn } from '../find/identifiers.ts';
import { FREE_REQUESTS } from '../tenants/requestCost.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { dotted } from '../text/plainText.ts';
import type { back, Step } from '../ui/ask.ts';
import { describeCutOff } from '../ui/format.ts';
import { type KeptText, SearchPick } from '../ui/searchPick.ts';
import { noteRow, requestRow, rowText, type SearchRow, separatorRow } from '../ui/searchRow.ts';
import { readUsers, type User } from './usersClient.ts';
import {
  describeUserQuestion,
  describeUserSearch,
  hasAddress,
  keyOf,
  type LoadedPeople,
  matchingPeople,
  requestsOfQuestion,
  searchQuestion,
  userQuestion,
  type UserQuestion,
} from './userQuestion.ts';

/** A user whom a person has chosen. */
export interface ChosenUser {
  readonly userId: string;
  /** The name or the email address, if it is known: foreign text. */
  readonly name?: string;
  /** Present if it has just been read, and is not from a search, which lags behind changes. */
  readonly profile?: User;
}

/** A person without an account, or of whom nobody knows whether there is one. */
export interface InvitedPerson {
  /** Foreign text, or what was typed. Absent if only the invitation is known. */
  readonly email?: string;
  /** The ID of the invitation to an organization, if there is one. */
  readonly invitationId?: string;
  /** Present if the tenant has just said that it has no account with the address. */
  readonly profile?: null;
}

/** A user and the tenant. */
export interface UserOfTenant extends ChosenUser {
  readonly domain: string;
}

/** The options of the quick pick. */
export interface UserPickOptions {
  readonly title: string;
  /** The tenants that are asked. */
  readonly domains: readonly string[];
  readonly tenants: Tenants;
  /** Restricts searches to the members of an organization. */
  readonly organizationId: string | undefined;
  /** What is loaded, which is searched without a request: users, and invitations by their `invitation_id`. */
  readonly loaded: readonly LoadedPeople[];
  /** Of a command that asks several questions, and can do without a user. */
  readonly optional?: OptionalUser;
}

/** How a command asks for a user without whom it can do, and who needs no account. What is loaded is offered at once. */
interface OptionalUser {
  readonly step: Step;
  /** Offered before a text is typed, as a loaded one is. */
  readonly before: { readonly item: Item; readonly profile?: User | null | undefined } | undefined;
  readonly kept: KeptText;
}

/** The answer of a person. `null`: the user is left out. `undefined`: the person cancels. */
export type UserAnswer = UserOfTenant | InvitedPerson | typeof back | null | undefined;

/** The users that a tenant has found so far for the current text, or why the last request has failed. */
interface Answer extends Page<User> {
  readonly domain: string;
  readonly failure: readonly SearchRow[];
}

/** A question, and the answer whose next page is read. */
interface Asked {
  readonly question: UserQuestion;
  readonly after?: Answer | undefined;
}

/** A quick pick that says which requests a text leads to, makes them on Enter, and offers the users that were found. */
export class UserPick {
  readonly #options: UserPickOptions;
  readonly #search: SearchPick<UserOfTenant | InvitedPerson | null>;
  readonly #lookups: TenantLookups<Asked, Answer>;
  #question: UserQuestion | undefined;
  /** The answers whose next page is read. */
  #before: readonly Answer[] = [];

  constructor(options: UserPickOptions) {
    this.#options = options;
    const { title, optional } = options;
    this.#lookups = new TenantLookups(
      (...asked) => this.#askTenant(...asked),
      (...asking) => askWithProgress(options.tenants, ...asking),
      () => {
        this.#changed();
      },
    );
    this.#search = new SearchPick(
      { title, placeholder: l10n.t('Email address, @domain, user ID, or the beginning of a name or address') },
      {
        step: optional?.step,
        onText: () => {
          this.#lookups.reset();
          this.#search.isBusy = false;
          this.#question = undefined;
          this.#show();
        },
      },
    );
  }

  /**
   * Shows the quick pick. Can only be called once.
   * @param text the initial text, whose requests are made at once unless they are many
   */
  async ask(text: string): Promise<UserAnswer> {
    const chosen = this.#search.ask(text, this.#options.optional?.kept);
    const question = this.#questionOf(text);
    if (question && this.#requestsFor(question) <= FREE_REQUESTS) {
      this.#choose(question);
    }
    const answer = await chosen;
    this.#lookups.reset();
    return answer;
  }

  /** An ID need not be looked for where there is one tenant. */
  #choose(question: UserQuestion): void {
    const { domains } = this.#options;
    const [only = ''] = domains;
    if (question.kind === 'id' && domains.length === 1) {
      this.#search.close({ domain: only, userId: question.userId });
    } else {
      this.#ask(domains, { question });
    }
  }

  /** The most requests that a question takes. */
  #requestsFor(question: UserQuestion): number {
    return this.#options.domains.length * requestsOfQuestion(question);
  }

  #ask(domains: readonly string[], asked: Asked): void {
    this.#question = asked.question;
    this.#before = [
      ...this.#before.filter(({ domain }) => !domains.includes(domain)),
      ...(asked.after ? [asked.after] : []),
    ];
    void this.#lookups.ask(domains, asked);
  }

  async #askTenant(domain: string, { question, after }: Asked, context: RequestContext): Promise<Answer> {
    const { tenants } = this.#options;
    const items = after?.items ?? [];
    try {
      const page = await readUsers(tenants, domain, question, context, after?.next);
      const known = new Set(items.map(({ user_id: userId }) => userId));
      const found = page.items.filter(({ user_id: userId }) => !known.has(userId));
      const isCutOff = after?.isCutOff === true || page.isCutOff === true;
      return { ...page, domain, items: [...items, ...found], isCutOff, failure: [] };
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      const retry = () => {
        this.#ask([domain], { question, after });
      };
      const failure = await this.#search.failureRows(error, domain, retry, [this.#tenantOf(domain)]);
      return { domain, items, isCutOff: after?.isCutOff === true, failure };
    }
  }

  /** The title of a tenant in a row; empty if it is the only one. */
  #tenantOf(domain: string): string {
    const { domains, tenants } = this.#options;
    return domains.length === 1 ? '' : tenants.titleOf(domain);
  }

  /** The only user with an address or an ID is chosen, once no other tenant can have another one. */
  #changed(): void {
    const { answers, isAsking } = this.#lookups;
    this.#search.isBusy = isAsking;
    const found = answers.flatMap(({ domain, items }) => items.map((user) => ({ domain, user })));
    const [only, ...others] = found;
    const isCertain = !isAsking && answers.every(({ failure }) => failure.length === 0);
    if (isCertain && only && others.length === 0 && this.#question?.kind !== 'search') {
      this.#search.close({ ...chosenUser(only.user, only.user), domain: only.domain });
    } else {
      this.#show();
    }
  }

  #show(): void {
    this.#search.show([
      ...(this.#options.optional && this.#search.text === '' ? this.#optionalItems() : []),
      ...(this.#question ? this.#foundItems(this.#question) : this.#questionItems()),
      ...this.#loadedItems(),
    ]);
  }

  #optionalItems(): readonly SearchRow[] {
    const [domain = ''] = this.#options.domains;
    const { before } = this.#options.optional ?? {};
    const choose = () => {
      this.#search.close(null);
    };
    const leaveOut = { key: 'none', label: l10n.t('Without a user'), alwaysShow: true, choose };
    return before ? [this.#userItem(domain, before.item, before.profile), leaveOut] : [leaveOut];
  }

  /** An ID or an address can stand in a line, as in the box that finds everything. */
  #questionOf(text: string): UserQuestion | undefined {
    return userQuestion(usedIn(text.trim()), this.#options.organizationId);
  }

  #questionItems(): readonly SearchRow[] {
    const question = this.#questionOf(this.#search.text);
    return question ? [this.#questionItem(question)] : [];
  }

  /** The item that makes the request for the typed text, and says which request that is. */
  #questionItem(question: UserQuestion): SearchRow {
    const { domains, tenants, organizationId } = this.#options;
    const label = `$(search) ${describeUserSearch(question, organizationId !== undefined)}`;
    const choose = () => {
      this.#choose(question);
    };
    const asked = domains.length === 1 ? [] : [describeTenants(tenants, domains)];
    const description = rowText([...asked, describeRequests(this.#requestsFor(question))].join(' · '));
    return { ...requestRow(label, choose, describeUserQuestion(question)), description };
  }

  #foundItems(question: UserQuestion): readonly SearchRow[] {
    const { answers, asked } = this.#lookups;
    const { tenants, domains } = this.#options;
    const isSearch = question.kind === 'search';
    const shown = [...answers, ...this.#before.filter(({ domain }) => asked.includes(domain))];
    const empty = answers.filter(({ items, failure }) => items.length === 0 && failure.length === 0);
    const without = domains.filter((domain) => empty.some((answer) => answer.domain === domain));
    // Unlike users by address, a search finds an address in other case, and one that is not finished.
    const isOver = without.length === domains.length && question.kind === 'email';
    return [
      ...(isSearch && shown.some(({ items }) => items.length > 0)
        ? [noteRow(l10n.t('Found by a search, which follows changes after some seconds'))]
        : []),
      // Above what was found, which can be long.
      ...shown.flatMap(({ domain, failure }) => (asked.includes(domain) ? [] : failure)),
      ...domains.flatMap((domain) =>
        shown.filter((answer) => answer.domain === domain).flatMap((answer) => this.#rowsOf(answer, question)),
      ),
      ...(without.length > 0 ? [noteRow(this.#nothing(without), describeUserQuestion(question))] : []),
      ...(asked.length > 0 ? [askingRow(tenants, asked)] : []),
      ...(question.kind === 'email' ? this.#addressItems(question.email) : []),
      ...(isOver ? [this.#questionItem(searchQuestion(question.email))] : []),
    ];
  }

  /** Offers an address where no account is needed and none was found, also where a tenant could not tell, unless it is loaded. */
  #addressItems(email: string): readonly SearchRow[] {
    const [{ optional, loaded, domains }, { answers }] = [this.#options, this.#lookups];
    const isFound = answers.some(({ items }) => items.length > 0) || hasAddress(loaded, email);
    const profile = answers.every(({ failure }) => failure.length === 0) ? null : undefined;
    const row = this.#userItem(domains[0] ?? '', { email }, profile);
    const isOffered = optional && !isFound && answers.length === domains.length;
    return isOffered ? [{ ...row, label: rowText(l10n.t('Explain for {0}', email)), description: '' }] : [];
  }

  #nothing(without: readonly string[]): string {
    const { tenants, domains } = this.#options;
    return domains.length === 1
      ? l10n.t('No user found')
      : l10n.t('No user found in {0}', describeTenants(tenants, without));
  }

  /** The users that a tenant has found, and what there may be besides. */
  #rowsOf(answer: Answer, question: UserQuestion): readonly SearchRow[] {
    const { domain, items, next, isCutOff } = answer;
    const description = rowText(this.#tenantOf(domain));
    const more = requestRow(l10n.t('Load more…'), () => {
      this.#ask([domain], { question, after: answer });
    });
    const isRead = this.#lookups.asked.includes(domain);
    return [
      ...items.map((user) => this.#userItem(domain, user, question.kind === 'search' ? undefined : user)),
      ...(next === undefined || isRead ? [] : [{ ...more, key: `${domain} more`, description }]),
      ...(isCutOff ? [{ ...noteRow(describeCutOff()), description }] : []),
    ];
  }

  #loadedItems(): readonly SearchRow[] {
    const [domain = ''] = this.#options.domains;
    const { loaded, optional } = this.#options;
    const found = new Set(this.#lookups.answers.flatMap(({ items }) => items.map(keyOf)));
    const text = usedIn(this.#search.text);
    const isShown = text !== '' || optional !== undefined;
    return matchingPeople(isShown ? loaded : [], text, found).flatMap(({ title, items }) => [
      separatorRow(title),
      ...items.map((item) => this.#userItem(domain, item)),
    ]);
  }

  #userItem(domain: string, user: Item, profile?: User | null): SearchRow {
    const row = userItem(user, () => {
      const isUser = textField(user, 'user_id') !== '';
      this.#search.close(isUser ? { ...chosenUser(user, profile ?? undefined), domain } : invitedPerson(user, profile));
    });
    const description = dotted(rowText(this.#tenantOf(domain)), row.description);
    return { ...row, key: `${domain} ${row.key}`, description };
  }
}

/** @param user the item of a user, or an event of one @param profile the profile, if it can be kept */
export function chosenUser(user: Item, profile?: User): ChosenUser {
  const name = firstTextField(user, 'name', 'email', 'user_name');
  return { userId: textField(user, 'user_id'), ...(name && { name }), ...(profile && { profile }) };
}

function invitedPerson(item: Item, profile?: User | null): InvitedPerson {
  const [email, invitationId] = [textField(item, 'email'), textField(item, 'invitation_id')];
  return { ...(email && { email }), ...(invitationId && { invitationId }), ...(profile === null && { profile }) };
}

/** The item of a user. */
export function userItem(user: Item, choose: () => unknown): SearchRow {
  const label = firstTextField(user, 'name', 'email', 'user_id', 'invitation_id');
  const others = ['email', 'user_id', 'invitation_id']
    .map((field) => textField(user, field))
    .filter((text) => text !== label);
  return {
    key: keyOf(user),
    label: rowText(label),
    description: rowText(dotted(...others)),
    alwaysShow: true,
    choose,
  };
}
