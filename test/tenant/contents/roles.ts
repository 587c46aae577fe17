import { faker } from '@faker-js/faker/locale/en';
import type { OwnedRole, Role } from './model.ts';

/** The roles of a tenant. */
export function sampleRoles(seed: number): readonly Role[] {
  faker.seed([seed, 0, 1]);
  const role = (name: string, description: string): Role => ({
    id: `rol_${faker.string.alphanumeric(16)}`,
    name,
    description,
  });
  return [
    role('Viewer', 'Sees everything and changes nothing'),
    role('Editor', 'Changes what the company sells'),
    role('Admin', 'Invites people and gives them roles'),
    role('Billing', 'Sees and pays invoices'),
    role('Auditor', '<b>Reads</b> the [log](command:workbench.action.quit)'),
    ...Array.from({ length: 45 }, (_, index) => role(`Store ${index + 1} Manager`, '')),
  ];
}

/** The roles that an organization owns; it is given by its place. Names are unique for each owner only. */
export function sampleOwnRoles(seed: number, organization: number, ownerId: string): readonly OwnedRole[] {
  const names: Readonly<Record<number, readonly string[]>> = {
    1: ['Viewer', 'Regional Manager'],
    4: ['<b>Owner</b> $(warning)'],
  };
  faker.seed([seed, organization, 4]);
  return (names[organization] ?? []).map((name, index) => ({
    id: `rol_${faker.string.alphanumeric(16)}`,
    name,
    ...(index === 0 && { description: 'Made by the organization itself' }),
    type: 'organization',
    owner_id: ownerId,
  }));
}

/** The roles that a member was given. The first user has in the second organization as many as the API allows: 50. */
export function directRoles(roles: readonly Role[], organization: number, person: number): readonly Role[] {
  if (organization === 1 && person === 0) {
    return roles;
  }
  switch ((organization * 7 + person * 3) % 10) {
    case 0:
      return [];
    case 1:
      return roles.slice(1, 4);
    case 2:
    case 3:
      return roles.slice(2, 3);
    case 4:
      return roles.slice(3, 5);
    default:
      return roles.slice(0, 1);
  }
}

/** The roles that all members of a group have through it; the group is given by its place in its organization. */
export function groupRoles(roles: readonly Role[], group: number): readonly Role[] {
  return group === 2 ? [] : roles.slice(group, group + 2);
}

/** Which of so many groups a member belongs to. */
export function groupsOf(person: number, groups: number): readonly number[] {
  return Array.from({ length: groups }, (_, group) => group).filter((group) => person % (group + 2) === 0);
}
