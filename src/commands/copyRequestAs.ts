import * as vscode from 'vscode';
import { requestKinds } from '../requests/organizationRequest.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { activeDocument } from './arguments.ts';
import { copyText } from './copyText.ts';
import { pickLanguage, type LanguageChoice } from './languagePick.ts';
import { chooseRequest } from './requestChoice.ts';
import { requestTargetOf } from './requestTarget.ts';
import type { Services } from './services.ts';

/**
 * Copies the code of a request, or opens it beside. No request is made for that. What is not given is asked.
 * @param argument whose request: a row, the URI of a document, a domain, or `{ domain, id, name }` where ID and name may
 *   be missing; by default what the active document shows
 * @param kind which request: `'list'`, `'byId'` or `'byName'`
 * @param language `'curl'`, `'csharp'`, `'go'`, `'java'`, `'node'`, `'objc'`, `'php'`, `'python'`, `'ruby'` or `'swift'`
 * @param action `'copy'`, or `'open'` as an untitled file, which is what is done by default with a language that is given
 * @returns the code, `undefined` when the person gives up
 */
export async function copyRequestAs(
  { tenants }: Services,
  argument?: unknown,
  kind?: unknown,
  language?: unknown,
  action?: unknown,
): Promise<string | undefined> {
  const title = vscode.l10n.t('Copy Request As');
  const pointedAt = requestTargetOf(argument);
  const target = pointedAt ?? requestTargetOf(activeDocument());
  const domain = await pickTenant(tenants, title, target?.domain);
  if (domain === undefined) {
    return undefined;
  }
  const known = target?.requests ?? [];
  const offered = pointedAt && known.length > 0 ? known.map((request) => request.kind) : requestKinds;
  const request = await chooseRequest(title, known, offered, kind);
  if (!request) {
    return undefined;
  }
  const { languages, snippetOf } = await import('../requests/snippets.ts');
  const given = languages.find(({ key }) => key === language);
  const choice: LanguageChoice | undefined = given
    ? { language: given, action: action === 'copy' ? 'copy' : 'open' }
    : await pickLanguage(title, languages);
  if (!choice) {
    return undefined;
  }
  const snippet = snippetOf(choice.language, domain, request);
  await (choice.action === 'copy'
    ? copyText(snippet, vscode.l10n.t('Copied the request as {0}', choice.language.title))
    : open(snippet, choice.language.languageId));
  return snippet;
}

async function open(snippet: string, languageId: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content: `${snippet}\n`, language: languageId });
  await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
}
