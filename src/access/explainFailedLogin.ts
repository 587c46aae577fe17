import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { inFront } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { back } from '../ui/ask.ts';
import { showPreview } from '../documents/openDocument.ts';
import { plainName } from '../text/plainText.ts';
import { showInformation, withProgress } from '../ui/notifications.ts';
import { explanationUri, failedExplanation } from './accessDocuments.ts';
import { type KnownLogin, loginArguments, personName } from './loginArguments.ts';
import { type AskedLogin, LoginQuestions } from './loginQuestions.ts';
import { askForOrganization } from './organizationOfLogin.ts';
import { explainLogin } from './explanationDocument.ts';

/** What the questions about a login take. */
type LoginServices = Services<'documents' | 'known' | 'notifier' | 'sections' | 'store' | 'tenants'>;

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
  services: LoginServices & Services<'tree'>,
  argument?: unknown,
  client?: unknown,
  user?: unknown,
): Promise<vscode.Uri | undefined> {
  const given = loginArguments(argument, client, user);
  const offered = argument === undefined ? loginInFront(services) : {};
  return services.tenants.domains.length > 1 && given.domain === undefined
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
  services: LoginServices,
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

/**
 * The organization tells the tenant, or the person who logs in. It is asked for first, unless it is offered, and the person
 * can go back to it.
 */
async function askInAllTenants(
  services: LoginServices,
  given: KnownLogin,
  offered: KnownLogin,
): Promise<vscode.Uri | undefined> {
  const { domain, organization, application, user } = offered;
  // An application and a user are of one tenant.
  return domain === undefined || !(organization ?? application ?? user)
    ? askForTenant(services, given, offered)
    : askForRest(services, domain, { given: { ...given, organization }, offered });
}

async function askForTenant(
  services: LoginServices,
  given: KnownLogin,
  { organization: before, domain: domainBefore, ...others }: KnownLogin,
  typed = '',
): Promise<vscode.Uri | undefined> {
  const answer = await askForOrganization(services, {
    domains: services.tenants.domains,
    domainsOfPeople: services.tenants.domains,
    step: { step: 1, totalSteps: 2 + [given.application, given.user].filter((one) => one === undefined).length },
    before,
    typed,
    user: given.user === undefined ? others.user : given.user,
    isUserGiven: given.user !== undefined,
    ofUsers: new Map(),
  });
  if (answer === undefined || answer === back) {
    return undefined;
  }
  if (!('organization' in answer)) {
    const { user, application = others.application } = answer;
    if (!user || !('domain' in user)) {
      return askForTenant(services, given, { domain: domainBefore, application, user });
    }
    const offered = { application: user.domain === domainBefore ? application : answer.application, user };
    // The organization of an answer before can be of another tenant.
    const answers = { given: { ...given, organization: undefined }, offered };
    return askForRest(services, user.domain, answers, answer.typed);
  }
  const { domain, organization, ...told } = answer;
  // An application and a user are of one tenant, an address alone is not.
  const address = others.user && 'email' in others.user && !others.user.invitationId ? others.user.email : undefined;
  const elsewhere = address === undefined ? {} : { user: { email: address } };
  const isElsewhere = domainBefore !== undefined && domainBefore !== domain;
  if (isElsewhere && others.user && address === undefined && !told.user) {
    const person = plainName(personName(others.user));
    const before = services.tenants.titleOf(domainBefore);
    const now = services.tenants.titleOf(domain);
    void showInformation(l10n.t('{0} is a person of {1}: who logs in to {2} is asked for again.', person, before, now));
  }
  const offered = { ...(isElsewhere ? elsewhere : others), ...told };
  return askForRest(services, domain, { given: { ...given, organization }, offered });
}

/**
 * Asks for the rest at a tenant. The person can go back to the question that has told it.
 * @param typed what was typed there of the person who logs in
 */
async function askForRest(
  services: LoginServices,
  domain: string,
  { given, offered }: Readonly<Record<'given' | 'offered', KnownLogin>>,
  typed = '',
): Promise<vscode.Uri | undefined> {
  const questions = new LoginQuestions(services, domain, { given, offered, typed });
  const answer = await questions.ask(1);
  if (answer !== back) {
    return answer && explain(services, answer);
  }
  const { application, user } = questions.login;
  return user && 'domain' in user && user.domain !== domain
    ? askForRest(services, user.domain, { given, offered: { application, user } }, questions.typed)
    : askForTenant(services, given, questions.login, questions.typed);
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
      explainLogin(services, question, context, { profile }),
    );
    const uri = explanationUri(question, organizationName, explanation.titles.user);
    await services.documents.keep(uri, content);
    await showPreview(uri);
    return uri;
  } catch (error) {
    services.notifier.notify(error, {
      ...failedExplanation(place),
      domain,
      // A profile that was found before can be another one by now.
      retry: () => explain(services, { ...asked, profile: undefined }),
    });
    return undefined;
  }
}
