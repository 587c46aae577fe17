import * as vscode from 'vscode';
import type { Organization } from '../management/organization.ts';
import { showInformation } from '../notifications/messages.ts';
import { numberText } from '../notifications/numberText.ts';
import { copySelection } from './copySelection.ts';
import { copyShown } from './copyText.ts';
import type { Services } from './services.ts';
import { organizationsIn } from './targets.ts';

/**
 * Copies the ID of each organization, one a line. See `organizationsIn` for the arguments; with `'selection'`, all
 * selected rows are copied, whatever they are.
 */
export async function copyOrganizationId(services: Services, argument?: unknown, selection?: unknown): Promise<void> {
  if (argument === 'selection') {
    return copySelection(services);
  }
  const organizations = await organizationsIn(services, argument, selection);
  await copy(
    organizations,
    organizations.map(({ id }) => id),
  );
}

/** Copies the name of each organization that has one, one a line. See `organizationsIn` for the arguments. */
export async function copyOrganizationName(services: Services, argument?: unknown, selection?: unknown): Promise<void> {
  const organizations = await organizationsIn(services, argument, selection, (document) =>
    copyOrganizationName(services, document),
  );
  const named = organizations.filter(({ name }) => name !== undefined && name !== '');
  if (organizations.length > 0 && named.length === 0) {
    void showInformation(vscode.l10n.t('There is no name to copy. The ID can be copied in its place.'));
  }
  await copy(
    named,
    named.map(({ name = '' }) => name),
  );
}

/** Copies an organization as JSON, several as an array. See `organizationsIn` for the arguments. */
export async function copyOrganizationJson(services: Services, argument?: unknown, selection?: unknown): Promise<void> {
  const organizations = await organizationsIn(services, argument, selection, (document) =>
    copyOrganizationJson(services, document),
  );
  await copy(organizations, [
    JSON.stringify(organizations.length === 1 ? organizations[0] : organizations, undefined, 2),
  ]);
}

async function copy(organizations: readonly Organization[], lines: readonly string[]): Promise<void> {
  const { length } = organizations;
  if (length > 0) {
    await copyShown(
      lines.join('\n'),
      length === 1
        ? vscode.l10n.t('Copied 1 organization')
        : vscode.l10n.t('Copied {0} organizations', numberText(length)),
    );
  }
}
