import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { tenantApp } from './app.ts';
import { Applications, sampleClient } from './applications.ts';
import { Contents } from './contents/contents.ts';
import { stagingOrganizations } from './contents/differences.ts';
import { Events } from './contents/events.ts';
import { logRoutes } from './contents/logRoutes.ts';
import { insideRoutes } from './contents/routes.ts';
import { tellStories } from './contents/stories.ts';
import type { TenantControl } from './control.ts';
import { controlRoutes } from './controlRoutes.ts';
import { withCompanyMetadata } from './companyMetadata.ts';
import { Cursors } from './cursors.ts';
import { Directory } from './directory.ts';
import { Faults } from './faults.ts';
import { type Feature, Features } from './features.ts';
import type { Organization } from './organization.ts';
import { organizationRoutes } from './organizations.ts';
import { type Plan, retentionDays } from './plans.ts';
import { RateLimiter } from './rateLimit.ts';
import type { LoggedRequest } from './requestLog.ts';
import { sampleOrganizations } from './sampleData.ts';
import { searchRoute } from './search.ts';
import { Tokens } from './tokens.ts';

export type { Application } from './applications.ts';
export type { Person } from './contents/model.ts';
export type { Fault } from './faults.ts';
export type { Feature, FeatureState } from './features.ts';
export type { Organization } from './organization.ts';
export type { Plan } from './plans.ts';
export type { LoggedRequest } from './requestLog.ts';
export type { TokenOptions } from './tokens.ts';

export interface TenantOptions {
  /** How many. */
  readonly organizations: number;
  /** The same number makes the same organizations. */
  readonly seed?: number;
  /** Makes a staging tenant: that of the tenant with this seed, with the differences of `differences.ts`. */
  readonly stagingOf?: number;
  /** Any free one by default. */
  readonly port?: number;
  /** Decides the rate limits, by default so high that nobody meets them. */
  readonly plan?: Plan;
  /** Whether it has `GET /organizations/search`, which is in Early Access. */
  readonly search?: boolean;
  /** Whether its organizations have the metadata of `companyMetadata.ts` in place of less. */
  readonly companyMetadata?: boolean;
  /** Whether it has the support cases of `stories.ts` besides. */
  readonly stories?: boolean;
  /**
   * The most items on a page, whatever a request asks for. Auth0 names 50 as the maximum of tenants in its public cloud:
   * https://auth0.com/docs/api/management/v2#pagination
   */
  readonly largestPage?: number;
  /** Which features it has, all by default. Without one it asks for a better subscription. */
  readonly features?: Readonly<Partial<Record<Feature, boolean>>>;
  /** The clock of rate limits, tokens and cursors, in milliseconds since 1970. */
  readonly now?: () => number;
}

/** A tenant that runs in this process. */
export interface Tenant extends TenantControl {
  /** What a person types, such as `127.0.0.1:4000`. */
  readonly domain: string;
  readonly url: string;
  /** In the order of creation. */
  readonly organizations: readonly Organization[];
  /** In the order of arrival. Those of the control API are left out. */
  readonly requests: readonly LoggedRequest[];
  close(): Promise<void>;
}

/** Starts a tenant on 127.0.0.1. */
export async function startTenant(options: TenantOptions): Promise<Tenant> {
  const { organizations, seed = 2023, port = 0, plan = 'unlimited', search = false, now = () => Date.now() } = options;
  const { stagingOf } = options;
  const samples =
    stagingOf === undefined
      ? sampleOrganizations(organizations, seed)
      : stagingOrganizations(sampleOrganizations(organizations, stagingOf));
  const directory = new Directory(options.companyMetadata ? withCompanyMetadata(samples, seed) : samples);
  const stories = options.stories ? tellStories(now()) : [];
  for (const { organization } of stories) {
    directory.add(organization);
  }
  const contents = new Contents(directory, seed, now, { stories, productionSeed: stagingOf });
  // A busy client writes into a connection that was closed while it was idle, and repeats what a test counts.
  const server = createServer({ keepAliveTimeout: 300_000 });
  const domain = `127.0.0.1:${await listen(server, port)}`;
  const url = `http://${domain}`;
  const tokens = new Tokens(url, now);
  const applications = new Applications();
  const faults = new Faults();
  const features = new Features(options.features);
  const log: LoggedRequest[] = [];
  const tenant: Tenant = {
    domain,
    url,
    get organizations() {
      return directory.organizations;
    },
    requests: log,
    mintToken: (tokenOptions) => tokens.mint(sampleClient.id, tokenOptions),
    revokeTokens: () => tokens.rotateKey(),
    addApplication: (application) =>
      settled(() => {
        applications.add(application);
      }),
    setApplicationSecret: (id, secret) =>
      settled(() => {
        applications.setSecret(id, secret);
      }),
    inject: (fault) =>
      settled(() => {
        faults.inject(fault);
      }),
    clearFaults: () =>
      settled(() => {
        faults.clear();
      }),
    clearRequests: () =>
      settled(() => {
        log.length = 0;
      }),
    addOrganization: (organization) =>
      settled(() => {
        directory.add(organization);
      }),
    updateOrganization: (id, changes) =>
      settled(() => {
        directory.update(id, changes);
      }),
    removeOrganization: (id) =>
      settled(() => {
        directory.remove(id);
      }),
    addMember: (organizationId, member) =>
      settled(() => {
        contents.addMember(organizationId, member);
      }),
    removeMember: (organizationId, userId) =>
      settled(() => {
        contents.removeMember(organizationId, userId);
      }),
    setFeature: (feature, state) =>
      settled(() => {
        features.set(feature, state);
      }),
    close: () => stop(server),
  };
  const app = tenantApp({
    control: controlRoutes(tenant),
    log,
    tokens,
    applications,
    faults,
    features,
    limiter: new RateLimiter(plan, now),
    largestPage: options.largestPage,
    now,
    routes: [
      ...(search ? [searchRoute(directory, new Cursors(now))] : []),
      ...organizationRoutes(directory, new Cursors(now), contents.associationOf.bind(contents)),
      ...insideRoutes(contents, new Cursors(now)),
      ...logRoutes(new Events(directory, contents, now, retentionDays[plan], stories)),
    ],
  });
  // The global Request and Response belong to the code under test.
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  server.on('request', (incoming, outgoing) => void listener(incoming, outgoing));
  return tenant;
}

/** A tenant in this process has done at once what a remote one promises. */
function settled(act: () => void): Promise<void> {
  return new Promise((resolve) => {
    act();
    resolve();
  });
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
