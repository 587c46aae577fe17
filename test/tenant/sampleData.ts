import { faker } from '@faker-js/faker/locale/en';
import type { Branding, Organization } from './organization.ts';
import { foreignNames, hostileNames } from './sampleText.ts';

/** As many made-up organizations as asked for. A larger number starts with those of a smaller one. */
export function sampleOrganizations(count: number, seed = 2023): readonly Organization[] {
  faker.seed(seed);
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const company = faker.company.name();
    const name = uniqueName(company, index, taken);
    taken.add(name);
    return sampleOrganization(index, company, name);
  });
}

function sampleOrganization(index: number, company: string, name: string): Organization {
  const displayName = sampleDisplayName(index, company);
  const branding = sampleBranding(index);
  const metadata = sampleMetadata(index);
  return {
    id: `org_${faker.string.alphanumeric(16)}`,
    name,
    ...(displayName !== undefined && { display_name: displayName }),
    ...(branding && { branding }),
    ...(metadata && { metadata }),
    ...(index % 9 === 4 && { token_quota: { client_credentials: { enforce: true, per_day: 10_000, per_hour: 1000 } } }),
    ...(index % 8 !== 6 && { third_party_client_access: index % 5 === 0 ? 'allow' : 'block' }),
    ...(index % 7 === 2 && { is_app_entitlement_active: index % 2 === 0 }),
  };
}

function uniqueName(company: string, index: number, taken: ReadonlySet<string>): string {
  const words = company.toLowerCase().replace(/[^a-z0-9]+/g, index % 11 === 3 ? '_' : '-');
  const name = (index % 13 === 6 ? `${index}-${words}` : words).slice(0, 50);
  const suffix = `-${index}`;
  return taken.has(name) ? name.slice(0, 50 - suffix.length) + suffix : name;
}

function sampleDisplayName(index: number, company: string): string | undefined {
  if (index % 12 === 5) {
    return undefined;
  }
  if (index % 20 === 7) {
    return pick(hostileNames, Math.floor(index / 20));
  }
  return index % 3 === 2 ? pick(foreignNames, Math.floor(index / 3)) : company;
}

function sampleBranding(index: number): Branding | undefined {
  const colors = { primary: faker.color.rgb(), page_background: '#ffffff' };
  switch (index % 5) {
    case 1:
      return { logo_url: `https://cdn.example.com/logos/${index}.png`, colors };
    case 2:
      return { colors };
    case 3:
      return { logo_url: `https://cdn.example.com/logos/${index}.svg` };
    default:
      return undefined;
  }
}

function sampleMetadata(index: number): Organization['metadata'] | undefined {
  if (index % 40 === 10) {
    return Object.fromEntries(Array.from({ length: 25 }, (_, key) => [`key_${key}`, faker.word.noun()]));
  }
  switch (index % 4) {
    case 1:
      return { plan: faker.helpers.arrayElement(['free', 'pro', 'enterprise']), region: faker.location.countryCode() };
    case 3:
      return { crm_id: faker.string.numeric(8), billing_contact: index % 8 === 3 ? null : faker.internet.email() };
    default:
      return undefined;
  }
}

function pick(from: readonly string[], index: number): string {
  return from[index % from.length] ?? '';
}
