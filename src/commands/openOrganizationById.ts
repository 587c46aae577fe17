import * as vscode from 'vscode';
import { isOrganizationId } from '../management/organizationKeys.ts';
import { documentationOf } from '../management/organizationsClient.ts';
import { textIn } from './arguments.ts';
import { lookUp } from './lookUp.ts';
import type { Services } from './services.ts';

/**
 * Opens the organization with an ID.
 * @returns the URI of its document, `undefined` when there is none
 */
export function openOrganizationById(
  services: Services,
  id?: unknown,
  domain?: unknown,
): Promise<vscode.Uri | undefined> {
  const how = {
    title: vscode.l10n.t('Open Organization by ID'),
    prompt: vscode.l10n.t('ID of the organization'),
    placeholder: 'org_…',
    documentation: documentationOf.get,
    problem: (text: string) =>
      isOrganizationId(text)
        ? undefined
        : vscode.l10n.t('An organization ID is org_ and letters or digits behind it, 50 characters at most.'),
    find: (client, key, caller) => client.get(key, caller),
  } satisfies Parameters<typeof lookUp>[1];
  return lookUp(services, how, textIn(id), textIn(domain));
}
