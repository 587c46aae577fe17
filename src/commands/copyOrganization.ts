import * as vscode from 'vscode';
import type { Organization } from '../management/organization.ts';
import { numberText } from '../notifications/numberText.ts';
import { copyItemId } from './copyItem.ts';
import { copyShown } from './copyText.ts';
import type { Services } from './services.ts';
import { organizationsIn } from './targets.ts';

/** Copies the ID of each organization, one a line. See `organizationsIn` for the arguments. */
export async function copyOrganizationId(services: Services, argument?: unknown, selection?: unknown): Promise<void> {
  if (argument === 'selection' && services.tree.selection.some(({ kind }) => kind === 'item')) {
    return copyItemId(services);
  }
  return copy(services, [argument, selection], (organizations) => organizations.map(({ id }) => id).join('\n'));
}

/** Copies the name of each organization, one a line. See `organizationsIn` for the arguments. */
export function copyOrganizationName(services: Services, argument?: unknown, selection?: unknown): Promise<void> {
  return copy(services, [argument, selection], (organizations) =>
    organizations.map(({ name = '' }) => name).join('\n'),
  );
}

/** Copies an organization as JSON, several as an array. See `organizationsIn` for the arguments. */
export function copyOrganizationJson(services: Services, argument?: unknown, selection?: unknown): Promise<void> {
  return copy(services, [argument, selection], (organizations) =>
    JSON.stringify(organizations.length === 1 ? organizations[0] : organizations, undefined, 2),
  );
}

async function copy(
  services: Services,
  [argument, selection]: readonly [unknown, unknown],
  textOf: (organizations: readonly Organization[]) => string,
): Promise<void> {
  const organizations = await organizationsIn(services, argument, selection);
  if (organizations.length > 0) {
    const text = textOf(organizations);
    const what =
      organizations.length === 1
        ? vscode.l10n.t('Copied 1 organization')
        : vscode.l10n.t('Copied {0} organizations', numberText(organizations.length));
    await copyShown(text, what);
  }
}
