import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { inFront } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { back } from '../ui/ask.ts';
import { chooseOrganization } from '../find/findOrganization.ts';
import { showPreview } from '../documents/markdownDocument.ts';
import { withProgress } from '../ui/notifications.ts';
import { explanationUri, failedExplanation } from './accessDocuments.ts';
import { type KnownLogin, loginArguments } from './loginArguments.ts';
import { type AskedLogin, LoginQuestions } from './loginQuestions.ts';
import { explainLogin } from './explanationDocument.ts';

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
  // An application and a user are of one tenant.
  const hasTenant = given.domain !== undefined || Boolean(offered.application ?? offered.user);
  return services.tenants.domains.length > 1 && (!hasTenant || (given.domain === undefined && offered.organization))
    ? askInAllTenants(services, given, offered)
    : askInOneTenant(services, given, offered);
}

/** What is in front says about a login at a connected tenant. */
function loginInFront({ tenants, tree }: Services<'tenants' | 'tree'>): KnownLogin {
  const [login = {}] = inFront(tree, (argument) => {
    const told = loginArguments(argument);
    return tenants.domains.includes(told.domain ?? '') ? told : undefined;
  });
  return login;
}

async function askInOneTenant(
  services: Services<'documents' | 'known' | 'notifier' | 'sections' | 'store' | 'tenants'>,
  given: KnownLogin,
  offered: KnownLogin,
): Promise<vscode.Uri | undefined> {
  const domain = await pickTenant(services.tenants, l10n.t('Explain Failed Login'), given.domain ?? offered.domain);
  if (domain === undefined) {
    return undefined;
  }
  const answer = await new LoginQuestions(services, domain, { given, offered }).ask(0);
  return answer === back ? undefined : answer && explain(services, answer);
}

/** The organization tells the tenant. It is asked for first, unless it is offered, and the person can go back to it. */
async function askInAllTenants(
  services: Services<'documents' | 'known' | 'notifier' | 'sections' | 'store' | 'tenants'>,
  given: KnownLogin,
  offered: KnownLogin,
  isAskedFor = offered.organization === undefined,
): Promise<vscode.Uri | undefined> {
  const { organization: before } = offered;
  const question = {
    domains: services.tenants.domains,
    title: l10n.t('Explain Failed Login'),
    step: { step: 1, totalSteps: 2 + [given.application, given.user].filter((one) => one === undefined).length },
    text: before?.name ?? before?.id ?? '',
  };
  const { domain, organization } = isAskedFor
    ? (answerOf(await chooseOrganization(services, question)) ?? {})
    : offered;
  if (domain === undefined || organization === undefined) {
    return undefined;
  }
  const isSame = domain === offered.domain;
  const known = { given: { ...given, domain, organization }, offered: isSame ? offered : {} };
  const questions = new LoginQuestions(services, domain, known);
  const answer = await questions.ask(1);
  return answer === back
    ? askInAllTenants(services, given, questions.login, true)
    : answer && explain(services, answer);
}

function answerOf<T>(answer: T | typeof back | undefined): T | undefined {
  return answer === back ? undefined : answer;
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
    const explaining = l10n.t('Explaining the failed login to {0}', place);
    const { content, explanation, organizationName } = await withProgress(explaining, (context) =>
      explainLogin(services, question, context, profile === undefined ? {} : { profile }),
    );
    const uri = explanationUri(question, organizationName, explanation.titles.user);
    await services.documents.keep(uri, content);
    await showPreview(uri);
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
