import { faker } from '@faker-js/faker/locale/en';
import type { DiscoveryDomain } from './model.ts';

/** The domains of an organization, given by its place in the order of creation and its name. */
export function sampleDomains(seed: number, organization: number, name: string): readonly DiscoveryDomain[] {
  faker.seed([seed, organization, 5]);
  const own = name.replaceAll('_', '-').replace(/^-+|-+$/g, '');
  switch (organization) {
    case 1:
      return [
        domain('acme.example', { status: 'verified', use_for_organization_discovery: true }),
        domain('acme.co.uk.example', { status: 'verified', use_for_organization_discovery: false }),
        domain('xn--kme-sna.example', { status: 'pending', use_for_organization_discovery: true }),
        domain('labs.acme.example', { status: 'pending' }),
      ];
    case 2:
      return [];
    default:
      return organization % 2 === 0
        ? [domain(`${own}.example`, { status: 'verified', use_for_organization_discovery: true })]
        : [domain(`${own}.example`, { status: 'pending', use_for_organization_discovery: true })];
  }
}

function domain(
  name: string,
  more: Pick<DiscoveryDomain, 'status' | 'use_for_organization_discovery'>,
): DiscoveryDomain {
  return {
    id: `ord_${faker.string.alphanumeric(22)}`,
    domain: name,
    ...more,
    verification_txt: faker.string.hexadecimal({ length: 40, casing: 'lower', prefix: '' }),
    verification_host: `_ss-verification.org_${faker.string.alphanumeric(16)}.${name}`,
  };
}
