import * as vscode from 'vscode';
import { KnownOrganizations } from '../editor/knownOrganizations.ts';
import { documentationOf } from '../management/organizationsClient.ts';
import { textIn } from './arguments.ts';
import { idQuestion } from './keyQuestions.ts';
import { lookUp, type LookUp } from './lookUp.ts';
import type { Services } from './services.ts';

/**
 * Opens the organization with an ID.
 * @param domain the tenant; without it the one that is known to have the organization, else the person is asked
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
  const given = textIn(id);
  return lookUp(services, how, given, textIn(domain) ?? (given && tenantOf(services, given)));
}

/** The first tenant that is known to have the organization with this ID. */
function tenantOf({ tenants, lists }: Services, id: string): string | undefined {
  return new KnownOrganizations(tenants, lists).find(id)?.domain;
}
