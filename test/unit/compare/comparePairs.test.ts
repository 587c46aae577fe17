import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { ApiError } from '../../../src/api/apiError.ts';
import type { Organization } from '../../../src/api/organization.ts';
import type { Retry } from '../../../src/api/outlastOutages.ts';
import {
  compareSectionsOfPairs,
  emptyPairScan,
  type PairScan,
  pairSections,
  progressOfPairs,
  type ReadPairSection,
  Refusals,
  SHOWN_PAIRS,
  withPairSections,
} from '../../../src/compare/comparePairs.ts';
import { compareOrganizationFields } from '../../../src/compare/matchOrganizations.ts';
import { noNames } from '../../../src/compare/referenceNames.ts';
import { resultOf } from '../../../src/ui/cooperativeWork.ts';

const names = ['a', 'b', 'c'];
const organizations = (tenant: string, change: Readonly<Record<string, unknown>> = {}): readonly Organization[] =>
  names.map((name) => ({ id: `org_${tenant}${name}`, name, ...(name === 'a' && change) }));
const noOtherNames = [() => Promise.resolve(noNames), () => Promise.resolve(noNames)] as const;
const once: Retry = (task) => task();
const gone = new ApiError('notFound', { status: 404, serverMessage: 'No organization found by that id or name' });

/** What each organization has, by its ID and the section; nothing by default. */
type Contents = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** Compares the pairs, and notes what was asked for. */
async function compare(
  contents: Contents,
  { scan = emptyPairScan(), second = organizations('y'), read = () => undefined, patiently = once }: Options = {},
) {
  const comparison = resultOf(compareOrganizationFields([organizations('x'), second], undefined));
  const asked: string[] = [];
  const reader: ReadPairSection = (side, id, section, context) => {
    asked.push(`${id} ${section}`);
    const { [`${id} ${section}`]: items = [] } = contents;
    return read(side, id, section, context) ?? Promise.resolve({ items });
  };
  const progress: string[] = [];
  const onProgress = ({ asked: done, found, total }: { asked: number; found: number; total: number }) => {
    progress.push(`${done}/${total} ${found}`);
  };
  const context = { signal: new AbortController().signal, priority: 'background' } as const;
  const error = await compareSectionsOfPairs(comparison, scan, reader, {
    sections: pairSections,
    names: noOtherNames,
    context,
    patiently,
    onProgress,
  }).catch((thrown: unknown) => thrown);
  return { whole: withPairSections(comparison, scan), asked, progress, error, comparison, scan };
}

interface Options {
  readonly scan?: PairScan;
  readonly second?: readonly Organization[];
  /** An answer other than the contents. */
  readonly read?: (...given: Parameters<ReadPairSection>) => ReturnType<ReadPairSection> | undefined;
  readonly patiently?: Retry;
}

const connection = (id: string, name: string) => ({ connection_id: id, connection: { name } });
const shown = (
  pairs: readonly { readonly organizations: readonly Organization[]; readonly fields: readonly string[] }[],
) => pairs.map((pair) => [pair.organizations[0]?.name, ...pair.fields].join(' '));

/** Two more than are shown. */
const many = (tenant: string): readonly Organization[] =>
  Array.from({ length: SHOWN_PAIRS + 2 }, (_, place) => ({ id: `org_${tenant}${place}`, name: `n${place}` }));

