import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import type { Page } from '../../../src/api/pageReader.ts';
import { backgroundContext, type RequestContext } from '../../../src/api/requestContext.ts';
import { outlastOutages } from '../../../src/api/retries.ts';
import { type Part, type PartEncoder, partsOf } from '../../../src/export/exportFormats.ts';
import { SectionWriter } from '../../../src/export/exportWriters.ts';
import type { Item } from '../../../src/sections/section.ts';
import { HastyClock } from '../api/hastyClock.ts';
import { fileInMemory } from '../documents/writtenText.ts';

const context = backgroundContext();

/** Texts that tell what was encoded, in its order. */
const plain: PartEncoder = {
  begin: '<',
  beginPart: ({ organization, section }) => `${organization.id}/${section}(`,
  items: (_part, items) => items.map(({ id }) => `${String(id)} `).join(''),
  endPart: (_part, { complete, error }) => `${complete ? '' : '!'}${error ? JSON.stringify(error) : ''})`,
  end: '>',
};

const organizations = (count: number, ...sections: readonly string[]) =>
  Array.from({ length: count }, (_, place) => ({ organization: { id: `org_${place}` }, sections }));

const itemsOf = (...ids: readonly (string | number)[]): readonly Item[] => ids.map((id) => ({ id }));

/** An export into a text, whose pages come from a function that may fail. */
function exportOf(
  parts: readonly Part[],
  read: (part: Part, from: string | undefined) => Page<Item>,
  append?: (text: string) => Promise<void>,
) {
  const asked: string[] = [];
  const { draft, text } = fileInMemory(append);
  const writer = new SectionWriter(parts, {
    outputs: [{ takes: () => true, encoder: plain, draft }],
    pagesOf: (part) => (from) => {
      asked.push(`${part.organization.id}/${part.section} ${from ?? ''}`.trim());
      return Promise.resolve().then(() => read(part, from));
    },
    keyOf: (_part, item) => String(item['id']),
    describe: ({ reason, details }) => Promise.resolve({ message: details.serverMessage ?? reason }),
  });
  const work = {
    tally: writer.tally,
    run: (given: RequestContext, onPage: () => void) => writer.run(given, (task) => task(), onPage),
    writer,
  };
  return { work, asked, text };
}

/** Two pages for each part. */
const twoPages = (_part: Part, from: string | undefined): Page<Item> =>
  from === undefined ? { items: itemsOf(1, 2), next: 'p2' } : { items: itemsOf(3) };

