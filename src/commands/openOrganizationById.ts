import * as vscode from 'vscode';
import { documentationOf } from '../management/organizationsClient.ts';
import { textIn } from './arguments.ts';
import { idQuestion } from './keyQuestions.ts';
import { lookUp, type LookUp } from './lookUp.ts';
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
  const how: LookUp = {
    title: vscode.l10n.t('Open Organization by ID'),
    ...idQuestion(),
    documentation: documentationOf.get,
    isById: true,
    find: (client, key, caller) => client.get(key, caller),
  };
  return lookUp(services, how, textIn(id), textIn(domain));
}
