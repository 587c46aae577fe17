import { type Organization, organizationTitle } from '../api/organization.ts';
import { isFound, type OrganizationQuestion } from '../organizations/searchQuery.ts';

/** The sort order of a tenant's rows. `created` is the order of the API. */
export type SortOrder = 'created' | 'name' | 'displayName';

export const sortOrders: readonly SortOrder[] = ['created', 'name', 'displayName'];

/** The sort order and the filter of the loaded organizations. */
export interface Arrangement {
  readonly order: SortOrder;
  /** A question as `readQuestion` reads it. Empty for all organizations. */
  readonly filter: string;
}

/** Leaves out the organizations that do not answer a question. The API can search only on few tenants. */
export function filtered(
  organizations: readonly Organization[],
  question: OrganizationQuestion,
): readonly Organization[] {
  return question.words.length + question.conditions.length > 0
    ? organizations.filter((organization) => isFound(organization, question))
    : organizations;
}

/** Sorts organizations. The API cannot do it reliably. */
export function sorted(
  organizations: readonly Organization[],
  order: SortOrder,
  compare: (a: string, b: string) => number,
): readonly Organization[] {
  return order === 'created'
    ? organizations
    : sortBy(order === 'name' ? nameOf : organizationTitle, organizations, compare);
}

function nameOf({ id, name = id }: Organization): string {
  return name;
}

function sortBy(
  textOf: (organization: Organization) => string,
  organizations: readonly Organization[],
  compare: (a: string, b: string) => number,
): readonly Organization[] {
  return organizations
    .map((organization) => ({ organization, text: textOf(organization) }))
    .sort((a, b) => compare(a.text, b.text))
    .map(({ organization }) => organization);
}
