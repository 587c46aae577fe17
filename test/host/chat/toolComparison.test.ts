import * as assert from 'node:assert/strict';
import { requestedSections } from '../../../src/sections/organizationSections.ts';
import { differences } from '../../tenant/contents/differences.ts';
import { readScopes } from '../../tenant/scopes.ts';
import { connect, forget, requestsOf, tenants } from '../tenants.ts';
import { allParts, callTool, type Part, questionOf } from './toolCalls.ts';

const withoutMembers = requestedSections.length - 1;

const { inside, staging } = tenants;

/** What a language model gets of a comparison. */
interface ComparisonPart extends Part {
  readonly first: Side;
  readonly second: Side;
  readonly differences_found: number;
  readonly differences: readonly {
    readonly section?: string;
    readonly item?: Readonly<Record<string, string>>;
    readonly field?: string;
    readonly first: unknown;
    readonly second: unknown;
  }[];
  readonly compared: readonly string[];
  readonly not_compared: Readonly<Record<string, string | readonly string[]>>;
  readonly not_known: string;
  readonly members?: { readonly first: number | null; readonly second: number | null };
  readonly complete: boolean;
  readonly requests_left?: number | null;
}

interface Side {
  readonly tenant: { readonly domain: string };
  readonly id: string;
  readonly name: string;
}

/** The organizations at the same place of production and staging, as input. */
async function sidesAt(place: number) {
  const [first, second] = [(await inside.organizations())[place], (await staging.organizations())[place]];
  assert.ok(first && second);
  return {
    organization_id: first.id,
    domain: inside.domain,
    other_organization_name: second.name,
    other_domain: staging.domain,
  };
}

const compare = (input: object) => callTool<ComparisonPart>('compare_organizations', input);