describe('An export of sections', () => {
  it('writes the parts one after the other, and counts', async () => {
    const { work, asked, text } = exportOf(partsOf(organizations(2, 'a', 'b')), twoPages);
    let pages = 0;
    await work.run(context, () => (pages += 1));
    assert.equal(text(), '<org_0/a(1 2 3 )org_0/b(1 2 3 )org_1/a(1 2 3 )org_1/b(1 2 3 )>');
    assert.equal(pages, 8);
    assert.equal(asked.length, 8);
    assert.deepEqual(
      [...work.tally.items],
      [
        ['a', 6],
        ['b', 6],
      ],
    );
    assert.equal(work.tally.organizations, 2);
    assert.deepEqual(work.tally.gaps, []);
  });

  it('goes on after any failed page or write, and ends as if nothing had failed', async () => {
    const parts = partsOf(organizations(3, 'a', 'b'));
    const whole = exportOf(parts, twoPages);
    await whole.work.run(context, () => undefined);
    for (let failing = 0; failing < 32; failing++) {
      let left = failing;
      const fail = () => {
        left -= 1;
        if (left === -1) throw new ApiError('serverError', { status: 500 });
      };
      const reading = exportOf(parts, (part, from) => {
        fail();
        return twoPages(part, from);
      });
      const writing = exportOf(parts, twoPages, async () => {
        fail();
        await Promise.resolve();
      });
      for (const { work, text, asked } of [reading, writing]) {
        left = failing;
        await work.run(context, () => undefined).catch(() => work.run(context, () => undefined));
        assert.equal(text(), whole.text());
        assert.deepEqual([...work.tally.items], [...whole.work.tally.items]);
        assert.ok(asked.length <= whole.asked.length + 1, 'nothing but the page that failed is asked for twice');
        await work.run(context, () => undefined);
        assert.equal(text(), whole.text(), 'an end comes once');
      }
    }
  });

  it('goes on without what was refused, and asks for it once', async () => {
    const { work, asked, text } = exportOf(partsOf(organizations(3, 'a', 'b')), (part, from) => {
      if (part.section === 'a') throw new ApiError('insufficientScope', { status: 403 });
      return twoPages(part, from);
    });
    await work.run(context, () => undefined);
    assert.deepEqual(
      asked.filter((path) => path.includes('/a')),
      ['org_0/a'],
    );
    assert.ok(text().includes('org_2/a(!{"message":"insufficientScope"})org_2/b(1 2 3 )'));
    const [gap, ...others] = work.tally.gaps;
    assert.deepEqual(others, []);
    assert.deepEqual([gap?.section, gap?.error?.reason, gap?.organizations], ['a', 'insufficientScope', 3]);
    assert.equal(work.tally.hasReadNothing, false);
  });

  it('asks for what was refused once more when it goes on, since the token may be another one', async () => {
    let isRefused = true;
    const { work, text } = exportOf(partsOf(organizations(2, 'a')), (part, from) => {
      if (isRefused && part.isFirstOfAll) throw new ApiError('insufficientScope', { status: 403 });
      return twoPages(part, from);
    });
    const stop = () => {
      if (!isRefused) return;
      isRefused = false;
      throw new ApiError('cancelled');
    };
    await assert.rejects(work.run(context, stop), { reason: 'cancelled' });
    await work.run(context, stop);
    assert.equal(text(), '<org_0/a(!{"message":"insufficientScope"})org_1/a(1 2 3 )>');
  });

  it('counts what is missing for each section and each reason', async () => {
    const { work } = exportOf(partsOf(organizations(3, 'a', 'b')), ({ section, organization }) => {
      if (section === 'a') throw new ApiError('missingFeature', { status: 403 });
      throw new ApiError(organization.id === 'org_1' ? 'notFound' : 'forbidden', { status: 403 });
    });
    await work.run(context, () => undefined);
    assert.deepEqual(
      work.tally.gaps.map((gap) => [gap.section, gap.error?.reason, gap.organizations, gap.organization.id]),
      [
        ['a', 'missingFeature', 3, 'org_0'],
        ['b', 'forbidden', 2, 'org_0'],
        ['b', 'notFound', 1, 'org_1'],
      ],
    );
  });

  it('knows whether what it tells of a reason is true of all of its organizations', async () => {
    const messages: Readonly<Record<string, string>> = { org_1: 'Not yours', org_2: 'Not yours', org_3: 'Locked' };
    for (const count of [3, 4]) {
      const { work } = exportOf(partsOf(organizations(count, 'a')), ({ organization: { id } }) => {
        const serverMessage = messages[id];
        if (serverMessage === undefined) return { items: [] };
        throw new ApiError('forbidden', { status: 403, serverMessage });
      });
      await work.run(context, () => undefined);
      assert.deepEqual(
        work.tally.gaps.map((gap) => [gap.why, gap.organization.id, gap.organizations, gap.isOneCause]),
        [['Not yours', 'org_1', count - 1, count === 3]],
      );
    }
  });

  it('writes to each file the sections that it takes', async () => {
    const files = ['a', 'b'].map((name) => ({ name, ...fileInMemory() }));
    const writer = new SectionWriter(partsOf(organizations(2, 'a', 'b')), {
      outputs: files.map(({ name, draft }) => ({ takes: (section) => section === name, encoder: plain, draft })),
      pagesOf: () => () => Promise.resolve({ items: itemsOf(1) }),
      keyOf: (_part, item) => String(item['id']),
      describe: ({ reason }) => Promise.resolve({ message: reason }),
    });
    await writer.run(
      context,
      (task) => task(),
      () => undefined,
    );
    assert.deepEqual(
      files.map(({ text }) => text()),
      ['<org_0/a(1 )org_1/a(1 )>', '<org_0/b(1 )org_1/b(1 )>'],
    );
    assert.deepEqual([writer.parts, writer.tally.itemCount], [4, 4]);
  });

  it('asks each organization for what one of them does not have', async () => {
    const { work, asked } = exportOf(partsOf(organizations(3, 'a')), () => {
      throw new ApiError('notFound', { status: 404 });
    });
    await work.run(context, () => undefined);
    assert.equal(asked.length, 3);
    assert.equal(work.tally.hasReadNothing, true);
  });

  it('goes on without what the tenant fails to answer for in one organization', async () => {
    const { work, text } = exportOf(partsOf(organizations(3, 'a')), (part, from) => {
      if (part.organization.id === 'org_1') throw new ApiError('serverError', { status: 500 });
      return twoPages(part, from);
    });
    await work.writer.run(
      context,
      outlastOutages(new HastyClock(), () => undefined),
      () => undefined,
    );
    assert.equal(text(), '<org_0/a(1 2 3 )org_1/a(!{"message":"serverError"})org_2/a(1 2 3 )>');
    const [gap] = work.tally.gaps;
    assert.deepEqual([gap?.organization.id, gap?.error?.details.status, gap?.organizations], ['org_1', 500, 1]);
  });

  it('keeps the pages before a refusal, and says that more is missing', async () => {
    const { work, text } = exportOf(partsOf(organizations(1, 'a')), (part, from) => {
      if (from !== undefined) throw new ApiError('missingFeature', { status: 403 });
      return twoPages(part, from);
    });
    await work.run(context, () => undefined);
    assert.equal(text(), '<org_0/a(1 2 !{"message":"missingFeature"})>');
    assert.equal(work.tally.hasReadNothing, false);
  });

  it('asks the other organizations after one that is refused, however it is refused', async () => {
    for (const reason of ['forbidden', 'notFound'] as const) {
      const { work, asked, text } = exportOf(partsOf(organizations(3, 'a')), (part, from) => {
        if (part.isFirstOfAll) throw new ApiError(reason, { status: 403 });
        return twoPages(part, from);
      });
      await work.run(context, () => undefined);
      assert.equal(text(), `<org_0/a(!{"message":"${reason}"})org_1/a(1 2 3 )org_2/a(1 2 3 )>`);
      assert.equal(asked.length, 5);
    }
  });

  it('says where the API sends no more', async () => {
    const { work, text } = exportOf(partsOf(organizations(2, 'a')), () => ({ items: itemsOf(1), isCutOff: true }));
    await work.run(context, () => undefined);
    assert.equal(text(), '<org_0/a(1 !)org_1/a(1 !)>');
    const [gap] = work.tally.gaps;
    assert.deepEqual([gap?.section, gap?.error, gap?.organizations], ['a', undefined, 2]);
  });

  it('leaves out what is left of a part on demand', async () => {
    const error = new ApiError('serverError', { status: 500 });
    const { work, text } = exportOf(partsOf(organizations(2, 'a')), (part, from) => {
      if (part.isFirstOfAll && from !== undefined) throw error;
      return twoPages(part, from);
    });
    await assert.rejects(
      work.run(context, () => undefined),
      error,
    );
    const { part } = work.writer;
    assert.ok(part);
    work.writer.leaveOut(part, error);
    work.writer.leaveOut(part, error);
    await work.run(context, () => undefined);
    assert.equal(text(), '<org_0/a(1 2 !{"message":"serverError"})org_1/a(1 2 3 )>');
  });

  it('reads a part anew where its cursor has expired, and writes no item twice', async () => {
    let isExpired = true;
    const { work, text, asked } = exportOf(partsOf(organizations(1, 'a')), (_part, from) => {
      if (from === 'p3' && isExpired) {
        isExpired = false;
        throw new ApiError('badQuery', { status: 400 });
      }
      return {
        items: { p2: itemsOf(3, 4), p3: itemsOf(5) }[from ?? ''] ?? itemsOf(1, 2),
        ...({ p2: { next: 'p3' }, p3: {} }[from ?? ''] ?? { next: 'p2' }),
      };
    });
    await work.run(context, () => undefined);
    assert.equal(text(), '<org_0/a(1 2 3 4 5 )>');
    assert.deepEqual(asked, ['org_0/a', 'org_0/a p2', 'org_0/a p3', 'org_0/a', 'org_0/a p2', 'org_0/a p3']);
  });

  it('fails where the first page is refused for its parameters, after one request', async () => {
    const { work, asked } = exportOf(partsOf(organizations(1, 'a')), () => {
      throw new ApiError('badQuery', { status: 400 });
    });
    await assert.rejects(
      work.run(context, () => undefined),
      { reason: 'badQuery' },
    );
    assert.equal(asked.length, 1);
  });
});
