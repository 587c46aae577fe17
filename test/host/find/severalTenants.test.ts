import * as assert from 'node:assert/strict';
import { until } from '../../patience.ts';
import { rowTexts, withPick } from '../observedPick.ts';
import { connectLoaded, type HostTenant, requestsOf, run, tenants, useNamedTenants } from '../tenants.ts';

const { inside, small } = tenants;

describe('Organizations in several tenants', () => {
  useNamedTenants({ Inside: inside, 'Small (EU)': small }, connectLoaded);

  const organizationAt = async (tenant: HostTenant, place: number) =>
    (await tenant.organizations())[place] ?? assert.fail();

  it('are found by the name of their tenant and their own, in each box that asks for one', async () => {
    const { id, name } = await organizationAt(inside, 1);
    for (const command of ['findOrganization', 'copyOrganizationName']) {
      await withPick(
        () => run(command),
        async (pick) => {
          pick.type(`inside ${name}`);
          // The rows of the text before are still there.
          await until(() => pick.items.length < 20 && pick.active[0]?.description?.endsWith(id));
          assert.match(pick.active[0]?.description ?? '', /^Inside · /);
          assert.ok(!rowTexts(pick).some((row) => row.includes('Small (EU) · ')), rowTexts(pick).join('\n'));
          // Of a tenant alone, nobody wants all.
          pick.type('inside');
          await until(() => pick.items.length > 0 && !rowTexts(pick).some((row) => row.includes(id)));
          assert.ok(!rowTexts(pick).some((row) => row.includes('org_')), rowTexts(pick).join('\n'));
        },
      );
    }
    assert.deepEqual([await requestsOf(inside), await requestsOf(small)], [[], []]);
  });
});

function refuse(tenant: HostTenant): Promise<void> {
  return tenant.inject({ match: '/api/v2/', answer: { status: 401, body: { message: 'Expired token' } } });
}

describe('Organizations that no list has', () => {
  useNamedTenants({ Inside: inside, Small: small }, connectLoaded);

  it('are not said to be asked for by their name where a tenant has refused it', async () => {
    for (const { domain } of [inside, small]) await run('loadAllOrganizations', domain);
    await refuse(small);
    await withPick(
      () => run('findOrganization', 'nothing-like-this'),
      async (pick) => {
        await pick.choose(/^Ask Inside and Small for what is not loaded/);
        await pick.item(/\(401\)/);
        const { label } = await pick.item(/ · Of Inside, only the exact name, and what is loaded, was searched$/);
        assert.equal(label, '“nothing-like-this” matches no organization of Inside and Small');
      },
    );
  });
});

describe('Enter in a box where a tenant is refused', () => {
  useNamedTenants({ Inside: inside, Small: small });

  /** Waits for the row that a second Enter takes, once a first one has asked the tenants. */
  const waitForSecond = async (expected: RegExp, text: string, ...domains: readonly string[]) => {
    await withPick(
      () => run('findOrganization', text, ...domains),
      async (pick) => {
        // One tenant is asked as a text is typed.
        if (domains.length === 0) await pick.choose(/^Ask Inside and Small for what is not loaded/);
        await pick.item(/\(401\)/);
        await until(() => !rowTexts(pick).some((row) => row.startsWith('Asking ')));
        // VS Code tells which row has the focus after it has the last rows.
        await until(() =>
          pick.active.some(({ label, description, detail }) => expected.test([label, description, detail].join(' | '))),
        );
      },
    );
  };

  for (const [refused, other] of [
    [inside, 'Small'],
    [small, 'Inside'],
  ] as const) {
    it(`goes on with what was typed in ${other}, and not with another token`, async () => {
      await refuse(refused);
      // The refusal comes first.
      await (refused === inside ? small : inside).inject({ match: '/organizations', delayMs: 1000 });
      await waitForSecond(new RegExp(`with the discovery domain acme\\.example .* ${other} · `), 'acme.example');
      await waitForSecond(new RegExp(`^Load all organizations and search \\| ${other} \\| `), 'nothing-like-this');
    });
  }

  it('leads to another token where there is no other tenant', async () => {
    await refuse(inside);
    await waitForSecond(/^Update Access Token /, 'acme.example', inside.domain);
    await refuse(small);
    await waitForSecond(/^Update Access Token \| Inside/, 'acme.example');
  });
});
