import * as l10n from '@vscode/l10n';
import type { Explanation, FailedEvent } from '../access/explanation.ts';
import { textsOf } from '../access/events.ts';
import { headline } from '../access/headline.ts';
import type { Finding } from '../access/condition.ts';
import { explainLogin } from '../access/explanationDocument.ts';
import { hasPerson } from '../access/facts.ts';
import { loginText } from '../access/loginQuestions.ts';
import { planOf } from '../access/factReader.ts';
import type { JsonObject } from '../api/jsonFields.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Services } from '../commands/services.ts';
import { OrganizationStore } from '../organizations/organizationStore.ts';
import { isClientId } from '../sections/clients.ts';
import { firstTextField } from '../sections/section.ts';
import { plainMarkdown } from '../text/markdown.ts';
import { tenantFields, tenantFor, tenantText } from './listConnectedTenants.ts';
import { quoted, textOfEvent, withoutAddresses } from './forModel.ts';
import { readByKey } from './lookUpOrganizations.ts';
import { limitedTo, mostOf, type PagedAnswer, wholeReading } from './pagedAnswers.ts';
import {
  applicationNamed,
  type Input,
  keyIn,
  type OrganizationKey,
  requestsForApplication,
  textIn,
  type Tool,
  type ToolTask,
  userIn,
  type UserKey,
  userOrNobody,
  userText,
} from './toolInput.ts';

/** The login that a language model asks about. */
interface LoginInput {
  readonly organization: OrganizationKey;
  /** The client ID or the name. */
  readonly application: string | undefined;
  readonly user: UserKey | undefined;
}

/** Explains why a person cannot log in to an organization through an application. */
export const explainAccess: Tool = (services, input): ToolTask => {
  const domain = tenantFor(services.tenants, input);
  const login = loginIn(input);
  const { organization, application, user } = login;
  const own = requestsBefore(login);
  const { requests, attempts } = planned(login, undefined);
  return {
    input: { ...login },
    domains: [domain],
    title: l10n.t('Explain Failed Login to an Auth0 Organization'),
    question: [
      l10n.t(
        'Explain the failed login to the organization {0} of {1}?',
        plainMarkdown(organization.key),
        tenantText(services.tenants, domain),
      ),
      loginText(application && plainMarkdown(application), user && plainMarkdown(userText(user))),
      l10n.t(
        'The language model gets the settings that decide, and email addresses, names and log texts of the people concerned.',
      ),
    ].join('\n\n'),
    bringsEmail: true,
    cost: { requests: requests + own, most: attempts + mostOf({ requests: own }) },
    lackedScopes: (_, scopes) => planned(login, scopes).lackedScopes,
    progress: l10n.t('Explaining the failed login to {0}', plainMarkdown(organization.key)),
    what: `The failed login to the organization ${quoted(organization.key)} could not be explained`,
    run: (context) => explain(services, domain, login, limitedTo(mostOf({ requests: own }), context)),
  };
};

/** @throws Error that tells the model the valid input */
function loginIn(input: Input): LoginInput {
  const application = textIn(
    input,
    'application',
    'Give as “application” the client ID or the name of an application, or leave it out.',
  );
  const user = userIn(input);
  return { organization: keyIn(input), application, user };
}

function planned({ application, user }: LoginInput, scopes: readonly string[] | undefined) {
  const question = { domain: '', organizationId: '', clientId: application, userId: user && '' };
  return planOf(question, scopes, { profile: user && 'email' in user ? { user_id: '' } : undefined });
}

/** The most requests that find the organization and the application by their names, and the user by an address in two spellings. */
function requestsBefore({ organization, application, user }: LoginInput): number {
  const ofApplication =
    application === undefined || isClientId(application, 'made') ? 0 : requestsForApplication(application);
  return (organization.by === 'getByName' ? 1 : 0) + ofApplication + (user && 'email' in user ? 2 : 0);
}

async function explain(
  { tenants }: Services<'tenants'>,
  domain: string,
  { organization, application, user }: LoginInput,
  context: RequestContext,
): Promise<PagedAnswer> {
  const organizationId =
    organization.by === 'get' ? organization.key : (await readByKey({ tenants }, domain, organization, context)).id;
  const clientId =
    application === undefined || isClientId(application, 'made')
      ? application
      : (await applicationNamed(tenants, domain, application, context)).clientId;
  const profile = user && 'email' in user ? await userOrNobody(tenants, domain, user.email, context) : undefined;
  // Without an account, the person is whoever was or will be invited with the address.
  const person = profile ? { userId: profile.user_id } : (user ?? {});
  const question = { domain, organizationId, clientId, ...person };
  // What is read stays out of the sidebar.
  const store = new OrganizationStore(tenants);
  try {
    const { explanation } = await explainLogin({ tenants, store }, question, context, { profile });
    return readingOf(explanation, tenantFields(tenants, domain));
  } finally {
    store.dispose();
  }
}

function eventOf({ event, names, isPast }: FailedEvent): object {
  return {
    date: event['date'],
    type: event['type'],
    text: textOfEvent(event, [...new Set(textsOf(event))].join(' – ')),
    is_history: isPast,
    application: firstTextField(event, 'client_name', 'client_id'),
    user: firstTextField(event, 'user_name', 'user_id'),
    names: names.map(({ condition, title, by, hasPassed }) => ({ condition, title, by, has_passed: hasPassed })),
  };
}

/** What a language model gets of a finding: what it says, without the names of the facts that it rests on. */
function findingOf(finding: Finding): JsonObject {
  const { condition, title, documentation, result } = finding;
  const told = { condition, title, result, documentation };
  switch (finding.result) {
    case 'passed':
      return { ...told, fact: finding.fact, ...(finding.isOpen && { settings_decide: false }) };
    case 'failed': {
      const { certainty, reason, fact, remedy } = finding;
      return { ...told, certainty, reason, fact, remedy };
    }
    case 'unknown':
      return { ...told, missing: finding.missing };
  }
}

/** What a language model gets: the findings with what they rest on, but not everything that was read. */
function readingOf(explanation: Explanation, tenant: JsonObject): PagedAnswer {
  const { question, titles, findings, events, possibleEvents, missing, readAtMs, requests } = explanation;
  const { organizationId, clientId, userId } = question;
  // In the sentence, the names of others stand in quotes, and no part of an address is left where they are cut.
  const names = Object.fromEntries(
    Object.entries(titles).map(([of, title]) => [of, quoted(withoutAddresses(title), 56)]),
  );
  const subject = {
    tenant,
    organization: { id: organizationId, title: titles.organization },
    application: clientId === undefined ? null : { client_id: clientId, title: titles.application },
    user: hasPerson(question) ? { user_id: userId ?? null, title: titles.user } : null,
    summary: headline({ ...explanation, titles: { organization: '', ...names } }),
  };
  // What the other facts decide without is asked of nobody.
  const wanted = Object.entries(missing).filter(([, { kind }]) => kind !== 'unneeded');
  const rest = {
    events: events.map(eventOf),
    events_that_may_be_about_this_login: possibleEvents.map(eventOf),
    missing: Object.fromEntries(wanted),
    read_at: new Date(readAtMs).toISOString(),
    requests,
  };
  // The further parts are about the same.
  return wholeReading('findings', findings.map(findingOf), ({ from }) =>
    from === 0 ? { ...subject, ...rest } : subject,
  );
}
