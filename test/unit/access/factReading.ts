import assert from 'node:assert/strict';
import { type KnownFacts, planOf } from '../../../src/access/factReader.ts';
import { factNames, factRequests } from '../../../src/access/factRequests.ts';
import type { AccessQuestion, FactName, Facts, Missing } from '../../../src/access/facts.ts';
import type { ReadingTenants } from '../../../src/access/factEndpoints.ts';
import { readFacts } from '../../../src/access/readFacts.ts';
import { readAccessToken } from '../../../src/api/accessToken.ts';
import type { RequestContext } from '../../../src/api/requestContext.ts';
import { readTenant } from '../../tenant/askTenant.ts';
import type { Client } from '../../tenant/contents/model.ts';
import { startTenant, type Tenant, type TenantOptions, type TokenOptions } from '../../tenant/server.ts';
import { readingTenants } from './readingTenants.ts';

/** A member of the second organization. */
export const jane = 'samlp|acme|jane@acme.example';

/** The facts that are read of every organization. */
export const ofOrganization = ['organization', 'connections'] as const;

/** Asks a local tenant for the facts of logins. */
export class FactReading {
  readonly tenant: Tenant;
  readonly #clients: readonly Client[];
  token: string;

  private constructor(tenant: Tenant, token: string, clients: readonly Client[]) {
    this.tenant = tenant;
    this.token = token;
    this.#clients = clients;
  }

  static async start(options: TenantOptions = { organizations: 5 }): Promise<FactReading> {
    const tenant = await startTenant(options);
    const token = await tenant.mintToken();
    return new FactReading(tenant, token, await readTenant(tenant, token, '/clients'));
  }

  async useToken(options: TokenOptions): Promise<void> {
    this.token = await this.tenant.mintToken(options);
  }

  organization(place: number): string {
    return this.tenant.organizations[place]?.id ?? assert.fail(`there is no ${place}`);
  }

  application(name: string): string {
    return this.#clients.find((client) => client.name === name)?.client_id ?? assert.fail(name);
  }

  /** A question about the organization at this place. */
  about(more: Partial<AccessQuestion> = {}, place = 1): AccessQuestion {
    return { domain: this.tenant.domain, organizationId: this.organization(place), ...more };
  }

  /** A question for which everything is read that one application can need. */
  async aboutAll(place = 1): Promise<AccessQuestion> {
    await this.tenant.updateOrganization(this.organization(place), { is_app_entitlement_active: true });
    return this.about({ clientId: this.application('Mobile App'), userId: jane }, place);
  }

  /** Reads the facts, and checks that the requests keep to the limit and to the plan. */
  async read(
    question: AccessQuestion,
    { known = {}, signal = new AbortController().signal, tenants }: ReadOptions = {},
  ): Promise<Facts> {
    const { tenant, token } = this;
    await tenant.clearRequests();
    const context: RequestContext = { signal, priority: 'person' };
    try {
      const used = tenants ?? readingTenants(tenant.domain, token);
      const { facts, requests } = await readFacts(used, question, context, known);
      assert.equal(requests, tenant.requests.length);
      return facts;
    } finally {
      const plan = planOf(question, readAccessToken(token)?.scopes, known);
      assert.ok(tenant.requests.length <= plan.attempts, `${tenant.requests.length} requests`);
      const distinct = new Set(tenant.requests.map(({ path }) => path)).size;
      assert.ok(distinct <= plan.requests, `${distinct} of ${plan.requests} requests`);
    }
  }

  /** The requests of the last reading in the order of the text, with the placeholders of the table in place of IDs. */
  requests({ organizationId, clientId, userId }: AccessQuestion): readonly string[] {
    const ids = { '{id}': organizationId, '{client_id}': clientId, '{user_id}': userId };
    return this.tenant.requests
      .map(({ path }) =>
        Object.entries(ids).reduce(
          (text, [placeholder, id]) => (id === undefined ? text : text.replaceAll(id, placeholder)),
          decodeURIComponent(path.replaceAll('+', ' ')).replace('/api/v2', ''),
        ),
      )
      .toSorted();
  }

  /** The same without the parameters. */
  paths(question: AccessQuestion): readonly string[] {
    return this.requests(question)
      .map((path) => path.replace(/\?.*/s, ''))
      .toSorted();
  }
}

interface ReadOptions {
  readonly known?: KnownFacts;
  readonly signal?: AbortSignal;
  readonly tenants?: ReadingTenants;
}

/** The paths of the requests of these facts, in the order of the text. */
export function pathsOf(...names: readonly FactName[]): readonly string[] {
  return names.map((name) => factRequests[name].path).toSorted();
}

/** The facts that are there. */
export function there(facts: Facts): readonly FactName[] {
  return factNames.filter((name) => 'value' in facts[name]);
}

/** The facts that are missing for a reason of this kind. */
export function missingBy(facts: Facts, kind: Missing['kind']): readonly FactName[] {
  return factNames.filter((name) => {
    const fact = facts[name];
    return 'missing' in fact && fact.missing.kind === kind;
  });
}

/** Why a fact is missing. */
export function whyMissing(facts: Facts, name: FactName): Missing {
  const fact = facts[name];
  return 'missing' in fact ? fact.missing : assert.fail(`${name} is there`);
}
