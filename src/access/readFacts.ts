import { type RequestContext, untilAborted } from '../api/requestContext.ts';
import { type Item, textField } from '../sections/section.ts';
import type { User } from '../users/usersClient.ts';
import { factEndpoints, type ReadingTenants } from './factEndpoints.ts';
import { allOf, cutOff, FactReader, inParts, joined, type KnownFacts, type Parts, planOf } from './factReader.ts';
import { type FirstFacts, kindOf, MOST_CONNECTIONS, reasonNotToAsk } from './factRequests.ts';
import {
  type AccessQuestion,
  addressOf,
  connectionIdOf,
  connectionsForLogin,
  connectionsOfUser,
  type Fact,
  type FactName,
  type Facts,
  type FactValues,
  isThirdParty,
  namesOfPerson,
  personOf,
  userNameOf,
  valueOf,
} from './facts.ts';
import { openInvitation } from './invitationConditions.ts';
import { loginQueries } from './logEvidence.ts';

/** The facts, and the number of requests that were made for them, repetitions included. */
interface FactsRead {
  readonly facts: Facts;
  readonly requests: number;
}

/**
 * Reads the facts about one login: first the organization and the application, which tell what else decides, then
 * everything else side by side. A fact that cannot be read does not keep the others from being read.
 * @throws ApiError `cancelled`; or the first failure if no request was answered and all failed for one reason that lies
 *   in the token, the network or the tenant as a whole, and not in one request: an explanation could then say nothing.
 *   A scope that the token is known to lack makes no request, so it does not count as a failure.
 */
export async function readFacts(
  tenants: ReadingTenants,
  question: AccessQuestion,
  context: RequestContext,
  known: KnownFacts = {},
): Promise<FactsRead> {
  const { scopes } = await untilAborted(context.signal, () => tenants.status(question.domain));
  const reader = new FactReader(context, scopes, planOf(question, scopes, known).attempts);
  const parts: Parts = {};
  const endpoints = factEndpoints(tenants, question, parts);
  const [organization, application] = await Promise.all([
    reader.read('organization', endpoints.organization),
    question.clientId === undefined ? leftOut : reader.read('application', endpoints.application),
  ]);
  const ask = asking(reader, question, { organization, application });

  const invitations = ask('invitations', endpoints.invitations);
  const user = askForUser(question, invitations, (address) => ask('user', endpoints.user(address), known.profile));
  const personRead = async () => ({ user: await user, invitations: await invitations });
  const readOrganizations = async () => {
    const read = await user;
    return 'value' in read && read.value === null
      ? unneeded
      : 'missing' in read && question.userId === undefined
        ? read
        : ask('memberships', endpoints.memberships(personOf(question, { user: read }) ?? ''));
  };
  const memberships = readOrganizations();
  const readEvents = async () => {
    const person = await personRead();
    const names = namesOfPerson(question, person);
    const queries = loginQueries(question, names, kindOf(application), personOf(question, person));
    return joined(await Promise.all(queries.map((query) => ask('events', endpoints.events(query)))));
  };
  const events = readEvents();
  const namesakes = async () => {
    const person = await personRead();
    const address = addressOf(question, person);
    const own = ['', ...connectionsOfUser(person)];
    const isOfOther = (event: Item) =>
      userNameOf(event) === address.toLowerCase() && !own.includes(textField(event, 'connection'));
    const isOutsider = valueOf(await memberships)?.items.every(({ id }) => id !== question.organizationId);
    // Who has just found the profile by its address has chosen it among all accounts.
    const isUnsure = [isOutsider && !known.profile, valueOf(await events)?.some(isOfOther)].includes(true);
    const isAsked = address !== '' && valueOf(person.user) && (isUnsure || question.userId === undefined);
    return isAsked ? ask('namesakes', endpoints.namesakes(address)) : unneeded;
  };
  const connections = ask('connections', endpoints.connections);
  const invitation = async () => {
    const person = await personRead();
    return openInvitation(valueOf(person.invitations) ?? [], addressOf(question, person), Date.now()) ?? {};
  };
  const connectionDetails = async () => {
    const [listed, invited] = [valueOf(await connections) ?? [], connectionIdOf(await invitation())];
    const ofLogin = isThirdParty(valueOf(application) ?? {}) ? connectionsForLogin(listed, { user: await user }) : [];
    const ids = ofLogin.map((one) => connectionIdOf(one));
    const isListed = listed.some((one) => connectionIdOf(one) === invited);
    const wanted = [...ids.slice(0, MOST_CONNECTIONS - 1), ...(invited === '' || isListed ? [] : [invited])];
    if (wanted.length === 0) {
      return unneeded;
    }
    const fact = joined(await Promise.all(wanted.map((id) => ask('connectionDetails', endpoints.connection(id)))));
    return wanted.length < ids.length && 'value' in fact ? { partly: cutOff, ...fact } : fact;
  };
  const grants = ask('clientGrants', endpoints.clientGrants);
  const openApplications = async () =>
    valueOf(await grants)?.length === 0 ? ask('openApplications', endpoints.openApplications) : unneeded;
  const invitedApplication = async () => {
    const clientId = textField(await invitation(), 'client_id');
    return question.clientId === undefined || ['', question.clientId].includes(clientId)
      ? unneeded
      : ask('invitedApplication', endpoints.invitedApplication(clientId));
  };
  const facts: Facts = {
    organization,
    application,
    ...(await allOf({
      connections,
      discoveryDomains: ask('discoveryDomains', endpoints.discoveryDomains),
      invitations,
      applicationConnections: ask('applicationConnections', endpoints.applicationConnections),
      connectionDetails: connectionDetails(),
      association: ask('association', endpoints.association),
      applications: ask('applications', endpoints.applications),
      clientGrants: grants,
      openApplications: openApplications(),
      tenantSettings: ask('tenantSettings', endpoints.tenantSettings),
      invitedApplication: invitedApplication(),
      user,
      memberships,
      namesakes: namesakes(),
      events,
    })),
  };
  if (reader.commonFailure) {
    throw reader.commonFailure;
  }
  return { facts: inParts(facts, parts), requests: reader.requests };
}

/** The person by the ID, or by the address that was typed or invited. An invitation that cannot be read tells none. */
async function askForUser(
  question: AccessQuestion,
  invitations: Promise<Fact<readonly Item[]>>,
  ask: (address: string) => Promise<Fact<User | null>>,
): Promise<Fact<User | null>> {
  if (question.userId !== undefined || question.invitationId === undefined) {
    return ask(question.email ?? '');
  }
  const read = await invitations;
  if ('missing' in read) {
    return read;
  }
  const address = addressOf(question, { user: unneeded, invitations: read });
  return address === '' ? { missing: read.partly ?? { kind: 'notFound' } } : ask(address);
}

const leftOut = { missing: { kind: 'leftOut' } } as const;
const unneeded = { missing: { kind: 'unneeded' } } as const;

/** Reads the facts that are worth a request and that are not known. */
function asking(reader: FactReader, question: AccessQuestion, first: FirstFacts) {
  return async <Name extends FactName>(
    name: Name,
    read: ReadFact<Name>,
    known?: FactValues[Name],
  ): Promise<Fact<FactValues[Name]>> => {
    const missing = reasonNotToAsk(name, question, first);
    return missing ? { missing } : known === undefined ? reader.read(name, read) : { value: known };
  };
}

/** Reads a fact. @throws ApiError, RequestLimitReached or ListCutOff */
type ReadFact<Name extends FactName> = (context: RequestContext) => Promise<FactValues[Name]>;
