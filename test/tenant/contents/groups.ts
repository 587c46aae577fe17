import { faker } from '@faker-js/faker/locale/en';
import type { EnabledConnection, Group } from './model.ts';

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** The groups of an organization, given by its place in the order of creation. */
export function sampleGroups(
  seed: number,
  organization: number,
  connections: readonly EnabledConnection[],
): readonly Group[] {
  faker.seed([seed, organization, 6]);
  const [, , enterprise] = connections;
  return names(organization).map((name, index) => ({
    id: `grp_${faker.string.fromCharacters(base58, 22)}`,
    name,
    tenant_name: 'local-tenant',
    ...(index % 2 === 0 && { external_id: faker.string.uuid() }),
    ...(index % 2 === 0 && enterprise && { connection_id: enterprise.connection_id }),
    created_at: '2026-05-04T08:00:00.000Z',
    updated_at: '2026-06-07T16:30:00.000Z',
  }));
}

function names(organization: number): readonly string[] {
  if (organization === 1) {
    return ['Engineering', 'Finance', 'Support', '<b>Everyone</b> $(sync~spin)'];
  }
  return organization === 2 || organization % 3 === 0 ? [] : ['Staff'];
}
