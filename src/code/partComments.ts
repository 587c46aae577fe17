import { objectField, textField } from '../sections/section.ts';
import { comment, type Lines } from './lines.ts';
import type { OrganizationParts, Part } from './organizationParts.ts';

/**
 * A comment about items that are not in the code, which is empty if all are there.
 * @param consequence what becomes of them when the code is applied
 */
export function missingComment(title: string, { items, missing }: Part, consequence: string): Lines {
  if (missing === undefined) {
    return [];
  }
  const extent = items.length === 0 ? 'could not be read' : 'could not all be read';
  return [comment(`${title} ${extent}: ${missing}. ${consequence}`)];
}

/** A comment if the tenant does not tell which connections are not enabled: then no item has the field. */
export function onlyEnabledComment({ items }: Part): Lines {
  return items.length > 0 && items.every((item) => item['is_enabled'] === undefined)
    ? [comment('Only enabled connections: this tenant does not list the others.')]
    : [];
}

/** The name of an application, `undefined` if it is not known. */
export function applicationName(
  { clients, applicationNames }: OrganizationParts,
  clientId: string,
): string | undefined {
  const client = clients.items.find((item) => textField(item, 'client_id') === clientId) ?? {};
  const name = textField(objectField(client, 'client'), 'name');
  return name === '' ? applicationNames.known.get(clientId) : name;
}

export function unknownNameComment({ applicationNames }: OrganizationParts, clientId: string): string {
  const { missing = 'the tenant does not have the application' } = applicationNames;
  return comment(`The name of application ${clientId} is not known: ${missing}. The ID is of this tenant alone.`);
}
