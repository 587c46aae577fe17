import * as vscode from 'vscode';
import { ask } from '../input/ask.ts';
import { readOrganization } from '../management/organization.ts';
import { copyText } from '../messages/notifications.ts';
import {
  type OrganizationRequest,
  type RequestKind,
  requestKinds,
  requestPath,
  requestsFor,
} from '../snippets/organizationRequest.ts';
import type { Language } from '../snippets/snippets.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import {
  activeDocumentUri,
  domainArgument,
  organizationArgument,
  type OrganizationReference,
  stringArgument,
} from './commandArguments.ts';
import type { ExtensionServices } from './extensionServices.ts';
import { idQuestion, nameQuestion } from './openOrganization.ts';

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
  { tenants }: ExtensionServices,
  argument?: unknown,
  kind?: unknown,
  language?: unknown,
  action?: unknown,
): Promise<string | undefined> {
  const title = vscode.l10n.t('Copy Request As');
  const pointedAt = requestArgument(argument);
  const target = pointedAt ?? requestArgument(activeDocumentUri());
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
  const { languages, snippetOf } = await import('../snippets/snippets.ts');
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

/**
 * The request that a person wants. What is known already is not asked.
 * @param known requests whose organization is known
 * @param offered the kinds to choose from
 * @param given the kind, where it is chosen already
 */
async function chooseRequest(
  title: string,
  known: readonly OrganizationRequest[],
  offered: readonly RequestKind[],
  given: unknown,
): Promise<OrganizationRequest | undefined> {
  const requestOf = (kind: RequestKind) =>
    kind === 'list' ? { kind } : known.find((request) => request.kind === kind);
  const [only, ...others] = offered;
  const kind =
    requestKinds.find((one) => one === given) ??
    (others.length === 0 ? only : await chooseKind(title, offered, requestOf));
  return kind && (requestOf(kind) ?? (await askForRequest(title, kind)));
}

async function chooseKind(
  title: string,
  kinds: readonly RequestKind[],
  requestOf: (kind: RequestKind) => OrganizationRequest | undefined,
): Promise<RequestKind | undefined> {
  const labels: Readonly<Record<RequestKind, string>> = {
    list: vscode.l10n.t('Organization List'),
    byId: vscode.l10n.t('Organization by ID'),
    byName: vscode.l10n.t('Organization by Name'),
  };
  const items = kinds.map((kind) => {
    const request = requestOf(kind);
    return { label: labels[kind], description: request ? `GET ${requestPath(request)}` : '', requestKind: kind };
  });
  const choice = await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('Which request?') });
  return choice?.requestKind;
}

async function askForRequest(title: string, kind: RequestKind): Promise<OrganizationRequest | undefined> {
  switch (kind) {
    case 'list':
      return { kind };
    case 'byId': {
      const id = await ask({ title, ...idQuestion() });
      return typeof id === 'string' ? { kind, id } : undefined;
    }
    case 'byName': {
      const name = await ask({ title, ...nameQuestion() });
      return typeof name === 'string' ? { kind, name } : undefined;
    }
  }
}

/** A language, and what is done with the code in it. */
export interface LanguageChoice {
  readonly language: Language;
  readonly action: 'copy' | 'open';
}

interface LanguageItem extends vscode.QuickPickItem {
  readonly language: Language;
}

/**
 * Lets a person choose a language: Enter opens the code, the button of an item copies it.
 * @returns `undefined` when the person gives up
 */
async function pickLanguage(title: string, languages: readonly Language[]): Promise<LanguageChoice | undefined> {
  const pick = vscode.window.createQuickPick<LanguageItem>();
  const buttons = [{ iconPath: new vscode.ThemeIcon('copy'), tooltip: vscode.l10n.t('Copy') }];
  pick.title = title;
  pick.placeholder = vscode.l10n.t('Enter opens the code, the button of a language copies it');
  pick.items = languages.map((language) => ({ label: language.title, language, buttons }));
  try {
    return await new Promise((resolve) => {
      pick.onDidAccept(() => {
        const [item] = pick.activeItems;
        if (item) {
          resolve({ language: item.language, action: 'open' });
        }
      });
      pick.onDidTriggerItemButton(({ item: { language } }) => {
        resolve({ language, action: 'copy' });
      });
      pick.onDidHide(() => {
        resolve(undefined);
      });
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}

/** A tenant, and the requests that there are for what a person has pointed at. */
export interface RequestTarget {
  readonly domain: string;
  /** None where it is an organization whose ID is none. */
  readonly requests: readonly OrganizationRequest[];
}

/** What the argument of a command is about: a row, the URI of a document, a domain, or `{ domain, id, name }`. */
function requestArgument(argument: unknown): RequestTarget | undefined {
  const at = organizationArgument(argument);
  if (at) {
    return { domain: at.domain, requests: requestsFor(keysOf(argument, at)) };
  }
  const { domain = domainArgument(argument), id, name } = (argument ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof domain !== 'string') {
    return undefined;
  }
  const requests = requestsFor({ id: stringArgument(id), name: stringArgument(name) });
  return { domain, requests: requests.length > 0 ? requests : [{ kind: 'list' }] };
}

/** In the URI of a document stands the name that the organization had when it was opened, or the ID for want of one. */
function keysOf(argument: unknown, { id, organization }: OrganizationReference) {
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === String(argument));
  const content = readOrganization(document && JSON.parse(document.getText()));
  const { name } = content?.id === id ? content : organization;
  return { id, name: name === id ? undefined : name };
}
