import { failure } from '../failures.ts';
import { readQuery } from '../queryValidation.ts';
import type { Route } from '../route.ts';
import type { Contents } from './contents.ts';
import { checkLength, findInside } from './lookup.ts';

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
        const { template } = findInside(contents, request.path['id'], noTemplate);
        if (!template) {
          throw failure(404, noTemplate);
        }
        return template;
      },
    },
  ];
}
