import * as l10n from '@vscode/l10n';
import { isMissingInOrganization, recover, unexpectedAnswer } from '../api/apiError.ts';
import type { Page, ReadPage } from '../api/pageReader.ts';
import { firstTextField, idOf, type Item, type PagesWith, type Section, textListField } from './section.ts';

/** The template that is assigned to an organization, at most one. In Early Access. */
export const templates: Section = {
  name: 'organization-templates',
  get title() {
    return l10n.t('Template');
  },
  icon: 'layout',
  schema: 'organizationTemplate',
  source: {
    path: (organization) => `/organizations/${organization}/organization-templates`,
    pages: templateIfAssigned,
    field: 'organization_templates',
    paging: 'none',
    scope: 'read:organization_templates',
    documentation: 'organizations',
  },
  keyOf: idOf,
  present: (template) => {
    const strategies = textListField(template, 'allowed_strategies').join(', ');
    return {
      label: firstTextField(template, 'name', 'id') || l10n.t('Template'),
      description: template['is_default'] === true ? l10n.t('default of the tenant') : '',
      tooltip: [idOf(template), ...(strategies ? [l10n.t('Allowed strategies of connections: {0}', strategies)] : [])],
    };
  },
};

/**
 * Reads the template. An organization without one is answered with 404, which is not a failure. An object without ID and
 * name, such as `{}`, is no template, and does not say either that there is none.
 */
function templateIfAssigned(pagesWith: PagesWith): ReadPage<Item> {
  const readPage = pagesWith({});
  return async (from, context) => {
    const page = await recover(readPage(from, context), isMissingInOrganization, (): Page<Item> => ({ items: [] }));
    if (page.items.some((template) => firstTextField(template, 'id', 'name') === '')) {
      throw unexpectedAnswer();
    }
    return page;
  };
}
