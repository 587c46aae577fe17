import { type RequestContext, untilAborted } from '../management/requestContext.ts';
import { type Item, textField } from '../sections/section.ts';
import type { KnownFacts } from './accessPlan.ts';
import type { AccessQuestion } from './explanation.ts';
import { factEndpoints, type ReadFact, type ReadingTenants } from './factEndpoints.ts';
import { FactReader } from './factReader.ts';
import { type Fact, type FactName, type Facts, type FactValues, valueOf } from './facts.ts';
import { type FirstFacts, kindOf, reasonNotToAsk } from './unaskedFacts.ts';

/** The facts, and the number of requests that were made for them, repetitions included. */
export interface FactsRead {
  readonly facts: Facts;
  readonly requests: number;
}

/**
 * Reads the facts about one login, with at most `MOST_REQUESTS` requests: first the organization and the application,
 * which tell what else decides, then everything else side by side. A fact that cannot be read does not keep the others
 * from being read.
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
  const status = await untilAborted(context.signal, () => tenants.status(question.domain));
  const reader = new FactReader(context, status.kind === 'usable' ? status.scopes : undefined);
  const endpoints = factEndpoints(tenants, question);
  const [organization, application] = await Promise.all([
    reader.read('organization', endpoints.organization),
    question.clientId === undefined ? leftOut : reader.read('application', endpoints.application),
  ]);
  const ask = asking(reader, question, { organization, application });

  const aboutUser = async () => {
    const user = await ask('user', endpoints.user, known.profile);
    const profile = valueOf(user);
    const [memberships, events] = await Promise.all([
      profile === null ? unneeded : ask('memberships', endpoints.memberships),
      ask('events', endpoints.events(profile, kindOf(application))),
    ]);
    return { user, memberships, events };
  };
  const aboutConnections = async () => {
    const enabled = ask('connections', endpoints.connections);
    // An application can have the connections of hundreds of organizations.
    const hasAllEnabled = async (items: readonly Item[]) => hasAll(items, valueOf(await enabled));
    const ofApplication = ask('applicationConnections', endpoints.applicationConnections(hasAllEnabled));
    const [connections, applicationConnections] = await Promise.all([enabled, ofApplication]);
    return { connections, applicationConnections };
  };
  const [
    ofUser,
    ofConnections,
    discoveryDomains,
    invitations,
    association,
    applications,
    clientGrants,
    tenantSettings,
  ] = await Promise.all([
    aboutUser(),
    aboutConnections(),
    ask('discoveryDomains', endpoints.discoveryDomains),
    ask('invitations', endpoints.invitations),
    ask('association', endpoints.association),
    ask('applications', endpoints.applications),
    ask('clientGrants', endpoints.clientGrants),
    ask('tenantSettings', endpoints.tenantSettings),
  ]);
  if (reader.commonFailure) {
    throw reader.commonFailure;
  }
  const ofOrganization = { organization, discoveryDomains, invitations, applications };
  const ofApplication = { application, association, clientGrants, tenantSettings };
  return { facts: { ...ofOrganization, ...ofApplication, ...ofConnections, ...ofUser }, requests: reader.requests };
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
    if (missing) {
      return { missing };
    }
    return known === undefined ? reader.read(name, read) : { value: known };
  };
}

/** Whether the connections of an application contain all connections of an organization. */
function hasAll(connections: readonly Item[], enabled: readonly Item[] | undefined): boolean {
  const ids = new Set(connections.map((connection) => textField(connection, 'id')));
  return enabled?.every((connection) => ids.has(textField(connection, 'connection_id'))) ?? false;
}
