import * as vscode from 'vscode';
import { documentationOf } from '../management/organizationsClient.ts';
import { textIn } from './arguments.ts';
import { nameQuestion } from './keyQuestions.ts';
import { lookUp, type LookUp } from './lookUp.ts';
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
  const how: LookUp = {
    title: vscode.l10n.t('Open Organization by Name'),
    ...nameQuestion(),
    documentation: documentationOf.getByName,
    isById: false,
    find: (client, key, caller) => client.getByName(key, caller),
  };
  return lookUp(services, how, textIn(name), textIn(domain));
}
