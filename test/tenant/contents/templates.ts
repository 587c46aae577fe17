import { faker } from '@faker-js/faker/locale/en';
import { failure } from '../failures.ts';
import { readQuery } from '../queryValidation.ts';
import type { Route } from '../route.ts';
import type { Contents } from './contents.ts';
import { checkLength, findInside } from './lookup.ts';
import type { OrganizationTemplate } from './model.ts';

/** The template that is assigned to an organization, which is given by its place: to every second one, and to the fifth. */
function sampleTemplate(seed: number, organization: number): OrganizationTemplate | undefined {
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

const noTemplate = 'No template is explicitly assigned to the organization, or the organization does not exist.';

/** In Early Access; one object, where the organization has one. */
export function templateRoutes(contents: Contents): readonly Route[] {
  return [
    {
      path: '/organizations/:id/organization-templates',
      endpoint: 'organizationTemplate',
      scopes: ['read:organization_templates', 'read:organizations'],
      refusal: 'Insufficient scope; expected any of: read:organization_templates, read:organizations.',
      feature: 'organizationTemplates',
      answer: (request) => {
        checkLength(request, 'id', 'Organization identifier');
        readQuery({}, request.query);
        const { samplePlace: place } = findInside(contents, request.path['id'], noTemplate);
        const template = place === undefined ? undefined : sampleTemplate(contents.tenant.seed, place);
        if (!template) {
          throw failure(404, noTemplate);
        }
        return template;
      },
    },
  ];
}
