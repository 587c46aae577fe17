import { badQuery, failure } from '../failures.ts';
import { offsetPage, offsetRules, refusalOfUsers } from '../paging.ts';
import { readQuery } from '../queryValidation.ts';
import type { Route } from '../route.ts';
import type { Contents } from './contents.ts';
import { fieldFilter, fieldRules, pickFields } from './fields.ts';
import { findPerson } from './lookup.ts';
import { userFields } from './users.ts';
import { searchUsers } from './userSearch.ts';

const profileRules = fieldRules(userFields);

/** The second one opens the user alone who has the token. */
const profileScopes = ['read:users', 'read:current_user', 'read:user_idp_tokens'];

const emailRules = {
  ...profileRules,
  email: { type: 'string', description: 'Email address to search for (case-sensitive)' },
} as const;

/** https://auth0.com/docs/api/management/v2/users */
export function userRoutes(contents: Contents): readonly Route[] {
  return [
    {
      path: '/users',
      endpoint: 'users',
      scopes: ['read:users', 'read:user_idp_tokens'],
      answer: ({ query }) => searchUsers(contents, query),
    },
    {
      path: '/users-by-email',
      endpoint: 'usersByEmail',
      scopes: ['read:users'],
      answer: ({ query: sent }) => {
        const { email, ...query } = readQuery(emailRules, sent);
        if (email === undefined) {
          throw badQuery(`'Missing required property: email'`);
        }
        const users = [...contents.memberships().keys()].map((person) => contents.userAt(person));
        return users.filter((user) => user.email === email).map((user) => pickFields(user, fieldFilter(query)));
      },
    },
    {
      path: '/users/:id',
      endpoint: 'userById',
      scopes: profileScopes,
      // As recorded: https://github.com/raster-foundry/raster-foundry/issues/2030
      refusal: `Insufficient scope, expected any of: ${profileScopes.join(',')}`,
      answer: ({ path, query: sent, scopes }) => {
        const query = readQuery(profileRules, sent);
        if (!scopes.has('read:users') && !scopes.has('read:user_idp_tokens')) {
          // The token of an application is no user's own. Which `errorCode` comes with it is not known.
          throw failure(403, 'User to be acted on does not match subject in bearer token.');
        }
        return pickFields(contents.userAt(findPerson(contents, path['id'])), fieldFilter(query));
      },
    },
    {
      path: '/users/:id/organizations',
      endpoint: 'organizationsOfUser',
      scopes: ['read:users', 'read:organizations'],
      answer: ({ path, query: sent }) => {
        const query = readQuery(offsetRules, sent);
        const entries = contents.organizationsOf(findPerson(contents, path['id']));
        const { items, start, limit, total } = offsetPage(entries, query, refusalOfUsers);
        const organizations = items.map(({ organization }) => organization);
        // A single one was seen with a total of 0, in the tests of https://github.com/auth0/terraform-provider-auth0
        return query.include_totals === true
          ? { organizations, start, limit, total: total === 1 ? 0 : total }
          : organizations;
      },
    },
  ];
}
