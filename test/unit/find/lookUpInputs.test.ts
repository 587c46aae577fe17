import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ApiError, type Reason } from '../../../src/api/apiError.ts';
import type { Organization } from '../../../src/api/organization.ts';
import {
  type Knowledge,
  type LookUp,
  lookUpInputs,
  maximumRequests,
  openLookUps,
  planLookUps,
  runLookUps,
  tenantsFor,
  textsInList,
} from '../../../src/find/lookUpInputs.ts';

const idOf = (number: number) => `org_${String(number).padStart(16, '0')}`;
const numbered = (count: number, first = 0): readonly Organization[] =>
  Array.from({ length: count }, (_, index) => ({ id: idOf(first + index), name: `n${first + index}` }));

describe('A list of IDs and names', () => {
  const inputs = (list: string) => lookUpInputs(textsInList(list));

  it('is read whatever separates them', () => {
    const expected = [
      { text: idOf(1), key: { kind: 'id', value: idOf(1) } },
      { text: 'acme', key: { kind: 'name', value: 'acme' } },
    ];
    for (const list of [
      `${idOf(1)}, acme`,
      `${idOf(1)}\r\nacme\n`,
      ` ${idOf(1)};acme; `,
      `["${idOf(1)}", "acme"]`,
      `('${idOf(1)}','acme')`,
      `| ${idOf(1)} | acme |`,
      `\ufeff${idOf(1)}\tacme`,
      `- ${idOf(1)}\n- acme\n`,
      `* ${idOf(1)}\n* acme`,
      `• ${idOf(1)} • acme`,
      `1. ${idOf(1)}\n2. acme`,
      `1) ${idOf(1)}\n 2) acme`,
      `|:---|---:|\n| ${idOf(1)} | acme |`,
    ]) {
      assert.deepEqual(inputs(list), expected, list);
    }
  });

  it('has each organization once, at its first place', () => {
    assert.deepEqual(
      inputs(`b ${idOf(1)} b a ${idOf(1)} B ??? ???`).map(({ text }) => text),
      ['b', idOf(1), 'a', '???'],
    );
  });

  it('tells IDs from names that begin like one, and from what is neither', () => {
    const kinds = inputs(`${idOf(1)} org_acme ACME ${'a'.repeat(51)} a*b été org_${'é'.repeat(16)}`);
    assert.deepEqual(
      kinds.map(({ key }) => key?.kind),
      ['id', 'name', 'name', undefined, undefined, undefined, undefined],
    );
  });

  it('gives no key that could change a request, and keeps all that was written, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (list) => {
        const texts = textsInList(list);
        assert.ok(texts.every((text) => list.includes(text)));
        const values = lookUpInputs(texts).map(({ text, key }) => key?.value ?? text);
        assert.equal(new Set(values).size, values.length);
        assert.ok(lookUpInputs(texts).every(({ key }) => !key || /^[A-Za-z0-9_-]{1,50}$/.test(key.value)));
      }),
    );
  });

  it('can be a megabyte of anything', () => {
    const list = numbered(10_000)
      .map(({ id }) => `"${id}",${' \u0007=cmd|*:'.repeat(9)}`)
      .join('\n');
    assert.ok(list.length > 1_000_000);
    assert.equal(inputs(list).filter(({ key }) => key?.kind === 'id').length, 10_000);
  });
});

const readAt = new Date(2040, 0, 2);

/** What is known of tenants of which these organizations are loaded. */
function knownOf(
  tenants: Readonly<Record<string, { readonly loaded?: readonly Organization[]; readonly answeredNo?: string }>>,
): Knowledge {
  const domains = Object.keys(tenants);
  const loaded = (domain: string) => tenants[domain]?.loaded ?? [];
  return {
    domains,
    finder: () => (id) => {
      const domain = domains.find((one) => loaded(one).some((organization) => organization.id === id));
      const organization = domain && loaded(domain).find((one) => one.id === id);
      return organization ? { domain, organization } : undefined;
    },
    byName: (domain) => new Map(loaded(domain).map((organization) => [organization.name, organization])),
    withoutId: (id) => domains.filter((domain) => tenants[domain]?.answeredNo === id),
    mayHaveId: (id) => domains.filter((domain) => tenants[domain]?.answeredNo !== id),
    readAt: () => readAt,
  };
}

