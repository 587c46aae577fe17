import { failure } from '../failures.ts';
import { readQuery } from '../queryValidation.ts';
import type { Route } from '../route.ts';
import type { Contents } from './contents.ts';
import { checkLength, findInside } from './lookup.ts';

/** In Early Access; one object, where the organization has one. The text of the refusal is not known. */
export function templateRoutes(contents: Contents): readonly Route[] {
  return [
    {
      path: '/organizations/:id/organization-templates',
      scopes: ['read:organization_templates'],
      feature: 'organizationTemplates',
      answer: (request) => {
        checkLength(request, 'id', 'Organization identifier');
        readQuery({}, request.query);
        const { template } = findInside(contents, request.path['id'], 'The organization does not exist.');
        if (!template) {
          throw failure(404, 'No template is assigned to this organization.');
        }
        return template;
      },
    },
  ];
}
