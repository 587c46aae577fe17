import * as assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { readScopes } from '../../tenant/scopes.ts';
import { until } from '../../patience.ts';
import { type Everything, ExportFolder, exportRows, organizationRow } from '../export/exportSteps.ts';
import { type Message, messagesDuring } from '../messages.ts';
import { type ObservedPick, observePicks, withPick } from '../observedPick.ts';
import { connect, forget, type HostTenant, requestsOf, run, tenants } from '../tenants.ts';

const { inside, large } = tenants;

const withoutDomains = readScopes.filter((each) => each !== 'read:organization_discovery_domains').join(' ');

const question = 'Begin anew to read what the earlier token was refused';

/** Work that is stopped after a part of it was refused. */
interface Work {
  readonly tenant: HostTenant;
  readonly scope: string;
  /** Part of the path of the request that stops it. */
  readonly stopsAt: () => Promise<string>;
  readonly start: () => Thenable<unknown>;
  readonly file: string;
  /** What the message at its end says if the file lacks what was refused. */
  readonly lacks: RegExp;
}

describe('Work that writes files, part of which was refused to a token that was replaced since', () => {
  const folder = new ExportFolder();

  beforeEach(() => folder.make());
  afterEach(async () => {
    for (const tenant of [inside, large]) await forget(tenant);
    await folder.remove();
  });

  const invitationsOfThird = async () => `${(await inside.organizations())[2]?.id}/invitations`;
  const sections: Work = {
    tenant: inside,
    scope: withoutDomains,
    stopsAt: invitationsOfThird,
    start: async () => {
      const rows = await Promise.all([0, 1, 2, 3].map((place) => organizationRow(inside, place)));
      return exportRows(rows, ['discovery-domains', 'invitations'], 'json', folder.uri('sections.json'));
    },
    file: 'sections.json',
    lacks: /Incomplete: Discovery Domains in 2 of 4 organizations/,
  };
  const members: Work = {
    tenant: inside,
    scope: readScopes.filter((each) => each !== 'read:organization_member_roles').join(' '),
    stopsAt: invitationsOfThird,
    start: async () => {
      const rows = await Promise.all([0, 1, 2].map((place) => organizationRow(inside, place)));
      return exportRows(rows, ['members', 'invitations'], 'json', folder.uri('members.json'));
    },
    file: 'members.json',
    lacks: /Without roles, which need the scope read:organization_member_roles/,
  };
  const snapshot: Work = {
    tenant: inside,
    scope: withoutDomains,
    stopsAt: invitationsOfThird,
    start: () => run('saveSnapshot', inside.domain, 'withoutMembers', folder.uri('snapshot.ndjson')),
    file: 'snapshot.ndjson',
    lacks: /Incomplete: Discovery Domains in 2 of 12 organizations/,
  };
  const organizations: Work = {
    tenant: large,
    scope: 'read:organizations_summary',
    stopsAt: () => Promise.resolve('from='),
    start: () => run('exportOrganizations', large.domain, 'ndjson', 'all', folder.uri('organizations.ndjson')),
    file: 'organizations.ndjson',
    lacks: /It was read with a token that may not be sent all fields/,
  };

  /** Runs the work until it is stopped, and goes on with another token. @returns the messages after that */
  async function goOn(
    { tenant, scope, stopsAt, start }: Work,
    isEnd: (shown: readonly Message[]) => unknown,
    choose: (pick: ObservedPick) => Promise<void>,
  ): Promise<readonly Message[]> {
    await connect(tenant, { scope });
    const answer = { status: 401, body: { statusCode: 401, message: 'Expired token' } };
    await tenant.inject({ match: await stopsAt(), times: 1, answer });
    let messages: readonly Message[] = [];
    const command = async () => {
      messages = await messagesDuring(
        async (shown) => {
          await start();
          await until(() => isEnd(shown));
        },
        async ({ kind, buttons }) => {
          if (kind !== 'error') return buttons.find((button) => button === 'Export') ?? '';
          await connect(tenant);
          await tenant.clearRequests();
          return 'Continue';
        },
      );
    };
    await withPick(command, async (pick) => {
      assert.equal(pick.placeholder, question);
      await choose(pick);
    });
    return messages.filter(({ kind, buttons }) => kind !== 'error' && !buttons.includes('Export'));
  }

  const isSaved = (shown: readonly Message[]) => shown.some(({ buttons }) => buttons.includes('Open File'));

  for (const [name, work] of Object.entries({ sections, members, snapshot, organizations })) {
    it(`is whole if it is begun anew: ${name}`, async () => {
      const [saved, ...others] = await goOn(work, isSaved, (pick) => pick.choose(/^Begin Anew/));
      assert.deepEqual(others, []);
      assert.doesNotMatch(saved?.text ?? '', work.lacks);
      assert.deepEqual(await readdir(folder.path), [work.file]);
      const text = await folder.text(work.file);
      assert.doesNotMatch(text, /insufficientScope|Without roles/);
      if (work !== organizations) return;
      assert.equal((await folder.lines(work.file)).length, (await large.organizations()).length);
    });

    it(`goes on, and says what it lacks, if a person wants it: ${name}`, async () => {
      const [saved] = await goOn(work, isSaved, async (pick) => {
        await pick.item(/so far: [1-9]/);
        await pick.choose(/^Continue/);
      });
      assert.match(saved?.text ?? '', work.lacks);
      assert.deepEqual(saved?.buttons, ['Open File', 'Save Again']);
    });
  }

  it('stays stopped if the question is closed, and asks it once when it is started again', async () => {
    const isStopped = (shown: readonly Message[]) => shown.some(({ text }) => text.includes(' stopped. '));
    const [stopped] = await goOn(sections, isStopped, (pick) => {
      pick.hide();
      return Promise.resolve();
    });
    assert.match(stopped?.text ?? '', /Items so far: [1-9].* The export is saved once it is complete\.$/);
    assert.deepEqual(await requestsOf(inside), []);
    const [saved] = await messagesDuring(
      () =>
        observePicks(async (pick, created) => {
          const started = sections.start();
          await (await until(pick)).choose(/^Begin Anew/);
          await started;
          assert.deepEqual(
            created.map(({ placeholder }) => placeholder),
            [question],
          );
        }),
      ({ buttons }) => buttons.find((button) => button === 'Export') ?? '',
    ).then((shown) => shown.filter(({ buttons }) => buttons.includes('Open File')));
    assert.doesNotMatch(saved?.text ?? '', sections.lacks);
    const written = await folder.json<Everything>(sections.file);
    assert.ok(written.organizations.every((each) => each.sections['discovery-domains']?.complete));
  });

  it('leaves nothing if its tenant is disconnected during the question', async () => {
    const isEnded = (shown: readonly Message[]) => shown.some(({ text }) => text.includes(' has ended. '));
    await goOn(sections, isEnded, async (pick) => {
      await forget(inside);
      await pick.choose(/^Begin Anew/);
    });
    await until(async () => (await readdir(folder.path)).length === 0);
  });
});