const listed = (...texts: readonly string[]) => lookUpInputs(texts);
const domainsOf = (found: LookUp['found'] = []) => found.map(({ domain }) => domain);
const namesOf = (organizations: readonly Organization[]) => organizations.map(({ name = '' }) => name);

describe('The plan of look-ups', () => {
  it('asks for nothing that is loaded, and no tenant that has answered that it does not have it', () => {
    const known = knownOf({
      a: { loaded: numbered(3) },
      b: { loaded: numbered(3, 3), answeredNo: idOf(9) },
      c: {},
    });
    const inputs = listed(idOf(1), idOf(4), idOf(9), '???');
    assert.deepEqual(tenantsFor(inputs, known), ['a', 'c']);
    const plan = planLookUps(inputs, known, ['a', 'c']);
    assert.deepEqual(
      plan.map(({ found, lackedBy, toAsk }) => [domainsOf(found), lackedBy, toAsk]),
      [
        [['a'], [], []],
        [['b'], [], []],
        [[], ['b'], ['a', 'c']],
        [[], [], []],
      ],
    );
    assert.equal(maximumRequests(plan), 2);
    assert.deepEqual(plan[0]?.found[0]?.readAt, readAt);
    assert.deepEqual(tenantsFor(listed(idOf(1), '???'), known), []);
  });

  it('looks for a name in the chosen tenants alone', () => {
    const known = knownOf({ a: { loaded: numbered(3) }, b: { loaded: numbered(2) } });
    assert.deepEqual(tenantsFor(listed('n1'), known), ['a', 'b']);
    const planned = (...asked: readonly string[]) =>
      planLookUps(listed('n1', 'n2', 'n9'), known, asked).map(({ found, lackedBy, toAsk }) => [
        domainsOf(found),
        lackedBy,
        toAsk,
      ]);
    assert.deepEqual(planned('a', 'b'), [
      [['a', 'b'], [], []],
      [['a'], [], ['b']],
      [[], [], ['a', 'b']],
    ]);
    assert.deepEqual(planned('b'), [
      [['b'], [], []],
      [[], [], ['b']],
      [[], [], ['b']],
    ]);
  });

  it('asks the other tenants for a name that is known in one: each can have another organization with it', () => {
    const known = knownOf({ a: { loaded: numbered(3) }, b: {}, c: { loaded: numbered(3) } });
    const [plan] = planLookUps(listed('n1'), known, ['a', 'b', 'c']);
    assert.deepEqual([domainsOf(plan?.found), plan?.toAsk, plan?.lackedBy], [['a', 'c'], ['b'], []]);
  });
});

