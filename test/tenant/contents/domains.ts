import { faker } from '@faker-js/faker/locale/en';
import type { Organization } from '../organization.ts';
import type { Cursors } from '../cursors.ts';
import { badPath, failure } from '../failures.ts';
import { checkpointRules } from '../paging.ts';
import { readQuery } from '../queryValidation.ts';
import type { Route } from '../route.ts';
import type { Contents } from './contents.ts';
import { checkpointAnswer, findInside } from './lookup.ts';

/** A discovery domain, as the Management API sends it. */
export interface DiscoveryDomain {
  readonly id: string;
  readonly domain: string;
  readonly status: 'pending' | 'verified';
  readonly use_for_organization_discovery?: boolean;
  readonly verification_txt: string;
  readonly verification_host: string;
}

/** The domains of an organization, given with its place in the order of creation. */
export function sampleDomains(seed: number, place: number, { id, name }: Organization): readonly DiscoveryDomain[] {
  faker.seed([seed, place, 5]);
  const own = name.replaceAll('_', '-').replace(/^-+|-+$/g, '');
  switch (place) {
    case 1:
      return [
        domain(id, 'acme.example', { status: 'verified', use_for_organization_discovery: true }),
        domain(id, 'acme.co.uk.example', { status: 'verified', use_for_organization_discovery: false }),
        domain(id, 'xn--kme-sna.example', { status: 'pending', use_for_organization_discovery: true }),
        domain(id, 'labs.acme.example', { status: 'pending' }),
      ];
    case 2:
      return [];
    default:
      return place % 2 === 0
        ? [domain(id, `${own}.example`, { status: 'verified', use_for_organization_discovery: true })]
        : [domain(id, `${own}.example`, { status: 'pending', use_for_organization_discovery: true })];
  }
}

/** Whoever owns it proves so by a record whose host carries the ID of the organization. */
function domain(
  organizationId: string,
  name: string,
  more: Pick<DiscoveryDomain, 'status' | 'use_for_organization_discovery'>,
): DiscoveryDomain {
  return {
    id: `ord_${faker.string.alphanumeric(22)}`,
    domain: name,
    ...more,
    verification_txt: faker.string.hexadecimal({ length: 32, casing: 'lower', prefix: '' }),
    verification_host: `_ss-verification.${organizationId}.${name}`,
  };
}

const noOrganization = 'Organization not found.';

/** https://auth0.com/docs/api/management/v2/organizations/get-discovery-domains */
export function domainRoutes(contents: Contents, cursors: Cursors<number>): readonly Route[] {
  const access = { scopes: ['read:organization_discovery_domains'], feature: 'discoveryDomains' } as const;
  return [
    {
      path: '/organizations/:id/discovery-domains',
      ...access,
      answer: (request) => {
        const query = readQuery(checkpointRules, request.query);
        const inside = findInside(contents, request.path['id'], noOrganization);
        return checkpointAnswer('domains', inside, inside.domains, ({ id }) => id, query, cursors);
      },
    },
    {
      path: '/organizations/:id/discovery-domains/:discovery_domain_id',
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
