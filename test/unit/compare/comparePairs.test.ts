import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { ApiError } from '../../../src/api/apiError.ts';
import { outlastOutages } from '../../../src/api/retries.ts';
import {
  compareSectionsOfPairs,
  emptyPairScan,
  pairSections,
  progressOfPairs,
  type ReadPairSection,
  SHOWN_PAIRS,
  withPairSections,
} from '../../../src/compare/comparePairs.ts';
import { compareOrganizationFields } from '../../../src/compare/matchOrganizations.ts';
import { noNames } from '../../../src/compare/referenceNames.ts';
import { resultOf } from '../../../src/ui/cooperativeWork.ts';
import { HastyClock } from '../api/hastyClock.ts';
import {
  compare,
  connection,
  gone,
  many,
  noOtherNames,
  type Options,
  organizations,
  scanOptions,
  shown,
} from './comparingPairs.ts';

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
    await compareSectionsOfPairs(comparison, scan, read, {
      ...scanOptions(...pairSections),
      names: noOtherNames,
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
    const options = scanOptions('roles');
    await assert.rejects(compareSectionsOfPairs(comparison, scan, read, options));
    isFirstRun = false;
    await compareSectionsOfPairs(comparison, scan, read, options);
    const { different } = withPairSections(comparison, scan);
    const kept = different.filter(({ sections }) => sections).map(({ organizations: [{ name }] }) => name);
    assert.deepEqual([different.length, kept.slice(0, 2), kept.length], [102, ['n0', 'n1'], 101]);
  });

  it('goes on without a section that a tenant fails to answer for in one organization', async () => {
    const { whole, error } = await compare(
      { 'org_xc connections': [connection('1', 'saml')] },
      {
        patiently: outlastOutages(new HastyClock(), () => undefined),
        read: (_side, id, section) =>
          id === 'org_yb' && section === 'connections'
            ? Promise.reject(new ApiError('serverError', { status: 500 }))
            : undefined,
      },
    );
    assert.equal(error, undefined);
    assert.deepEqual([shown(whole.different), shown(whole.same)], [['c connections'], ['a']]);
    const [pair, ...others] = whole.unread;
    assert.deepEqual([pair?.organizations[0].name, pair?.missing?.['connections'], others], ['b', [[], ['500']], []]);
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
    const options = scanOptions('client-grants');
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
          patiently: outlastOutages(new HastyClock(), () => undefined),
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
});
