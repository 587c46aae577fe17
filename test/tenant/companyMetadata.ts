import { faker } from '@faker-js/faker/locale/en';
import type { Organization } from './organization.ts';

/** The same organizations with metadata as companies keep it, of which each then takes 1 KB on average. */
export function withCompanyMetadata(organizations: readonly Organization[], seed = 2023): readonly Organization[] {
  faker.seed(seed);
  return organizations.map((organization) => ({ ...organization, metadata: companyMetadata() }));
}

/** Some of it is the same for many organizations, some is each one's own. */
function companyMetadata(): NonNullable<Organization['metadata']> {
  return {
    plan: faker.helpers.arrayElement(['free', 'trial', 'pro', 'enterprise']),
    region: faker.helpers.arrayElement(['eu-west-1', 'eu-central-1', 'us-east-1', 'ap-southeast-2']),
    crm_id: faker.string.numeric(8),
    stripe_customer: `cus_${faker.string.alphanumeric(14)}`,
    billing_contact: faker.internet.email(),
    account_manager: faker.person.fullName(),
    website: faker.internet.url(),
    address: `${faker.location.streetAddress()}, ${faker.location.city()}`,
    contract_end: faker.date.future().toISOString(),
    external_id: faker.string.uuid(),
    industry: faker.commerce.department(),
    seats: String(faker.number.int(5000)),
    sso: String(faker.datatype.boolean()),
    notes: faker.lorem.sentence({ min: 25, max: 40 }),
    onboarding: faker.lorem.sentence({ min: 12, max: 20 }),
  };
}
