import { organizationTitle, type Organization } from '../management/organization.ts';
import { normalizedText } from '../organizations/normalizedText.ts';

/** What the rows of a tenant are sorted by. `created` is the order in which the API lists them. */
export type SortOrder = 'created' | 'name' | 'displayName';

export const sortOrders: readonly SortOrder[] = ['created', 'name', 'displayName'];

/** How the loaded organizations are shown. */
export interface Arrangement {
  readonly order: SortOrder;
  /** Words that all have to be found in an organization's ID, name or display name; empty for all organizations. */
  readonly filter: string;
}

/** The organizations that the filter lets through, in order. The API itself can neither filter nor sort reliably. */
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
  // Each by itself: most are ASCII, which is fast, and no word goes from one to the next.
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
