import { escapedTerm, quotedTerm } from '../text/lucene.ts';
import { isUserId } from './userAddress.ts';

/** The request for a text that a person has typed. */
export type UserQuestion =
  | { readonly kind: 'id'; readonly userId: string }
  | { readonly kind: 'email'; readonly email: string }
  /** @see https://auth0.com/docs/manage-users/user-search/user-search-query-syntax */
  | { readonly kind: 'search'; readonly q: string };

/**
 * Chooses the request for a user ID, an email address, or the beginning of a name or an address.
 * @param organizationId restricts a search to the members of an organization, also for a whole address
 * @returns `undefined` for a blank text
 */
export function userQuestion(text: string, organizationId?: string): UserQuestion | undefined {
  const trimmed = text.trim();
  if (trimmed === '') {
    return undefined;
  }
  if (isUserId(trimmed)) {
    return { kind: 'id', userId: trimmed };
  }
  if (organizationId === undefined && /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(trimmed)) {
    return { kind: 'email', email: trimmed };
  }
  return searchQuestion(trimmed, organizationId);
}

/** The search for the beginning of a name or an address. @param organizationId see `userQuestion` */
export function searchQuestion(text: string, organizationId?: string): Extract<UserQuestion, { kind: 'search' }> {
  const beginning = `${escapedTerm(text.trim().toWellFormed())}*`;
  const matches = `(name:${beginning} OR email:${beginning})`;
  return {
    kind: 'search',
    q: organizationId === undefined ? matches : `organization_id:${quotedTerm(organizationId)} AND ${matches}`,
  };
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
