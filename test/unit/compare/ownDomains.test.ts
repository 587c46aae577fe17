import assert from 'node:assert/strict';
import { comparablePair, type Pair, type Side } from '../../../src/compare/comparable.ts';

describe('The domains of tenants in audiences of grants', () => {
  const [one, other] = ['https://a.auth0.com/me/', 'https://b.auth0.com/me/'] as const;
  const sideOf = (domain: string, ...audiences: readonly string[]): Side => ({
    ...{ title: domain, domain, organization: { id: domain } },
    sections: { 'client-grants': { items: audiences.map((audience) => ({ audience, client_id: audience })) } },
  });
  const first = sideOf('a.auth0.com', one, other);
  const second = sideOf('b.auth0.com', one);
  const audiencesIn = (sides: Pair<Side>, withIds = false) =>
    comparablePair(sides, withIds).map((content) =>
      [...JSON.stringify(content).matchAll(/"audience":"([^"]+)"/g)].map(([, audience]) => audience),
    );

  it('are a variable between two tenants where they are their own, and not those of the other', () => {
    assert.deepEqual(audiencesIn([first, second]), [[other, 'https://{tenantDomain}/me/'], [one]]);
  });

  it('are shown with IDs, and between organizations of one tenant', () => {
    assert.deepEqual(audiencesIn([first, second], true), [[other, one], [one]]);
    const both = [one, other];
    assert.deepEqual(audiencesIn([first, { ...first, organization: { id: 'org_b' } }]), [both, both]);
  });
});
