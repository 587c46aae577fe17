import * as l10n from '@vscode/l10n';
import { escapedTerm, quotedTerm } from '../text/lucene.ts';
import { firstTextField, type Item, textField } from '../sections/section.ts';
import { normalizedText, plainText, withoutIcons, withoutQuotes } from '../text/plainText.ts';
import { isUserId } from './userAddress.ts';

/** The request for a text that a person has typed. */
export type UserQuestion =
  | { readonly kind: 'id'; readonly userId: string }
  | { readonly kind: 'email'; readonly email: string }
  /** @see https://auth0.com/docs/manage-users/user-search/user-search-query-syntax */
  | { readonly kind: 'search'; readonly q: string; readonly emailDomain?: string };

/** The most requests that a question takes of a tenant. A second one asks for an address in small letters. */
export function requestsOfQuestion(question: UserQuestion): number {
  return question.kind === 'email' && question.email !== question.email.toLowerCase() ? 2 : 1;
}

type UserSearchQuestion = Extract<UserQuestion, { kind: 'search' }>;

/**
 * Chooses the request for a user ID, an email address, the domain of addresses as in `@acme.example`, or the beginning of
 * a name or an address. Quotes around the text are no part of it.
 * @param organizationId restricts a search to the members of an organization, also for a whole address
 * @returns `undefined` for a blank text
 */
export function userQuestion(text: string, organizationId?: string): UserQuestion | undefined {
  const trimmed = withoutQuotes(text);
  if (trimmed === '') {
    return undefined;
  }
  if (isUserId(trimmed)) {
    return { kind: 'id', userId: trimmed };
  }
  if (organizationId === undefined && /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(trimmed)) {
    return { kind: 'email', email: trimmed };
  }
  const emailDomain = /^@([^\s@]+\.[^\s@.]{2,})$/.exec(trimmed)?.[1];
  return emailDomain === undefined
    ? searchQuestion(trimmed, organizationId)
    : { ...searchIn(domainMatches(emailDomain), organizationId), emailDomain };
}

/** The search for the beginning of a name or an address. @param organizationId see `userQuestion` */
export function searchQuestion(text: string, organizationId?: string): UserSearchQuestion {
  const beginning = `${escapedTerm(text.trim().toWellFormed())}*`;
  return searchIn(`(name:${beginning} OR email:${beginning})`, organizationId);
}

/** Unlike addresses, their domains are compared with case, and most are stored in lower case. */
function domainMatches(emailDomain: string): string {
  const domains = new Set([emailDomain, emailDomain.toLowerCase()].map((domain) => domain.toWellFormed()));
  const [first = '', ...others] = [...domains].map((domain) => `email.domain:${quotedTerm(domain)}`);
  return others.length === 0 ? first : `(${[first, ...others].join(' OR ')})`;
}

function searchIn(matches: string, organizationId: string | undefined): UserSearchQuestion {
  return {
    kind: 'search',
    q: organizationId === undefined ? matches : `organization_id:${quotedTerm(organizationId)} AND ${matches}`,
  };
}

/** Says what a search for the domain of addresses does. @param isInOrganization see `describeUserSearch` */
export function describeDomainSearch(emailDomain: string, isInOrganization = false): string {
  const end = withoutIcons(plainText(`@${emailDomain}`));
  return isInOrganization
    ? l10n.t('Search the members whose email address ends with {0}', end)
    : l10n.t('Search email addresses that end with {0}', end);
}

/** Says what a question does. @param isInOrganization whether it is about the members of an organization */
export function describeUserSearch(question: UserQuestion, isInOrganization: boolean): string {
  switch (question.kind) {
    case 'id':
      return l10n.t('The user with this ID');
    case 'email':
      return l10n.t('Ask for users with this email address');
    case 'search':
      return question.emailDomain !== undefined
        ? describeDomainSearch(question.emailDomain, isInOrganization)
        : isInOrganization
          ? l10n.t('Search the members whose name or email address begins like this')
          : l10n.t('Search the users whose name or email address begins like this');
  }
}

/** The part of a request's URL below `/api/v2/` that is shown to people, not percent-encoded. */
export function describeUserQuestion(question: UserQuestion): string {
  switch (question.kind) {
    case 'id':
      return `users/${question.userId}`;
    case 'email':
      return `users-by-email?email=${question.email}`;
    case 'search':
      return `users?q=${question.q}`;
  }
}

/** Loaded people, below a title: users, and invitations by their `invitation_id`. */
export interface LoadedPeople {
  readonly title: string;
  readonly items: readonly Item[];
}

/** What identifies a person, as an item. */
export function keyOf(person: Item): string {
  return firstTextField(person, 'user_id', 'invitation_id', 'email');
}

/** Whether one of loaded people has an address. */
export function hasAddress(loaded: readonly LoadedPeople[], email: string): boolean {
  const sought = normalizedText(email);
  return loaded.some(({ items }) => items.some((person) => normalizedText(textField(person, 'email')) === sought));
}

/** The most loaded people that are shown below a title. */
const MOST_LOADED = 50;

/** The first loaded people with a text in the name, address or ID, each once. @param found the keys of those to leave out */
export function matchingPeople(
  loaded: readonly LoadedPeople[],
  text: string,
  found: ReadonlySet<string>,
): readonly LoadedPeople[] {
  const sought = normalizedText(withoutQuotes(text));
  const shown = new Set(found);
  const isMatch = (person: Item) =>
    ['name', 'email', 'user_id', 'invitation_id'].some((field) =>
      normalizedText(textField(person, field)).includes(sought),
    );
  return loaded
    .map(({ title, items }) => {
      const matching = items.filter((person) => !shown.has(keyOf(person)) && isMatch(person)).slice(0, MOST_LOADED);
      for (const person of matching) {
        shown.add(keyOf(person));
      }
      return { title, items: matching };
    })
    .filter(({ items }) => items.length > 0);
}
