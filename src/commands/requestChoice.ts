import * as vscode from 'vscode';
import { ask } from '../input/ask.ts';
import {
  requestKinds,
  requestPath,
  type OrganizationRequest,
  type RequestKind,
} from '../requests/organizationRequest.ts';
import { idQuestion, nameQuestion } from './keyQuestions.ts';

/**
 * The request that a person wants. What is known already is not asked.
 * @param known requests whose organization is known
 * @param offered the kinds to choose from
 * @param given the kind, where it is chosen already
 */
export async function chooseRequest(
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
