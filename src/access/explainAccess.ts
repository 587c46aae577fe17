import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { documentInFront } from '../commands/commandArguments.ts';
import type { Services } from '../commands/services.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { back } from '../ui/ask.ts';
import { withProgress } from '../ui/progress.ts';
import { explanationUri, failedExplanation } from './accessDocuments.ts';
import { type KnownLogin, loginArguments } from './loginArguments.ts';
import { type AskedLogin, LoginQuestions } from './loginQuestions.ts';
import { explainLogin, showExplanation } from './showExplanation.ts';

/**
 * Explains why a person cannot log in to an organization through an application. Asks for what is not given, and whether
 * to make the requests.
 * @param argument a row, the URI of a document, a domain, or `{ domain, organizationId?, clientId?, userId? }`; without it
 *   the active document or the selected row fills in the answers
 * @param client a client ID, which goes before the one in `argument`; `null` or an empty string leaves out the application
 * @param user a user ID, which goes before the one in `argument`; `null` or an empty string leaves out the user
 * @returns the URI of the explanation, `undefined` when none was opened
 */
export async function explainAccess(
  services: Services<'documents' | 'known' | 'notifier' | 'sections' | 'store' | 'tenants' | 'tree'>,
  argument?: unknown,
  client?: unknown,
  user?: unknown,
): Promise<vscode.Uri | undefined> {
  const given = loginArguments(argument, client, user);
  const offered = argument === undefined ? loginInFront(services) : {};
  return askAndExplain(services, given, offered, given.domain ?? offered.domain);
}

/** What the active document or else the first selected row says about a login at a connected tenant. */
function loginInFront({ tenants, tree }: Services<'tenants' | 'tree'>): KnownLogin {
  const logins = [documentInFront(), tree.selection[0]].map((argument) => loginArguments(argument));
  return logins.find(({ domain = '' }) => tenants.domains.includes(domain)) ?? {};
}

/** @param named the tenant; without it the person is asked if several tenants are connected */
async function askAndExplain(
  services: Services<'documents' | 'known' | 'notifier' | 'sections' | 'store' | 'tenants'>,
  given: KnownLogin,
  offered: KnownLogin,
  named: string | undefined,
): Promise<vscode.Uri | undefined> {
  const { tenants } = services;
  const domain = await pickTenant(tenants, l10n.t('Explain Access'), named);
  if (domain === undefined) {
    return undefined;
  }
  const isTenantAsked = given.domain === undefined && tenants.domains.length > 1;
  const known = { given, offered: offered.domain === domain ? offered : {} };
  const questions = new LoginQuestions(services, domain, known);
  const answer = await questions.ask(isTenantAsked ? 1 : 0);
  if (answer === back) {
    return askAndExplain(services, given, questions.login, undefined);
  }
  return answer && explain(services, answer);
}

/** @returns the URI of the document, `undefined` when the person cancels or no fact can be read */
async function explain(
  services: Services<'documents' | 'notifier' | 'store' | 'tenants'>,
  asked: AskedLogin,
): Promise<vscode.Uri | undefined> {
  const { question, profile } = asked;
  const { domain, organizationId } = question;
  const place = services.store.placeOf(domain, organizationId);
  try {
    const explaining = l10n.t('Explaining access to {0}', place);
    const { organizationName, markdown } = await withProgress(explaining, (context) =>
      explainLogin(services.tenants, question, context, profile ? { profile } : {}),
    );
    const uri = explanationUri(question, organizationName);
    await showExplanation(services.documents, uri, markdown);
    return uri;
  } catch (error) {
    services.notifier.notify(error, {
      ...failedExplanation(place),
      domain,
      retry: () => explain(services, asked),
    });
    return undefined;
  }
}
