import * as vscode from 'vscode';
import { isOrganizationName } from '../management/organizationKeys.ts';
import { documentationOf } from '../management/organizationsClient.ts';
import { textIn } from './arguments.ts';
import { lookUp } from './lookUp.ts';
import type { Services } from './services.ts';

/**
 * Opens the organization with a name.
 * @returns the URI of its document, `undefined` when there is none
 */
export function openOrganizationByName(
  services: Services,
  name?: unknown,
  domain?: unknown,
): Promise<vscode.Uri | undefined> {
  const how = {
    title: vscode.l10n.t('Open Organization by Name'),
    prompt: vscode.l10n.t('Name of the organization, not its display name'),
    placeholder: 'acme',
    documentation: documentationOf.getByName,
    problem: (text: string) =>
      isOrganizationName(text)
        ? undefined
        : vscode.l10n.t('A name has 1 to 50 characters: lower case letters a to z, digits, _ and -.'),
    find: (client, key, caller) => client.getByName(key, caller),
  } satisfies Parameters<typeof lookUp>[1];
  return lookUp(services, how, textIn(name), textIn(domain));
}
