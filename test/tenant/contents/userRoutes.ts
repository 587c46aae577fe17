import { offsetPage, offsetRules, refusalOfUsers } from '../paging.ts';
import { readQuery } from '../queryValidation.ts';
import type { Route } from '../route.ts';
import type { Contents } from './contents.ts';
import { findPerson } from './lookup.ts';

/** https://auth0.com/docs/api/management/v2/users/get-user-organizations */
export function userRoutes(contents: Contents): readonly Route[] {
  return [
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
