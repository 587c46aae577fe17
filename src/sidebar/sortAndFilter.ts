import { organizationTitle, type Organization } from '../management/organization.ts';
import { normalizedText } from '../organizations/normalizedText.ts';

/** The sort order of a tenant's rows. `created` is the order of the API. */
export type SortOrder = 'created' | 'name' | 'displayName';

export const sortOrders: readonly SortOrder[] = ['created', 'name', 'displayName'];

/** The sort order and the filter of the loaded organizations. */
export interface Arrangement {
  readonly order: SortOrder;
  /** Words that must all occur in an organization's ID, name or display name. Empty for all organizations. */
  readonly filter: string;
}

/** Filters and sorts organizations. The API can do neither reliably. */
export function arrange(
  organizations: readonly Organization[],
  { order, filter }: Arrangement,
  compare: (a: string, b: string) => number,
): readonly Organization[] {
  const words = normalizedText(filter).split(' ').filter(Boolean);
  const found = words.length > 0 ? organizations.filter((organization) => matches(organization, words)) : organizations;
  return order === 'created' ? found : sortBy(order === 'name' ? nameOf : organizationTitle, found, compare);
}

function matches({ id, name, display_name: displayName }: Organization, words: readonly string[]): boolean {
  // Fields are normalized separately, since most are ASCII, which is fast. No word contains the line feed between them.
  const text = [id, name, displayName].map((field = '') => normalizedText(field)).join('\n');
  return words.every((word) => text.includes(word));
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