/** Tenants that have these organizations, and what they were asked. A failure befalls a key that it names. */
function server(tenants: Readonly<Record<string, readonly Organization[]>>, failures = new Map<string, Reason>()) {
  const asked: string[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;
  return {
    asked,
    failures,
    mostAtOnce: () => mostAtOnce,
    ask: async (domain: string, { kind, value }: { readonly kind: 'id' | 'name'; readonly value: string }) => {
      asked.push(`${domain} ${value}`);
      mostAtOnce = Math.max(mostAtOnce, ++atOnce);
      await Promise.resolve();
      atOnce--;
      const reason = failures.get(value);
      if (reason) {
        throw new ApiError(reason);
      }
      return tenants[domain]?.find(({ id, name }) => (kind === 'id' ? id : name) === value);
    },
  };
}

const shown = (lookUps: readonly LookUp[]) =>
  lookUps.map(({ found, failures, lackedBy }) =>
    found.length > 0 ? domainsOf(found).join('+') : (failures?.[0]?.error.reason ?? `not ${lackedBy.join('+')}`),
  );

describe('A run of look-ups', () => {
  const known = knownOf({ a: {}, b: {} });
  const domains = ['a', 'b'];
  const all = numbered(20);

  it('asks a tenant only for what the one before lacked, few at once, and keeps the order', async () => {
    const { ask, asked, mostAtOnce } = server({ a: all.slice(0, 10), b: all.slice(5, 15) });
    let answers = 0;
    const plan = planLookUps(listed(...all.map(({ id }) => id)), known, domains);
    const results = await runLookUps(plan, domains, ask, () => (answers += 1));
    assert.deepEqual(shown(results), [
      ...Array.from({ length: 10 }, () => 'a'),
      ...Array.from({ length: 5 }, () => 'b'),
      ...Array.from({ length: 5 }, () => 'not a+b'),
    ]);
    assert.deepEqual(asked, [...all.map(({ id }) => `a ${id}`), ...all.slice(10).map(({ id }) => `b ${id}`)]);
    assert.equal(answers, 30);
    assert.ok(asked.length <= maximumRequests(plan));
    assert.equal(mostAtOnce(), 4);
    assert.equal(maximumRequests(results), 0);
  });

  it('ends with a failure of a tenant, and a second run makes the requests that are left', async () => {
    const { ask, asked, failures } = server({ a: all.slice(0, 15), b: all }, new Map([[idOf(9), 'unreachable']]));
    const plan = planLookUps(listed(...all.map(({ id }) => id)), known, ['a']);
    const first = await runLookUps(plan, domains, ask);
    assert.equal(openLookUps(first)[0]?.failures?.[0]?.domain, 'a');
    const open = openLookUps(first).length;
    assert.ok(open >= 8 && open <= 11, String(open));
    assert.deepEqual(new Set(shown(openLookUps(first))), new Set(['unreachable']));
    failures.clear();
    const before = asked.length;
    assert.deepEqual(shown(await runLookUps(first, domains, ask)), [
      ...Array.from({ length: 15 }, () => 'a'),
      ...Array.from({ length: 5 }, () => 'not a'),
    ]);
    assert.equal(asked.length - before, open);
  });

  it('still asks the other tenants after a failure, and for the other kind of key', async () => {
    const { ask, asked } = server({ a: all, b: [] }, new Map(all.map(({ name = '' }) => [name, 'insufficientScope'])));
    const plan = planLookUps(listed(...namesOf(all), idOf(1), idOf(99)), known, domains);
    const results = await runLookUps(plan, domains, ask);
    assert.deepEqual(new Set(shown(results.slice(0, 20))), new Set(['insufficientScope']));
    assert.deepEqual(shown(results.slice(20)), ['a', 'not a+b']);
    assert.deepEqual(new Set(asked.map((request) => request[0])), new Set(domains));
    assert.ok(asked.length <= 2 * 4 + 3, asked.join());
  });

  it('asks every tenant for a name, and says each that has it, also after another has failed', async () => {
    const { ask, failures, asked } = server({ a: all.slice(0, 3), b: all.slice(1, 4) });
    const names = ['n0', 'n1', 'n3', 'n9'];
    const plan = planLookUps(listed(...names), known, domains);
    assert.equal(maximumRequests(plan), 8);
    const results = await runLookUps(plan, domains, ask);
    assert.deepEqual(shown(results), ['a', 'a+b', 'b', 'not a+b']);
    assert.deepEqual(asked, [...names.map((name) => `a ${name}`), ...names.map((name) => `b ${name}`)]);
    assert.deepEqual(openLookUps(results), []);

    failures.set('n1', 'badRequest');
    const refused = await runLookUps(plan, ['b'], ask);
    failures.clear();
    const [, both] = await runLookUps(refused, domains, ask);
    assert.deepEqual(domainsOf(both?.found).toSorted(), ['a', 'b']);
    assert.deepEqual(both?.toAsk, []);
  });

  it('goes on after a key that the tenant refuses', async () => {
    const { ask } = server({ a: all }, new Map([['n3', 'badRequest']]));
    const plan = planLookUps(listed(...namesOf(all)), known, ['a']);
    const results = await runLookUps(plan, domains, ask);
    assert.deepEqual(shown(openLookUps(results)), ['badRequest']);
  });

  it('does not hide an error that is no answer', async () => {
    const plan = planLookUps(listed(idOf(1)), known, ['a']);
    await assert.rejects(
      runLookUps(plan, domains, () => Promise.reject(new TypeError('a bug'))),
      TypeError,
    );
  });
});
