import { faker } from '@faker-js/faker/locale/en';
import type { OrganizationTemplate } from './model.ts';

/** The template that is assigned to an organization, which is given by its place: to every second one, and to the fifth. */
export function sampleTemplate(seed: number, organization: number): OrganizationTemplate | undefined {
  faker.seed([seed, organization, 5]);
  if (organization === 4) {
    return { name: '<b>Free</b> $(warning) ${x}' };
  }
  return organization % 2 === 0
    ? undefined
    : {
        id: `otmpl_${faker.string.alphanumeric(16)}`,
        name: 'Enterprise customers',
        is_default: true,
        organization_deletion_behavior: 'allow_if_empty',
        connection_deletion_behavior: 'allow',
        enforce_permission_ceiling: true,
        enforce_self_assignment_restriction: false,
        allowed_strategies: ['samlp', 'okta'],
        admin_roles_assignment: [],
        use_for_organization_discovery: { default_value: true, allowed_values: [true, false] },
        role_visibility_policy: { default_value: 'read_only', overrides: [] },
        created_at: '2026-03-02T09:00:00.000Z',
        updated_at: '2026-05-04T10:00:00.000Z',
      };
}