describe('Comparing the sections of organizations that belong together', () => {
  it('finds the sections that differ, beside the fields, and keeps what differs alone', async () => {
    const { whole, asked, progress } = await compare(
      {
        'org_xa connections': [connection('1', 'saml'), connection('2', 'google')],
        'org_ya connections': [connection('3', 'google'), connection('4', 'saml')],
        'org_xb connections': [connection('1', 'saml')],
        'org_yc discovery-domains': [{ domain: 'acme.example' }],
      },
      { second: organizations('y', { display_name: 'A' }) },
    );
    assert.deepEqual(shown(whole.different), ['a display_name', 'b connections', 'c discovery-domains']);
    assert.deepEqual(whole.same, []);
    assert.equal(asked.length, 12);
    assert.deepEqual(progress, ['1/3 1', '2/3 2', '3/3 3']);
    const { different } = (await compare({ 'org_xb connections': [connection('1', 'saml')] })).whole;
    assert.deepEqual(
      different.map(({ sections }) => sections?.map((own) => Object.keys(own).length)),
      [[2, 2]],
    );
  });

  it('keeps the sections of no more pairs than are shown', async () => {
    const comparison = resultOf(compareOrganizationFields([many('x'), many('y')], undefined));
    const scan = emptyPairScan();
    const read: ReadPairSection = (_side, id) => Promise.resolve({ items: [{ name: id }] });
    const context = { signal: new AbortController().signal, priority: 'background' } as const;
    await compareSectionsOfPairs(comparison, scan, read, {
      sections: pairSections,
      names: noOtherNames,
      context,
      patiently: once,
      onProgress: () => undefined,
    });
    const { different } = withPairSections(comparison, scan);
    assert.deepEqual([different.length, different.filter(({ sections }) => sections).length], [102, 100]);
  });

  it('keeps the sections of the first pairs that differ also where one is compared again after the others', async () => {
    const comparison = resultOf(compareOrganizationFields([many('x'), many('y')], undefined));
    const scan = emptyPairScan();
    let isFirstRun = true;
    const read: ReadPairSection = (_side, id) => {
      if (isFirstRun && id === `org_y${SHOWN_PAIRS + 1}`) {
        return Promise.reject(new ApiError('cancelled'));
      }
      return Promise.resolve(isFirstRun && id === 'org_y0' ? { why: '403', isRefused: true } : { items: [{ id }] });
    };
    const context = { signal: new AbortController().signal, priority: 'background' } as const;
    const options = { sections: ['roles'], names: undefined, context, patiently: once, onProgress: () => undefined };
    await assert.rejects(compareSectionsOfPairs(comparison, scan, read, options));
    isFirstRun = false;
    await compareSectionsOfPairs(comparison, scan, read, options);
    const { different } = withPairSections(comparison, scan);
    const kept = different.filter(({ sections }) => sections).map(({ organizations: [{ name }] }) => name);
    assert.deepEqual([different.length, kept.slice(0, 2), kept.length], [102, ['n0', 'n1'], 101]);
  });

  it('keeps nothing of pairs that are the same', async () => {
    const { whole, scan } = await compare({});
    assert.deepEqual(shown(whole.same), ['a', 'b', 'c']);
    const answer = { differing: [], missing: {}, leftOut: [], refused: [] };
    assert.deepEqual([...scan.answers.values()], Array(3).fill(answer));
  });

  it('asks no more for what a tenant refuses twice, and calls no pair the same without it', async () => {
    const { whole, asked, scan } = await compare(
      { 'org_xa connections': [connection('1', 'saml')], 'org_xb connections': [connection('1', 'saml')] },
      {
        read: (side, _id, section) =>
          side === 1 && section === 'connections' ? Promise.resolve({ why: '403', isRefused: true }) : undefined,
      },
    );
    assert.deepEqual([whole.different, whole.same], [[], []]);
    assert.deepEqual(
      whole.unread.map(({ unread }) => unread),
      [['connections'], ['connections'], ['connections']],
    );
    const [gap, ...others] = whole.gaps;
    assert.deepEqual([others, gap?.side, gap?.section, gap?.why, gap?.count], [[], 1, 'connections', '403', 3]);
    assert.deepEqual(asked.filter((request) => request.endsWith('connections')).sort(), [
      'org_xa connections',
      'org_xb connections',
      'org_ya connections',
      'org_yb connections',
    ]);
    assert.deepEqual([scan.refused[0].sections, scan.refused[1].sections], [[], ['connections']]);
  });

  it('leaves a refusal to the organization that is refused alone', async () => {
    const { whole } = await compare(
      { 'org_xb connections': [connection('1', 'saml')], 'org_xc connections': [connection('1', 'saml')] },
      {
        read: (_side, id, section) =>
          id === 'org_ya' && section === 'connections' ? Promise.resolve({ why: '403', isRefused: true }) : undefined,
      },
    );
    assert.deepEqual([shown(whole.different), shown(whole.same)], [['b connections', 'c connections'], []]);
    assert.deepEqual(
      whole.gaps.map(({ first }) => first.map(({ id }) => id)),
      [['org_ya']],
    );
  });

  for (const isRefusedAgain of [false, true]) {
    it(`asks once more for what was refused when it goes on, ${isRefusedAgain ? 'and leaves it at that' : 'and then compares again what was compared without it'}`, async () => {
      const contents = { 'org_xa connections': [connection('1', 'saml')] };
      let isStopped = false;
      const refusing = ((side, id, section) => {
        if (id === 'org_xc' && !isStopped) {
          isStopped = true;
          return Promise.reject(new ApiError('cancelled'));
        }
        return side === 1 && section === 'connections' ? Promise.resolve({ why: '403', isRefused: true }) : undefined;
      }) satisfies Options['read'];
      const { scan, error } = await compare(contents, { read: refusing });
      assert.ok(error instanceof ApiError);
      const { whole, asked } = await compare(contents, { scan, ...(isRefusedAgain && { read: refusing }) });
      assert.equal(asked[0], 'org_ya connections');
      assert.equal(asked.length, isRefusedAgain ? 1 + 2 : 1 + 12);
      assert.deepEqual(shown(whole.different), isRefusedAgain ? [] : ['a connections']);
      assert.equal(scan.refused[1].sections.length, isRefusedAgain ? 1 : 0);
    });
  }

  it('compares again, when it goes on, what was compared without a name that the tenant did not tell', async () => {
    const comparison = resultOf(compareOrganizationFields([organizations('x'), organizations('y')], undefined));
    const scan = emptyPairScan();
    const read: ReadPairSection = (side) => Promise.resolve({ items: [{ client_id: `cli_${side}`, audience: 'api' }] });
    const known = (side: 0 | 1) => () =>
      Promise.resolve({ ...noNames, application: new Map([[`cli_${side}`, `Portal ${side}`]]) });
    const context = { signal: new AbortController().signal, priority: 'background' } as const;
    const options = { sections: ['client-grants'], context, patiently: once, onProgress: () => undefined };
    await compareSectionsOfPairs(comparison, scan, read, { ...options, names: noOtherNames });
    assert.equal(withPairSections(comparison, scan).unread.length, 3);
    await compareSectionsOfPairs(comparison, scan, read, { ...options, names: [known(0), known(1)] });
    assert.equal(withPairSections(comparison, scan).different.length, 3);
  });

  it('sets apart a pair with a list that is too long, and asks the next pair again', async () => {
    const { whole, asked } = await compare(
      {},
      {
        read: (_side, id, section) =>
          id === 'org_xa' && section === 'connections' ? Promise.resolve({ why: 'too long' }) : undefined,
      },
    );
    assert.deepEqual([shown(whole.same), whole.unread[0]?.unread], [['b', 'c'], ['connections']]);
    assert.equal(asked.length, 12);
  });

  it('sets apart the pairs of which an organization is gone', async () => {
    const { whole } = await compare({}, { read: (_side, id) => (id === 'org_yb' ? Promise.reject(gone) : undefined) });
    assert.deepEqual([shown(whole.same), shown(whole.gone)], [['a', 'c'], ['b']]);
  });

  for (const [situation, failure, expected] of [
    ['is gone', gone, { gone: ['b'], same: ['a', 'c'] }],
    ['fails, and is asked again', new ApiError('unreachable'), { gone: [], same: ['a', 'b', 'c'] }],
  ] as const) {
    it(`reads nothing beside the other organization of a pair where one ${situation}`, async () => {
      let hasFailed = false;
      const underWay = new Set<string>();
      const beside: string[] = [];
      const { whole } = await compare(
        {},
        {
          read: async (_side, id) => {
            if (id === 'org_yb' && !hasFailed) {
              hasFailed = true;
              throw failure;
            }
            beside.push(...[...underWay].filter((other) => other === id || other.at(-1) !== id.at(-1)));
            underWay.add(id);
            // Until all that does not wait for this answer is done.
            await setImmediate();
            underWay.delete(id);
            return { items: [] };
          },
          patiently: (task) =>
            task().catch((error: unknown) => {
              assert.equal(error, failure);
              return task();
            }),
        },
      );
      assert.deepEqual({ gone: shown(whole.gone), same: shown(whole.same) }, expected);
      assert.deepEqual(beside, []);
    });
  }

  it('continues after a failure with the pairs that have no answer', async () => {
    let isDown = true;
    const read: Options['read'] = (_side, id) =>
      isDown && id === 'org_xb' ? Promise.reject(new ApiError('unreachable')) : undefined;
    const { scan, error, comparison } = await compare({}, { read });
    assert.equal((error as ApiError).reason, 'unreachable');
    assert.deepEqual(progressOfPairs(comparison, scan), { asked: 1, found: 0, total: 3 });
    isDown = false;
    const { asked, progress, whole } = await compare({ 'org_xc connections': [connection('1', 'x')] }, { scan, read });
    assert.ok(!asked.some((request) => request.startsWith('org_xa')));
    assert.deepEqual(progress, ['2/3 0', '3/3 1']);
    assert.deepEqual(shown(whole.different), ['c connections']);
  });

  it('tells of a pair that differs what it lacks, and of a gap its number and the first three organizations', async () => {
    const four = (tenant: string): readonly Organization[] =>
      ['a', 'b', 'c', 'd'].map((name) => ({ id: `org_${tenant}${name}`, name, display_name: tenant }));
    const comparison = resultOf(compareOrganizationFields([four('x'), four('y')], undefined));
    const scan = emptyPairScan();
    const read: ReadPairSection = (side) =>
      Promise.resolve(side === 0 ? { items: [] } : { why: '403', isRefused: true });
    await compareSectionsOfPairs(comparison, scan, read, {
      sections: ['roles'],
      names: undefined,
      context: { signal: new AbortController().signal, priority: 'background' },
      patiently: once,
      onProgress: () => undefined,
    });
    const { different, gaps } = withPairSections(comparison, scan);
    assert.deepEqual(
      different.map(({ fields, unread, missing }) => [fields, unread, missing]),
      Array(4).fill([['display_name'], ['roles'], { roles: [[], ['403']] }]),
    );
    assert.deepEqual(
      gaps.map(({ first, ...gap }) => ({ ...gap, first: first.map(({ id }) => id) })),
      [{ side: 1, section: 'roles', why: '403', isLeftOut: false, count: 4, first: ['org_ya', 'org_yb', 'org_yc'] }],
    );
  });

  it('tells of a pair that is the same, or not wholly compared, nothing that it does not lack', async () => {
    const { whole } = await compare({ 'org_xb connections': [connection('1', 'saml')] });
    assert.deepEqual(
      [...whole.same, ...whole.different].map(({ organizations: [{ name }], ...told }) => [
        name,
        Object.keys(told).sort(),
      ]),
      [
        ['a', ['fields']],
        ['c', ['fields']],
        ['b', ['fields', 'names', 'sections']],
      ],
    );
  });

  it('keeps names of things where tenants are compared, and none of one tenant at two times', async () => {
    const scan = emptyPairScan();
    const comparison = resultOf(compareOrganizationFields([organizations('x'), organizations('y')], undefined));
    const read: ReadPairSection = (_side, id) => Promise.resolve({ items: [{ name: id }] });
    const context = { signal: new AbortController().signal, priority: 'background' } as const;
    const options = { sections: ['roles'], names: undefined, context, patiently: once, onProgress: () => undefined };
    await compareSectionsOfPairs(comparison, scan, read, options);
    const { different } = withPairSections(comparison, scan);
    assert.deepEqual(
      different.map((pair) => Object.keys(pair).sort()),
      Array(3).fill(['fields', 'organizations', 'sections']),
    );
  });

  it('asks for no name where no section refers to a thing', async () => {
    const scan = emptyPairScan();
    const comparison = resultOf(compareOrganizationFields([organizations('x'), organizations('y')], undefined));
    const asked: unknown[] = [];
    const readNames = (references: unknown) => {
      asked.push(references);
      return Promise.resolve(noNames);
    };
    const read: ReadPairSection = (side, id) =>
      Promise.resolve({ items: side === 1 && id === 'org_yb' ? [{ client_id: 'cli_1', audience: 'api' }] : [] });
    const context = { signal: new AbortController().signal, priority: 'background' } as const;
    const options = { sections: ['client-grants'], context, patiently: once, onProgress: () => undefined };
    await compareSectionsOfPairs(comparison, scan, read, { ...options, names: [readNames, readNames] });
    assert.deepEqual(asked, [[{ kind: 'application', id: 'cli_1', field: 'client_id' }]]);
  });

  it('asks, when it goes on, for what was refused with a pair that is still there, if there is one', async () => {
    const refusing: Options['read'] = (side, id, section) =>
      id === 'org_ya'
        ? Promise.reject(gone)
        : side === 1 && section === 'connections'
          ? Promise.resolve({ why: '403', isRefused: true })
          : undefined;
    const { scan } = await compare({}, { read: refusing });
    assert.deepEqual([scan.answers.get('org_xa org_ya'), scan.refused[1].sections], ['gone', ['connections']]);
    const { asked } = await compare({}, { scan, read: refusing });
    assert.deepEqual(asked, ['org_yb connections']);
    for (const key of scan.answers.keys()) scan.answers.set(key, 'gone');
    assert.deepEqual((await compare({}, { scan })).asked, []);
  });
});

describe('What a tenant refuses', () => {
  it('is a section that is refused twice in a row, until it is answered', () => {
    const refusals = new Refusals<string>();
    const told = () => [refusals.why('roles'), refusals.sections];
    refusals.note('roles', '403 first');
    assert.deepEqual(told(), [undefined, []]);
    refusals.note('roles', undefined);
    refusals.note('roles', '403 second');
    assert.deepEqual(told(), [undefined, []]);
    refusals.note('roles', '403 third');
    assert.deepEqual(told(), ['403 third', ['roles']]);
    refusals.clear();
    assert.deepEqual(told(), [undefined, []]);
  });
});
