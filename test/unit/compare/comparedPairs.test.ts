import assert from 'node:assert/strict';
import type { Organization } from '../../../src/api/organization.ts';
import type { Pair } from '../../../src/compare/comparable.ts';
import {
  compareSectionsOfPairs,
  emptyPairScan,
  type ReadPairSection,
  Refusals,
  SHOWN_PAIRS,
  withPairSections,
} from '../../../src/compare/comparePairs.ts';
import { compareOrganizationFields } from '../../../src/compare/matchOrganizations.ts';
import { noNames } from '../../../src/compare/referenceNames.ts';
import { resultOf } from '../../../src/ui/cooperativeWork.ts';
import { compare, connection, gone, many, type Options, organizations, scanOptions, shown } from './comparingPairs.ts';

describe('A comparison of the sections of organizations', () => {
  it('tells of a pair that differs what it lacks, and of a gap its number and the first three organizations', async () => {
    const four = (tenant: string): readonly Organization[] =>
      ['a', 'b', 'c', 'd'].map((name) => ({ id: `org_${tenant}${name}`, name, display_name: tenant }));
    const comparison = resultOf(compareOrganizationFields([four('x'), four('y')], undefined));
    const scan = emptyPairScan();
    const read: ReadPairSection = (side) =>
      Promise.resolve(side === 0 ? { items: [] } : { why: '403', isRefused: true });
    await compareSectionsOfPairs(comparison, scan, read, scanOptions('roles'));
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

  it('tells no difference in what the token of one side is not sent, but in what it is sent alone', () => {
    const metadata = { plan: 'gold' };
    const whole = { id: 'org_x', name: 'a', display_name: 'A', metadata };
    const summary = { id: 'org_y', name: 'a', display_name: 'B' };
    const fieldsOf = (first: Organization, second: Organization, summariesAlone: Pair<boolean>) =>
      resultOf(compareOrganizationFields([[first], [second]], undefined, { summariesAlone })).different.flatMap(
        ({ fields }) => fields,
      );
    assert.deepEqual(fieldsOf(whole, summary, [false, false]), ['display_name', 'metadata.plan']);
    assert.deepEqual(fieldsOf(whole, summary, [false, true]), ['display_name']);
    assert.deepEqual(fieldsOf(summary, whole, [true, false]), ['display_name']);
    assert.deepEqual(fieldsOf(whole, summary, [true, false]), ['display_name', 'metadata.plan']);
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
    const options = scanOptions('roles');
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
    const options = scanOptions('client-grants');
    await compareSectionsOfPairs(comparison, scan, read, { ...options, names: [readNames, readNames] });
    assert.deepEqual(asked, [[{ kind: 'application', id: 'cli_1', field: 'client_id' }]]);
  });

  it('sets apart a pair of which an organization is gone behind more pairs than are shown', async () => {
    const comparison = resultOf(compareOrganizationFields([many('x'), many('y')], undefined));
    const scan = emptyPairScan();
    const [last] = many('y').slice(-1);
    const read: ReadPairSection = (_side, id) =>
      id === last?.id ? Promise.reject(gone) : Promise.resolve({ items: [{ name: id }] });
    const options = scanOptions('roles');
    await compareSectionsOfPairs(comparison, scan, read, options);
    const { different, gone: apart } = withPairSections(comparison, scan);
    assert.deepEqual([different.length, shown(apart)], [SHOWN_PAIRS + 1, [last?.name]]);
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
