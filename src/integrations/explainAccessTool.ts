import * as vscode from 'vscode';
import { planOf } from '../access/accessPlan.ts';
import type { Explanation } from '../access/explanation.ts';
import { loginText } from '../commands/confirmExplanation.ts';
import type { ExtensionServices } from '../commands/extensionServices.ts';
import { explainLogin } from '../documents/explainLogin.ts';
import { isClientId } from '../documents/explanationPath.ts';
import type { RequestContext } from '../management/requestContext.ts';
import { formatNumber } from '../messages/formatNumber.ts';
import { eventText } from '../sections/eventText.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { plainMarkdown } from '../text/plainText.ts';
import { readUsersByEmail, type User } from '../users/usersClient.ts';
import { isUserId, userQuestion } from '../users/userQuestion.ts';
import { keyIn, type OrganizationKey } from './organizationTools.ts';
import { tenantFor, type Tool, type ToolTask } from './toolTask.ts';

/** The login that a language model asks about. */
interface LoginInput {
  readonly organization: OrganizationKey;
  readonly clientId?: string;
  readonly user?: UserKey;
}

type UserKey = { readonly userId: string } | { readonly email: string };

/** Explains why a person cannot log in to an organization through an application. */
export const explainAccess: Tool = (services, input): ToolTask => {
  const domain = tenantFor(services.tenants, input['domain']);
  const login = loginIn(input);
  const { organization, clientId, user } = login;
  const userText = user && ('userId' in user ? user.userId : user.email);
  return {
    domain,
    title: vscode.l10n.t('Explain Access to an Auth0 Organization'),
    question: [
      vscode.l10n.t(
        'Explain access to the organization {0} of {1}, with at most {2} requests?',
        plainMarkdown(organization.key),
        plainMarkdown(domain),
        formatNumber(mostRequests(login)),
      ),
      loginText(clientId && plainMarkdown(clientId), userText && plainMarkdown(userText)),
      vscode.l10n.t(
        'The language model gets the settings that decide, and email addresses, names and log texts of the people concerned.',
      ),
    ].join('\n\n'),
    progress: vscode.l10n.t('Explaining access to {0}', plainMarkdown(organization.key)),
    what: `Access to the organization ${organization.key} could not be explained`,
    run: (context) => explain(services, domain, login, context),
  };
};

/** @throws Error that tells the model the valid input */
function loginIn(input: Readonly<Record<string, unknown>>): LoginInput {
  const { client_id: clientId, user_id: userId, email } = input;
  const user = isLeftOut(userId) ? (isLeftOut(email) ? undefined : emailIn(email)) : userIdIn(userId);
  return {
    organization: keyIn(input, 'organization_id', 'organization_name'),
    ...(!isLeftOut(clientId) && { clientId: clientIdIn(clientId) }),
    ...(user && { user }),
  };
}

/** A language model leaves out a field also with an empty text or null. */
function isLeftOut(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function clientIdIn(value: unknown): string {
  if (typeof value === 'string' && isClientId(value)) {
    return value;
  }
  throw new Error(
    'Give as “client_id” the client ID of an application, usually 32 letters and digits, and not its name. Leave it out where it is not known.',
  );
}

function userIdIn(value: unknown): UserKey {
  if (typeof value === 'string' && isUserId(value)) {
    return { userId: value };
  }
  throw new Error(
    'Give as “user_id” the whole ID of a user, such as auth0|0123456789abcdef01234567, or give an address as “email”. Leave both out where no user is known.',
  );
}

function emailIn(value: unknown): UserKey {
  const question = typeof value === 'string' ? userQuestion(value) : undefined;
  if (question?.kind === 'email') {
    return { email: question.email };
  }
  throw new Error(
    'Give as “email” the whole email address of the user, or give the ID as “user_id”. Leave both out where no user is known.',
  );
}

/** The most requests: also those that find the organization by name, and the user by an address in two spellings. */
function mostRequests({ organization, clientId, user }: LoginInput): number {
  const isByEmail = user !== undefined && 'email' in user;
  const question = { domain: '', organizationId: '', ...(clientId && { clientId }), ...(user && { userId: '' }) };
  const { requests } = planOf(question, undefined, isByEmail ? { profile: { user_id: '' } } : {});
  return requests + (organization.by === 'getByName' ? 1 : 0) + (isByEmail ? 2 : 0);
}

async function explain(
  { tenants, store }: ExtensionServices,
  domain: string,
  { organization: { key, by }, clientId, user }: LoginInput,
  context: RequestContext,
): Promise<unknown> {
  const organizationId =
    by === 'get' ? key : (await store.lookUp(domain, (client) => client.getByName(key, context))).id;
  const profile = user && 'email' in user ? await userWithEmail(tenants, domain, user.email, context) : undefined;
  const userId = user && 'userId' in user ? user.userId : profile?.user_id;
  const question = { domain, organizationId, ...(clientId && { clientId }), ...(userId && { userId }) };
  const { explanation } = await explainLogin(tenants, question, context, profile ? { profile } : {});
  const { headline } = await import('../access/localizedAccess.ts');
  return answerOf(explanation, headline(explanation));
}

/** @throws Error that tells the model how to go on without exactly one such user */
async function userWithEmail(tenants: Tenants, domain: string, email: string, context: RequestContext): Promise<User> {
  const [user, ...others] = await readUsersByEmail(tenants, domain, email, context);
  if (!user) {
    throw new Error(
      `No user of ${domain} has the email address ${email}. Ask the user for another address, or leave “email” out to check the organization and the application alone.`,
    );
  }
  if (others.length > 0) {
    const ids = [user, ...others].map(({ user_id: userId }) => userId);
    throw new Error(`Several users have the email address ${email}. Give one of them as “user_id”: ${ids.join(', ')}.`);
  }
  return user;
}

/** What a language model gets: the findings with what they rest on, but not everything that was read. */
function answerOf(
  { question, titles, findings, events, missing, readAtMs, requests }: Explanation,
  summary: string,
): unknown {
  const { domain, organizationId, clientId, userId } = question;
  return {
    tenant: domain,
    organization: { id: organizationId, title: titles.organization },
    application: clientId === undefined ? null : { client_id: clientId, title: titles.application },
    user: userId === undefined ? null : { user_id: userId, title: titles.user },
    summary,
    findings: findings.map(({ sources: _, ...finding }) => finding),
    events: events.map(({ event, names }) => ({
      date: event['date'],
      type: event['type'],
      text: eventText(event),
      names: names.map(({ hasPassed, ...name }) => ({ ...name, has_passed: hasPassed })),
    })),
    missing,
    read_at: new Date(readAtMs).toISOString(),
    requests,
  };
}
