import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isRecord } from '../api/jsonFields.ts';
import {
  inFront,
  domainArgument,
  organizationArgument,
  type OrganizationReference,
  stringArgument,
} from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { idQuestion, nameQuestion } from '../find/organizationArguments.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { ask } from '../ui/ask.ts';
import { copyText } from '../ui/notifications.ts';
import {
  type Language,
  languages,
  type OrganizationRequest,
  type RequestKind,
  requestKinds,
  requestPath,
  requestsFor,
  snippetOf,
} from './requestSnippets.ts';

/**
 * Copies the code of a request, or opens the code in an editor beside. Makes no request. Asks for missing arguments.
 * @param argument the subject of the request: a row, the URI of a document, a domain, or `{ domain, id, name }` with an
 *   optional ID and name; by default the active document
 * @param kind the request: `'list'`, `'byId'` or `'byName'`
 * @param language `'curl'`, `'auth0'` for the Auth0 CLI, `'csharp'`, `'go'`, `'java'`, `'node'`, `'objc'`, `'php'`,
 *   `'python'`, `'ruby'`, `'swift'`
 * @param action `'open'` for an untitled file, or `'copy'`, which is the default if `language` is given
 * @returns the code, `undefined` when the user cancels
 */
export async function copyRequestAs(
  { store, tenants, tree }: Services<'store' | 'tenants' | 'tree'>,
  argument?: unknown,
  kind?: unknown,
  language?: unknown,
  action?: unknown,
): Promise<string | undefined> {
  const title = l10n.t('Copy Request As');
  const targetOf = (one: unknown) => requestArgument(store, one);
  const pointedAt = targetOf(argument);
  const target = pointedAt ?? inFront(tree, targetOf)[0];
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
  const given = languages.find(({ key }) => key === language);
  const choice: LanguageChoice | undefined = given
    ? { language: given, action: action === 'open' ? 'open' : 'copy' }
    : await pickLanguage(title);
  if (!choice) {
    return undefined;
  }
  const snippet = snippetOf(choice.language, domain, request);
  await (choice.action === 'copy'
    ? copyText(snippet, l10n.t('Copied the request as {0}', choice.language.title))
    : open(snippet, choice.language.languageId));
  return snippet;
}

async function open(snippet: string, languageId: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content: `${snippet}\n`, language: languageId });
  await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
}

/**
 * The request that the user wants. Asks only for missing parts.
 * @param known the requests for the organization of the command's argument
 * @param offered the kinds to choose from
 * @param given the kind from the command's arguments
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
    list: l10n.t('Organization List'),
    byId: l10n.t('Organization by ID'),
    byName: l10n.t('Organization by Name'),
  };
  const items = kinds.map((kind) => {
    const request = requestOf(kind);
    return { label: labels[kind], description: request ? `GET ${requestPath(request)}` : '', requestKind: kind };
  });
  const choice = await vscode.window.showQuickPick(items, { title, placeHolder: l10n.t('Which request?') });
  return choice?.requestKind;
}

async function askForRequest(title: string, kind: RequestKind): Promise<OrganizationRequest | undefined> {
  switch (kind) {
    case 'list':
      return { kind };
    case 'byId': {
      const question = idQuestion();
      const id = await ask({ title, ...question });
      return typeof id === 'string' ? { kind, id: question.keyIn(id) } : undefined;
    }
    case 'byName': {
      const name = await ask({ title, ...nameQuestion() });
      return typeof name === 'string' ? { kind, name } : undefined;
    }
  }
}

/** A language, and the action for the code. */
export interface LanguageChoice {
  readonly language: Language;
  readonly action: 'copy' | 'open';
}

interface LanguageItem extends vscode.QuickPickItem {
  readonly language: Language;
}

/**
 * Lets the user choose a language: Enter copies the code, the button of an item opens the code.
 * @returns `undefined` when the user cancels
 */
async function pickLanguage(title: string): Promise<LanguageChoice | undefined> {
  const pick = vscode.window.createQuickPick<LanguageItem>();
  const buttons = [{ iconPath: new vscode.ThemeIcon('go-to-file'), tooltip: l10n.t('Open in a New File') }];
  pick.title = title;
  pick.placeholder = l10n.t('Enter copies the code, the button of a language opens it');
  pick.items = languages.map((language) => ({ label: language.title, language, buttons }));
  try {
    return await new Promise((resolve) => {
      pick.onDidAccept(() => {
        const [item] = pick.activeItems;
        if (item) {
          resolve({ language: item.language, action: 'copy' });
        }
      });
      pick.onDidTriggerItemButton(({ item: { language } }) => {
        resolve({ language, action: 'open' });
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

/** The tenant of a command's argument, and the possible requests. */
export interface RequestTarget {
  readonly domain: string;
  /** Empty for an organization without a valid ID or name. */
  readonly requests: readonly OrganizationRequest[];
}

/** The target of a command's argument: a row, the URI of a document, a domain, or `{ domain, id, name }`. */
function requestArgument(store: OrganizationStore, argument: unknown): RequestTarget | undefined {
  const at = organizationArgument(argument);
  if (at) {
    return { domain: at.domain, requests: requestsFor(keysOf(store, argument, at)) };
  }
  const { domain = domainArgument(argument), id, name } = isRecord(argument) ? argument : {};
  if (typeof domain !== 'string') {
    return undefined;
  }
  const requests = requestsFor({ id: stringArgument(id), name: stringArgument(name) });
  return { domain, requests: requests.length > 0 ? requests : [{ kind: 'list' }] };
}

/**
 * The given name, or the one that was read last: the URI of a document has that of when it was opened, or the ID if there
 * was no name.
 */
function keysOf(store: OrganizationStore, argument: unknown, { domain, id, organization }: OrganizationReference) {
  const given = isRecord(argument) ? stringArgument(argument['name']) : undefined;
  const { name } = given === undefined ? (store.find(domain, id) ?? organization) : { name: given };
  return { id, name: name === id ? undefined : name };
}