describe('Comparing organizations for a language model', () => {
  beforeEach(async () => {
    await connect(inside);
    await connect(staging);
  });
  afterEach(async () => {
    await inside.setFeature('clients', 'on');
    await forget(inside);
    await forget(staging);
  });

  it('gives each way in which staging differs from production, and nothing else', async () => {
    const found: string[] = [];
    for (const place of (await staging.organizations()).keys()) {
      const parts = await allParts<ComparisonPart>('compare_organizations', await sidesAt(place));
      const all = parts.flatMap((part) => part.differences);
      assert.equal(all.length, parts[0]?.differences_found);
      for (const { section, item, field, first, second } of all) {
        assert.notDeepEqual(first, second);
        found.push(`${place} ${section === undefined ? field : `${section} ${Object.values(item ?? {})[0]}`}`);
      }
    }
    const expected = differences.map(({ place, shownIn }) => `${place} ${shownIn}`);
    assert.deepEqual([...new Set(found)].toSorted(), expected.toSorted());
  });

  it('gives the values of both sides, with the fewest requests', async () => {
    const input = await sidesAt(1);
    const answer = await compare(input);
    const { first, second, differences: found, compared, complete, not_compared: notCompared } = answer;
    assert.equal(complete, true);
    assert.match(answer.not_known, /^The permissions of roles, .* are not read\.$/);
    assert.deepEqual([first.tenant.domain, first.id], [inside.domain, input.organization_id]);
    assert.deepEqual([second.tenant.domain, second.name], [staging.domain, input.other_organization_name]);
    assert.deepEqual(
      found.find(({ field }) => field === 'metadata.plan'),
      { field: 'metadata.plan', first: 'enterprise', second: 'trial' },
    );
    assert.deepEqual(
      found.find(({ field }) => field === 'assign_membership_on_login'),
      {
        section: 'connections',
        item: { 'connection.name': 'acme' },
        field: 'assign_membership_on_login',
        first: true,
        second: false,
      },
    );
    const okta = found.find(({ item }) => item?.['connection.name'] === 'acme-okta');
    assert.deepEqual([okta?.field, okta?.second], [undefined, null]);
    assert.ok(okta?.first && !JSON.stringify(okta.first).includes('con_'));
    assert.ok(compared.includes('connections') && !compared.includes('members'));
    assert.deepEqual(Object.keys(notCompared), ['members']);
    for (const tenant of [inside, staging]) {
      // The organization, its sections, the roles that it owns, and the second page of the others, beside names.
      assert.equal(
        (await requestsOf(tenant)).filter((request) => !/v2\/(clients|connections)\b/.test(request)).length,
        1 + withoutMembers + 2,
      );
    }
  });

  it('compares members only if asked for, and within one tenant too', async () => {
    const organizations = await inside.organizations();
    const input = {
      organization_id: organizations[0]?.id,
      other_organization_id: organizations[4]?.id,
      domain: inside.domain,
    };
    const parts = await allParts<ComparisonPart>('compare_organizations', { ...input, with_members: true });
    const sections = parts.flatMap((part) => part.differences).map(({ section }) => section);
    assert.ok(sections.includes('members'));
    assert.deepEqual([parts[0]?.not_compared, parts[0]?.second.tenant.domain], [{}, inside.domain]);
  });

  it('goes on with what was read, without a request', async () => {
    const input = await sidesAt(1);
    const clients = Array.from({ length: 99 }, (_, index) => ({
      client_id: `client${index}`,
      client: { name: `${'Application '.repeat(20)}${index}` },
    }));
    await inside.inject({ match: '/clients', answer: { status: 200, body: { clients } } });
    const first = await compare(input);
    assert.ok(first.next && first.left_out);
    await inside.clearRequests();
    await staging.clearRequests();
    const second = await compare({ ...input, next: first.next });
    assert.deepEqual([...(await requestsOf(inside)), ...(await requestsOf(staging))], []);
    assert.equal(second.differences.length + (second.left_out ?? 0), first.left_out);
  });

  it('says what could not be compared, and why', async () => {
    await connect(staging, { scope: readScopes.filter((scope) => scope !== 'read:roles').join(' ') });
    await inside.setFeature('clients', 'insufficient_entitlement');
    const { not_compared: notCompared, compared, complete } = await compare(await sidesAt(1));
    assert.equal(complete, false);
    assert.match(String(notCompared['roles']), /403.*read:roles/);
    assert.match(String(notCompared['clients']), /403/);
    assert.ok(!compared.includes('roles') && !compared.includes('clients'));
  });

  it('does not call complete what a token is sent without all fields', async () => {
    await connect(staging, {
      scope: readScopes.join(' ').replace('read:organizations ', 'read:organizations_summary '),
    });
    const { other_organization_name: _, ...input } = await sidesAt(1);
    const { id = '' } = (await staging.organizations())[1] ?? {};
    const answer = await compare({ ...input, other_organization_id: id });
    const { not_compared: notCompared, complete, differences: found } = answer;
    assert.equal(complete, false);
    assert.ok(!found.some(({ field = '' }) => /^(metadata|branding)/.test(field)), JSON.stringify(found));
    assert.match(String(notCompared['organization']), /^Read with a token that may not be sent all /);
    const section = { domain: staging.domain, organization_id: id, section: 'metadata' };
    const part = await callTool<Readonly<Record<string, unknown>>>('read_organization_section', section);
    assert.deepEqual([part['items'], part['complete']], [[], false]);
    assert.match(String(part['not_known']), /^Read with a token that may not be sent all /);
  });

  it('says which of the two organizations could not be read', async () => {
    const input = await sidesAt(1);
    await assert.rejects(
      compare({ ...input, other_organization_name: 'nobody' }),
      new RegExp(`Organization “nobody” of ${staging.domain} could not be read \\(404`),
    );
    await assert.rejects(
      compare({ ...input, organization_id: 'org_0000000000000000' }),
      new RegExp(`Organization “org_0000000000000000” of ${inside.domain} could not be read \\(404`),
    );
    const [organization] = await inside.organizations();
    await assert.rejects(
      compare({
        organization_id: organization?.id,
        domain: inside.domain,
        other_organization_name: organization?.name,
      }),
      /Both are the same organization/,
    );
  });

  it('tells the person before what the comparison costs, of which tenants, and about email addresses', async () => {
    const input = {
      organization_id: 'org_1',
      other_organization_name: 'acme',
      domain: 'a.auth0.com',
      other_domain: 'b.auth0.com',
    };
    const said = (more: object) =>
      questionOf(
        'compare_organizations',
        { ...input, ...more },
        { domain: 'a.auth0.com', environment: 'staging' },
        { domain: 'b.auth0.com', environment: 'production' },
      );
    const { title, plain } = await said({});
    assert.equal(title, 'Compare Two Auth0 Organizations');
    const requests = 2 * (1 + withoutMembers + 1);
    const between = 'org_1 (Title of a.auth0.com · Staging) and acme (Title of b.auth0.com · Production)?';
    assert.ok(plain.includes(between), plain);
    const cost = (count: number) => `Requests: ${count}, with further pages and repeats after failures at most 100.`;
    assert.ok(plain.endsWith(cost(requests)), plain);
    assert.match(plain, /email addresses of invited people/);
    const withMembers = await said({ with_members: true });
    assert.match(withMembers.plain, /email addresses of members and invited people/);
    // Both lists are counted first.
    assert.ok(withMembers.plain.endsWith(cost(requests + 4)), withMembers.plain);
  });

  it('makes no more requests than 100 in a call, counts members first, and goes on with the rest', async () => {
    const [, small, , large] = await inside.organizations();
    const input = {
      organization_id: large?.id,
      other_organization_id: small?.id,
      domain: inside.domain,
      with_members: true,
    };
    // A list that never ends: as many members as are wanted.
    const endless = async (body: object) => {
      await inside.inject({ match: '/members\\?.*include_totals', answer: { status: 200, body } });
      for (let page = 0; page < 200; page += 1) {
        const members = Array.from({ length: 100 }, (_, index) => ({
          user_id: `auth0|${page}x${index}`,
          name: `n${page}x${index}`,
        }));
        await inside.inject({
          match: `${large?.id}/members`,
          times: 1,
          answer: { status: 200, body: { members, next: `c${page}` } },
        });
      }
    };
    await endless({ members: [], total: 15_000 });
    const first = await compare(input);
    const asked = (await requestsOf(inside)).length;
    assert.ok(asked > 90 && asked <= 100, String(asked));
    assert.equal(first.members?.first, 15_000);
    assert.ok((first.members.second ?? Infinity) < 100, 'of a list that is read, what was read counts');
    assert.ok(first.next && !first.complete && first.differences.length > 0 && (first.requests_left ?? 0) > 50);
    assert.equal(first.not_compared['members'], 'Not read yet: go on with “next”.');
    await inside.clearRequests();
    const second = await compare({ ...input, next: first.next });
    assert.ok((await requestsOf(inside)).length <= 100);
    assert.deepEqual(second.first.id, large?.id);
    await inside.clearFaults();
    for (const total of [undefined, 3]) {
      await endless({ members: [], total });
      const { members, requests_left: left } = await compare(input);
      assert.deepEqual([members?.first, left], [null, null], String(total));
      await inside.clearFaults();
    }
  });

  it('asks for no page twice where the requests of a call are used up while the other organization is read', async () => {
    const [, small, , large] = await inside.organizations();
    await inside.inject({
      match: '/members\\?.*include_totals',
      answer: { status: 200, body: { members: [], total: 10_500 } },
    });
    await inside.inject({ match: `${small?.id}/members`, times: 1, delayMs: 3000 });
    for (let page = 0; page < 105; page += 1) {
      const members = [{ user_id: `auth0|${page}`, name: `n${page}` }];
      const body = { members, ...(page < 104 && { next: `c${page}` }) };
      await inside.inject({ match: `${large?.id}/members`, times: 1, answer: { status: 200, body } });
    }
    const input = {
      organization_id: large?.id,
      other_organization_id: small?.id,
      domain: inside.domain,
      with_members: true,
    };
    const first = await compare(input);
    assert.equal((await requestsOf(inside)).length, 100);
    assert.ok(first.next && !first.complete);
    const second = await compare({ ...input, next: first.next });
    assert.equal(second.members?.first, 105);
    const asked = (await requestsOf(inside)).filter((request) => request.includes('/members'));
    assert.deepEqual([...new Set(asked)], asked);
  });
});
