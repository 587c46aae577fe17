import * as assert from 'node:assert/strict';
import { until } from '../../patience.ts';
import { rowTexts, withPick } from '../observedPick.ts';
import { connectLoaded, forget, type HostTenant, requestsOf, run, tenants } from '../tenants.ts';

const { inside, small } = tenants;

describe('Organizations in several tenants', () => {
  beforeEach(async () => {
    for (const tenant of [inside, small]) {
      await connectLoaded(tenant);
      await run('renameTenant', tenant.domain, tenant === inside ? 'Inside' : 'Small (EU)');
    }
  });
  afterEach(async () => {
    for (const tenant of [inside, small]) {
      await run('renameTenant', tenant.domain, '');
      await forget(tenant);
    }
  });

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
