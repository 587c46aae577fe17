import * as l10n from '@vscode/l10n';
import type { Explanation, FailedEvent } from '../access/explain.ts';
import { headline } from '../access/headline.ts';
import { firstTextField } from '../sections/section.ts';
import { isClientId } from '../access/explanationAddress.ts';
import { planOf } from '../access/requestLimit.ts';
import { loginText } from '../access/loginQuestions.ts';
import { explainLogin } from '../access/explainLogin.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Services } from '../commands/services.ts';
import { plainMarkdown } from '../text/markdown.ts';
import { formatNumber } from '../ui/format.ts';
import { textWithoutAddresses } from './eventForModel.ts';
import { type PagedAnswer, wholeReading } from './pagedAnswers.ts';
import {
  type Input,
  isLeftOut,
  keyIn,
  type OrganizationKey,
  tenantFor,
  type Tool,
  type ToolTask,
  userIn,
  type UserKey,
  userText,
  userWithEmail,
} from './toolInput.ts';

/** The login that a language model asks about. */
interface LoginInput {
  readonly organization: OrganizationKey;
  readonly clientId?: string;
  readonly user?: UserKey;
}

/** Explains why a person cannot log in to an organization through an application. */
export const explainAccess: Tool = (services, input): ToolTask => {
  const domain = tenantFor(services.tenants, input['domain']);
  const login = loginIn(input);
  const { organization, clientId, user } = login;
  return {
    domains: [domain],
    title: l10n.t('Explain Failed Login to an Auth0 Organization'),
    question: [
      l10n.t(
        'Explain the failed login to the organization {0} of {1}, with at most {2} requests?',
        plainMarkdown(organization.key),
        plainMarkdown(services.tenants.titleOf(domain)),
        formatNumber(mostRequests(login)),
      ),
      loginText(clientId && plainMarkdown(clientId), user && plainMarkdown(userText(user))),
      l10n.t(
        'The language model gets the settings that decide, and email addresses, names and log texts of the people concerned.',
      ),
    ].join('\n\n'),
    progress: l10n.t('Explaining the failed login to {0}', plainMarkdown(organization.key)),
    what: `The failed login to the organization ${organization.key} could not be explained`,
    run: (context) => explain(services, domain, login, context),
  };
};

/** @throws Error that tells the model the valid input */
function loginIn(input: Input): LoginInput {
  const { client_id: clientId } = input;
  const user = userIn(input);
  return {
    organization: keyIn(input, 'organization_id', 'organization_name'),
    ...(!isLeftOut(clientId) && { clientId: clientIdIn(clientId) }),
    ...(user && { user }),
  };
}

function clientIdIn(value: unknown): string {
  if (typeof value === 'string' && isClientId(value)) {
    return value;
  }
  throw new Error(
    'Give as “client_id” the client ID of an application, usually 32 letters and digits, and not its name. Leave it out where it is not known.',
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
  { tenants, store }: Services<'store' | 'tenants'>,
  domain: string,
  { organization: { key, by }, clientId, user }: LoginInput,
  context: RequestContext,
): Promise<PagedAnswer> {
  const organizationId =
    by === 'get' ? key : (await store.lookUp(domain, (client) => client.getByName(key, context))).id;
  const profile = user && 'email' in user ? await userWithEmail(tenants, domain, user.email, context) : undefined;
  const userId = user && 'userId' in user ? user.userId : profile?.user_id;
  const question = { domain, organizationId, ...(clientId && { clientId }), ...(userId && { userId }) };
  const { explanation } = await explainLogin({ tenants, store }, question, context, profile ? { profile } : {});
  return readingOf(explanation, headline(explanation));
}

function eventOf({ event, names }: FailedEvent): object {
  return {
    date: event['date'],
    type: event['type'],
    text: textWithoutAddresses(event),
    application: firstTextField(event, 'client_name', 'client_id'),
    user: firstTextField(event, 'user_name', 'user_id'),
    names: names.map(({ hasPassed, isFollowed: _, ...name }) => ({ ...name, has_passed: hasPassed })),
  };
}

/** What a language model gets: the findings with what they rest on, but not everything that was read. */
function readingOf(
  { question, titles, findings, events, possibleEvents, missing, readAtMs, requests }: Explanation,
  summary: string,
): PagedAnswer {
  const { domain, organizationId, clientId, userId } = question;
  const subject = {
    tenant: domain,
    organization: { id: organizationId, title: titles.organization },
    application: clientId === undefined ? null : { client_id: clientId, title: titles.application },
    user: userId === undefined ? null : { user_id: userId, title: titles.user },
    summary,
  };
  const rest = {
    events: events.map(eventOf),
    events_that_may_be_about_this_login: possibleEvents.map(eventOf),
    missing,
    read_at: new Date(readAtMs).toISOString(),
    requests,
  };
  const items = findings.map((finding) => ('isOpen' in finding ? { ...finding, isOpen: undefined } : finding));
  // The further parts are about the same.
  return wholeReading('findings', items, ({ from }) => (from === 0 ? { ...subject, ...rest } : subject));
}
