import { faker } from '@faker-js/faker/locale/en';
import type { Organization } from '../organization.ts';
import type { DiscoveryDomain } from './model.ts';

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
