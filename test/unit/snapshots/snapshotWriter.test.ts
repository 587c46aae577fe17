import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import type { Organization } from '../../../src/api/organization.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import { SnapshotWriter } from '../../../src/snapshots/snapshotFormat.ts';
import { fileInMemory } from '../documents/writtenText.ts';
import { connections, header, options, organizations, pagesOf, refused, textOf, written } from './snapshotSteps.ts';

describe('Snapshots that are saved', () => {
  it('leave out an organization that was deleted meanwhile, and end at once when they are cancelled', async () => {
    const controller = new AbortController();
    const source = () => ({
      header: { ...header, sections: ['connections'] },
      pages: pagesOf([organizations]),
      readSection: ({ id }: Organization) => Promise.resolve(id === 'org_b' ? ('gone' as const) : connections),
    });
    assert.match(
      await textOf(source()),
      /"org_a".*\n.*"org_c".*\n\{"end":\{"organizations":2,"sha256":"[0-9a-f]{64}"\}\}\n$/,
    );
    controller.abort();
    const all = textOf(source(), { ...backgroundContext(), signal: controller.signal });
    await assert.rejects(all, { name: 'ApiError', reason: 'cancelled' });
  });

  it('say how many organizations they have after each page, and with sections after each organization', async () => {
    const countsWith = async (sections: readonly string[]) => {
      const counts: number[] = [];
      const source = {
        header: { ...header, sections },
        pages: pagesOf([organizations.slice(0, 2), organizations.slice(2)]),
        readSection: () => Promise.resolve(connections),
      };
      const writer = new SnapshotWriter(source, fileInMemory().draft);
      await writer.run(backgroundContext(), { ...options, onProgress: (count) => counts.push(count) });
      assert.equal(writer.count, organizations.length);
      return [...new Set(counts)];
    };
    assert.deepEqual(await countsWith([]), [0, 2, 3]);
    assert.deepEqual(await countsWith(['connections']), [0, 1, 2, 3]);
  });

  it('go on after any failed page, section or write, and end as if nothing had failed', async () => {
    const names = ['clients', 'connections'];
    const whole = await written(organizations, { clients: connections, connections });
    for (let failing = 0; failing < 24; failing += 1) {
      let left = failing;
      let asked = 0;
      const step = () => {
        left -= 1;
        if (left === -1) throw new ApiError('serverError', { status: 500 });
      };
      const reading = () => {
        asked += 1;
        step();
        return undefined;
      };
      const { draft, text } = fileInMemory(() => Promise.resolve().then(step));
      const source = {
        header: { ...header, sections: names },
        pages: pagesOf([organizations.slice(0, 2), organizations.slice(2)], false, reading),
        readSection: () =>
          Promise.resolve()
            .then(reading)
            .then(() => connections),
      };
      const writer = new SnapshotWriter(source, draft);
      const run = () => writer.run(backgroundContext(), options);
      await run().catch(run);
      assert.equal(text(), whole, `the failure of step ${failing}`);
      assert.ok(asked <= 2 + 6 + names.length, 'only the organization in the middle is asked again');
      await run();
      assert.equal(text(), whole, 'an end comes once');
    }
  });

  it('count a section that is missing in some organizations once for each, and apart by what is the cause', async () => {
    const refusing = ['org_a', 'org_b'];
    const failed = { ...refused, error: { ...refused.error, reason: 'serverError' as const } };
    let isFailing = true;
    const source = {
      header: { ...header, sections: ['clients', 'connections'] },
      pages: pagesOf([organizations]),
      readSection: ({ id }: Organization, name: string) => {
        if (isFailing && id === 'org_b' && name === 'connections') {
          isFailing = false;
          throw new ApiError('serverError', { status: 500 });
        }
        const missing = refusing.includes(id) ? refused : failed;
        return Promise.resolve(name === 'clients' ? missing : connections);
      },
    };
    const writer = new SnapshotWriter(source, fileInMemory().draft);
    const run = () => writer.run(backgroundContext(), options);
    await run().catch(run);
    assert.deepEqual(
      writer.gaps.map(({ section, content, organization: { id }, organizations: count, isOneCause }) => [
        ...[section, content.error?.reason, id, count, isOneCause],
      ]),
      [
        ['clients', 'insufficientScope', 'org_a', 2, true],
        ['clients', 'serverError', 'org_c', 1, true],
      ],
    );
  });

  it('know that one reason has several causes, by all that is told of it', async () => {
    for (const other of [{ status: 502 }, { errorCode: 'odd' }, { message: 'It is locked' }, {}]) {
      const source = {
        header: { ...header, sections: ['clients'] },
        pages: pagesOf([organizations]),
        readSection: ({ id }: Organization) =>
          Promise.resolve(id === 'org_b' ? { ...refused, error: { ...refused.error, ...other } } : refused),
      };
      const writer = new SnapshotWriter(source, fileInMemory().draft);
      await writer.run(backgroundContext(), options);
      const isOneCause = Object.keys(other).length === 0;
      assert.deepEqual(
        writer.gaps.map((gap) => gap.isOneCause),
        [isOneCause],
        JSON.stringify(other),
      );
    }
  });
});
