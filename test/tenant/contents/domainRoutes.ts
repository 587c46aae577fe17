import type { Cursors } from '../cursors.ts';
import { badPath, failure } from '../failures.ts';
import { checkpointRules } from '../paging.ts';
import { readQuery } from '../queryValidation.ts';
import type { Route } from '../route.ts';
import type { Contents } from './contents.ts';
import { checkpointAnswer, findInside } from './lookup.ts';

const noOrganization = 'Organization not found.';

/** https://auth0.com/docs/api/management/v2/organizations/get-discovery-domains */
export function domainRoutes(contents: Contents, cursors: Cursors<number>): readonly Route[] {
  const access = { scopes: ['read:organization_discovery_domains'], feature: 'discoveryDomains' } as const;
  return [
    {
      path: '/organizations/:id/discovery-domains',
      endpoint: 'discoveryDomains',
      ...access,
      answer: (request) => {
        const query = readQuery(checkpointRules, request.query);
        const inside = findInside(contents, request.path['id'], noOrganization);
        return checkpointAnswer('domains', inside, inside.domains, ({ id }) => id, query, cursors);
      },
    },
    {
      path: '/organizations/:id/discovery-domains/:discovery_domain_id',
      endpoint: 'discoveryDomainById',
      ...access,
      answer: (request) => {
        readQuery({}, request.query);
        const { domains } = findInside(contents, request.path['id'], noOrganization);
        const domain = domains.find(({ id }) => id === request.path['discovery_domain_id']);
        if (!domain) {
          // As recorded in the tests of https://github.com/auth0/terraform-provider-auth0
          throw failure(404, 'No organization domain found by that id');
        }
        return domain;
      },
    },
    {
      path: '/organizations/:id/discovery-domains/name/:discovery_domain',
      endpoint: 'discoveryDomainByName',
      ...access,
      answer: (request) => {
        readQuery({}, request.query);
        const { discovery_domain: name = '' } = request.path;
        if (name.length < 3 || name.length > 255) {
          throw badPath(`'String does not have 3 to 255 chars: ${name}' on property discovery_domain`);
        }
        const { domains } = findInside(contents, request.path['id'], noOrganization);
        const found = domains.find(({ domain }) => domain === name.toLowerCase());
        if (!found) {
          throw failure(404, 'Organization discovery domain not found.');
        }
        return found;
      },
    },
  ];
}
