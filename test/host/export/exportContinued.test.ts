import * as assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { until } from '../../patience.ts';
import { countNotifications } from '../find/scanSteps.ts';
import { messagesDuring } from '../messages.ts';
import { withPick } from '../observedPick.ts';
import { connect, forget, requestsOf, sectionRow, tenants } from '../tenants.ts';
import {
  type Everything,
  exportAllMembers,
  exportRows,
  noAnswer,
  organizationRow,
  pages,
  useExportFolder,
} from './exportSteps.ts';

const { inside } = tenants;

describe('An export of sections that was stopped', () => {
  const folder = useExportFolder();

  const allMembers = () => folder.hasAllMembers();
  const exportMembers = () => exportAllMembers(folder);

  it('is found by starting it again after its message was closed, and goes on or begins anew', async () => {
    await inside.inject({ match: 'from=', times: 2, delayMs: 1 });
    await inside.inject({ match: 'from=', times: 1, answer: noAnswer });
    await messagesDuring(exportMembers);
    await inside.clearRequests();
    await messagesDuring(() =>
      withPick(exportMembers, async (pick) => {
        await pick.item(/Items so far: 300\. The export is saved once it is complete\./);
        await pick.choose(/^Continue/);
      }),
    );
    assert.equal((await requestsOf(inside)).length, pages - 3);
    await allMembers();

    await inside.inject({ match: 'from=', times: 1, answer: noAnswer });
    await messagesDuring(exportMembers);
    await inside.clearRequests();
    await messagesDuring(() => withPick(exportMembers, (pick) => pick.choose(/^Begin Anew/)));
    assert.equal((await requestsOf(inside)).length, pages);
    assert.deepEqual(await readdir(folder.path), ['members.csv']);
    await allMembers();
  });

  it('goes on in its own file where another one is chosen', async () => {
    await inside.inject({ match: 'from=', times: 2, delayMs: 1 });
    await inside.inject({ match: 'from=', times: 1, answer: noAnswer });
    await messagesDuring(exportMembers);
    await inside.clearRequests();
    const row = await sectionRow(inside, 3, 'members');
    const elsewhere = () => exportRows([row], undefined, 'csv', folder.uri('other.csv'));
    await messagesDuring(() => withPick(elsewhere, (pick) => pick.choose(/^Continue .*members\.csv$/)));
    assert.equal((await requestsOf(inside)).length, pages - 3);
    assert.deepEqual(await readdir(folder.path), ['members.csv']);
    await allMembers();
  });

  it('is joined by the same export, and no other one writes its file meanwhile', async () => {
    await inside.inject({ match: 'from=', times: 1, hold: true });
    const row = await sectionRow(inside, 3, 'members');
    const notifications = countNotifications();
    const texts = (
      await messagesDuring(async (shown) => {
        const first = exportMembers();
        await until(async () => notifications.count() > 0 && (await requestsOf(inside)).length === 2);
        const before = notifications.count();
        const second = exportMembers();
        // The one that joins shows the progress again.
        await until(() => notifications.count() > before);
        assert.equal(await exportRows([row], undefined, 'ndjson', folder.uri('members.csv')), undefined);
        assert.equal(shown.length, 1);
        await inside.clearFaults();
        assert.deepEqual(await second, await first);
      }).finally(notifications.stop)
    ).map(({ text }) => text);
    assert.match(texts[0] ?? '', /members\.csv is being written\. Wait for its end, or choose another file\.$/);
    assert.equal(texts.length, 2);
    assert.equal((await requestsOf(inside)).length, pages);
    await allMembers();
  });

  it('ends with its tenant, and leaves nothing', async () => {
    await inside.inject({ match: 'from=', times: 1, answer: noAnswer });
    await messagesDuring(exportMembers);
    assert.equal((await readdir(folder.path)).length, 1);
    await forget(inside);
    await until(async () => (await readdir(folder.path)).length === 0);
  });

  it('says that it has ended when it is continued after its tenant was disconnected, and asks for nothing', async () => {
    await inside.inject({ match: 'from=', times: 2, delayMs: 1 });
    await inside.inject({ match: 'from=', answer: noAnswer });
    const messages = await messagesDuring(
      async (shown) => {
        await exportMembers();
        await until(() => shown.length === 2);
      },
      async ({ buttons }) => {
        if (buttons.length > 0) {
          await forget(inside);
          await connect(inside);
        }
        return 'Continue';
      },
    );
    assert.match(messages[1]?.text ?? '', /^Exporting Members from .*: it has ended\. Start it again\.$/);
    assert.deepEqual(await requestsOf(inside), []);
    assert.deepEqual(await readdir(folder.path), []);
  });

  it('keeps its file when an old message discards it while it goes on, and leaves out only what has failed', async () => {
    const rows = await Promise.all([0, 1, 4].map((place) => organizationRow(inside, place)));
    const failing = (place: number) => ({
      match: `${rows[place]?.organization.id}/members`,
      times: 1,
      answer: noAnswer,
    });
    const start = () => exportRows(rows, ['members', 'discovery-domains'], 'json', folder.uri('all.json'));
    await inside.inject(failing(1));
    await inside.inject(failing(2));
    const pressed: ((title: string) => void)[] = [];
    await messagesDuring(
      async (shown) => {
        await start();
        await until(() => shown.length === 2);
        await withPick(start, (pick) => pick.choose(/^Continue/));
        await until(() => pressed.length === 2);
        // The part of the first message was read since.
        pressed[0]?.('Continue Without It');
        await until(() => shown.some(({ text }) => text.startsWith('Exported')));
      },
      ({ text }) =>
        text.startsWith('Export ') ? 'Export' : new Promise<string>((resolve) => void pressed.push(resolve)),
    );
    const { organizations } = await folder.json<Everything>('all.json');
    assert.ok(organizations.every(({ sections }) => sections['members']?.complete));
  });
});
