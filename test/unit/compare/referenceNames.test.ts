import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import type { Page } from '../../../src/api/pageReader.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import { both, comparablePair, compareSections } from '../../../src/compare/comparable.ts';
import { differencesOf } from '../../../src/compare/differences.ts';
import { namesIn, namesOfTenant, noNames, settleUnnamed, uniqueNames } from '../../../src/compare/referenceNames.ts';
import { type Reference, ruleOf } from '../../../src/compare/sectionRules.ts';
import type { Item } from '../../../src/sections/section.ts';
import type { Tenants } from '../../../src/tenants/tenants.ts';

const context = backgroundContext();
const reference = { kind: 'application', id: 'a', field: 'client_id' } as const;

/** The names of the applications of a tenant whose list has these pages. */
async function namesAsked(beforePage: (() => Promise<void>) | undefined, ...pages: readonly (Page<Item> | ApiError)[]) {
  const rest = [...pages];
  const readPage = () => {
    const page = rest.shift() ?? { items: [] };
    return page instanceof ApiError ? Promise.reject(page) : Promise.resolve(page);
  };
  const tenants = { pages: () => readPage } as unknown as Pick<Tenants, 'pages' | 'read'>;
  return [...(await namesOfTenant(tenants, 'a.auth0.com', beforePage)([reference], context)).application];
}

const applicationNames = (...pages: readonly (Page<Item> | ApiError)[]) => namesAsked(undefined, ...pages);

const page = (id: string, name: unknown, more: Partial<Page<Item>> = {}) => ({
  items: [{ client_id: id, name }],
  ...more,
});

describe('Names in place of the IDs of applications', () => {
  it('are those of the whole list', async () => {
    assert.deepEqual(await applicationNames(page('a', 'Portal', { next: '2' }), page('b', 'Export')), [
      ['a', 'Portal'],
      ['b', 'Export'],
    ]);
  });

  it('are none where the list was refused on its second page, or cut off: another may have the same name', async () => {
    const denied = new ApiError('insufficientScope', { status: 403 });
    assert.deepEqual(await applicationNames(page('a', 'Portal', { next: '2' }), denied), []);
    assert.deepEqual(await applicationNames(page('a', 'Portal', { isCutOff: true })), []);
  });

  it('are none where the person declines before a page of a long list, which ends nothing else', async () => {
    let left = 1;
    const consent = () => (left-- > 0 ? Promise.resolve() : Promise.reject(new ApiError('cancelled')));
    const pages = [page('a', 'Portal', { next: '2' }), page('b', 'Export')];
    assert.deepEqual(await namesAsked(consent, ...pages), []);
    left = 2;
    assert.equal((await namesAsked(consent, ...pages)).length, 2);
  });

  it('are asked for again after a refusal once the work goes on, and only then', async () => {
    const denied = new ApiError('insufficientScope', { status: 403 });
    let isDenied = true;
    const asked: string[] = [];
    const answer = <T>(what: string, allowed: T): Promise<T> => {
      asked.push(what);
      return isDenied ? Promise.reject(denied) : Promise.resolve(allowed);
    };
    const tenants = {
      pages: () => () => answer('applications', page('a', 'Portal')),
      read: () => (path: string) => answer(path, { name: 'acme' }),
    } as unknown as Pick<Tenants, 'pages' | 'read'>;
    const readNames = namesOfTenant(tenants, 'a.auth0.com');
    const told = async (within: typeof context) => {
      const names = await readNames([reference, { kind: 'connection', id: 'con_1', field: 'connection_id' }], within);
      return [names.application.get('a'), names.connection.get('con_1'), asked.splice(0).length];
    };
    assert.deepEqual(await told(context), [undefined, undefined, 2]);
    isDenied = false;
    assert.deepEqual(await told(context), [undefined, undefined, 0]);
    const later = backgroundContext();
    assert.deepEqual(await told(later), ['Portal', 'acme', 2]);
    assert.deepEqual(await told(backgroundContext()), ['Portal', 'acme', 0]);
  });

  it('of applications are all read before a connection is asked for, after whose failure nothing is read on', async () => {
    const asked: string[] = [];
    const failing = new ApiError('serverError', { status: 500 });
    const namesWith = (...pages: readonly (Page<Item> | ApiError)[]) => {
      const rest = [...pages];
      const answer = (what: string, given: Page<Item> | ApiError = failing): Promise<unknown> => {
        asked.push(what);
        return given instanceof ApiError ? Promise.reject(given) : Promise.resolve(given);
      };
      const tenants = {
        pages: () => () => answer('applications', rest.shift()),
        read: () => (path: string) => answer(path),
      } as unknown as Pick<Tenants, 'pages' | 'read'>;
      const connection = { kind: 'connection', id: 'con_1', field: 'connection_id' } as const;
      return namesOfTenant(tenants, 'a.auth0.com')([connection, reference], context);
    };
    await assert.rejects(namesWith(page('a', 'Portal', { next: '2' }), page('b', 'Export')), failing);
    assert.deepEqual(asked.splice(0), ['applications', 'applications', '/connections/con_1']);
    // A failure of the list that nobody waits for would end the process.
    await assert.rejects(namesWith(page('a', 'Portal', { next: '2' }), failing), failing);
    assert.deepEqual(asked, ['applications', 'applications']);
  });

  it('are those alone that items refer to, without copies of all others, which count where they have the same name', () => {
    const applications = Array.from({ length: 1000 }, (_, place) => [`id-${place}`, `Name ${place % 999}`] as const);
    const more = { ...noNames, application: new Map(applications) };
    const refers = (id: string) => ({ ...reference, id });
    const { application } = uniqueNames(noNames, more, [refers('id-0'), refers('id-1'), refers('id-999')]);
    assert.deepEqual([...application], [['id-1', 'Name 1']]);
    const own = { ...noNames, application: new Map([['new', 'Name 2']]) };
    assert.deepEqual([...uniqueNames(own, more, []).application], []);
  });

  it('are not blank, as which they would read as no application', async () => {
    assert.deepEqual(
      await applicationNames({ items: ['', ' ', null].map((name, id) => ({ client_id: `${id}`, name })) }),
      [],
    );
    const clients = ['', ' '].map((name, id) => ({ client_id: `${id}`, client: { name } }));
    assert.deepEqual([...namesIn([['clients', clients]]).application], []);
  });

  it('are those of the right kind, and none that several have, wherever they are told', () => {
    const own = {
      ...noNames,
      application: new Map([
        ['a', 'Portal'],
        ['b', 'Portal'],
        ['c', 'Export'],
      ]),
      connection: new Map([['con_1', 'saml']]),
      role: new Map([['rol_1', 'Admin']]),
    };
    const more = { ...noNames, application: new Map([...own.application, ['d', 'Portal'], ['e', 'Other']]) };
    const names = uniqueNames(own, more, [{ kind: 'connection', id: 'e', field: 'connection_id' }]);
    assert.deepEqual(
      [names.application, names.connection, names.role, names.profile].map((each) => [...each]),
      [[['c', 'Export']], [['con_1', 'saml']], [['rol_1', 'Admin']], []],
    );
  });

  it('are the same one of several names of an application, in whatever order they are told', () => {
    const clients = ['B', 'A', 'C'].map((name) => ({ client_id: 'a', client: { name } }));
    for (const items of [clients, clients.toReversed()]) {
      assert.deepEqual([...namesIn([['clients', items]]).application], [['a', 'A']]);
    }
  });

  it('are asked for of a connection with its name alone, and are none where the tenant does not tell it', async () => {
    const connection = (id: string) => ({ kind: 'connection', id, field: 'connection_id' }) as const;
    const asked: unknown[] = [];
    const answers: readonly unknown[] = [
      { name: 'acme' },
      new ApiError('notFound', { status: 404 }),
      new ApiError('missingFeature', { status: 403 }),
      new ApiError('forbidden', { status: 403 }),
      {},
    ];
    const read = () => (path: string, query: unknown) => {
      const answer = answers[asked.push([path, query]) - 1];
      return answer instanceof ApiError ? Promise.reject(answer) : Promise.resolve(answer);
    };
    const readNames = namesOfTenant({ read } as unknown as Pick<Tenants, 'pages' | 'read'>, 'a.auth0.com');
    const references = ['con/1', 'con_2', 'con_3', 'con_4', 'con_5'].map(connection);
    assert.deepEqual([...(await readNames(references, context)).connection], [['con/1', 'acme']]);
    const query = { fields: 'name', include_fields: 'true' };
    assert.deepEqual(
      asked.splice(0),
      ['con%2F1', 'con_2', 'con_3', 'con_4', 'con_5'].map((id) => [`/connections/${id}`, query]),
    );
    await readNames(references, context);
    assert.deepEqual(asked, []);
  });

  it('are not told of a grant that a tenant lacks where another grant of it has no name', () => {
    const rule = ruleOf('client-grants');
    const grant = (name: string, ...unnamed: readonly Reference[]) => ({
      normal: { audience: 'urn:a', client_id: name },
      unnamed,
    });
    const why = 'Not compared: The name of a is not known, or not unique.';
    const settled = (first: readonly ReturnType<typeof grant>[], second: readonly ReturnType<typeof grant>[]) =>
      settleUnnamed([first, second], rule).map((own) => own.map(({ normal }) => normal.client_id));
    const nameless = grant('a', reference);
    assert.deepEqual(settled([grant('Portal'), grant('Export')], [nameless]), [[why, why], [why]]);
    assert.deepEqual(settled([nameless], [grant('Portal'), grant('Export')]), [[why], [why, why]]);
    const portal = grant('Portal');
    assert.deepEqual(settled([portal, grant('Export')], [nameless, portal]), [
      ['Portal', why],
      [why, 'Portal'],
    ]);
    const elsewhere = { ...portal, normal: { ...portal.normal, audience: 'urn:b' } };
    assert.deepEqual(settled([elsewhere], [nameless]), [['Portal'], [why]]);
  });

  it('are told in one way, in whatever order a tenant sends grants without a name', () => {
    const grant = (client_id: string, scope: string) => ({ client_id, audience: 'urn:a', scope: [scope] });
    const clients = { items: [{ client_id: 'p', client: { name: 'Portal' } }] };
    const documentsOf = (second: readonly Item[]) =>
      comparablePair(
        both([[grant('a', 'read')], second], (items, place) => ({
          ...{ title: `${place}`, domain: `${place}.auth0.com`, organization: {} },
          sections: { clients, 'client-grants': { items } },
        })),
        false,
      );
    const grants = [grant('p', 'write'), grant('b', 'delete')];
    assert.deepEqual(documentsOf(grants), documentsOf(grants.toReversed()));
  });
});

describe('Profiles in templates of two tenants, whose names no request tells,', () => {
  const templates = (fields: Item): Item[] => [{ id: 'otp_1', name: 'Usual', allowed_strategies: ['okta'], ...fields }];
  const profiles = (suffix: string) => ({
    connection_profile_id: `cop_${suffix}`,
    user_attribute_profile_id: `uap_${suffix}`,
  });
  const sideOf = (domain: string, fields: Item) => ({
    ...{ title: domain, domain, organization: { id: 'org_1', name: 'acme' } },
    sections: { 'organization-templates': { items: templates(fields) } },
  });
  const why = (id: string) => `The name of ${id} is not known, or not unique.`;
  const [first, second] = [sideOf('a.auth0.com', profiles('1')), sideOf('b.auth0.com', profiles('2'))];

  it('are not compared, which the list and the documents say, and what the summary is made of', () => {
    const documents = comparablePair([first, second], false);
    const { differences, notCompared } = differencesOf(documents);
    assert.deepEqual(differences, []);
    assert.deepEqual(Object.keys(notCompared), ['organization-templates']);
    assert.deepEqual(documents[0], documents[1]);
    const text = JSON.stringify(documents[0]);
    for (const kind of ['cop', 'uap']) {
      assert.ok(text.includes(`_id":"Not compared: ${why(`${kind}_1`)} ${why(`${kind}_2`)}"`), text);
      assert.ok(text.includes(`"b.auth0.com: ${why(`${kind}_2`)}"`), text);
    }
    const { missing, differing, leftOut } = compareSections([first, second], 'twoTenants');
    const told = both([1, 2], (side) => [why(`cop_${side}`), why(`uap_${side}`)]);
    assert.deepEqual([missing, differing, leftOut], [{ 'organization-templates': told }, [], []]);
  });

  it('leave all else of the template compared, and that one has none is told', () => {
    const other = sideOf('b.auth0.com', { ...profiles('2'), allowed_strategies: ['samlp'] });
    assert.deepEqual(fieldsIn([first, other]), ['allowed_strategies']);
    const without = sideOf('b.auth0.com', { user_attribute_profile_id: 'uap_2' });
    assert.deepEqual(fieldsIn([first, without]), ['connection_profile_id']);
  });

  it('count by their IDs in one tenant', () => {
    const within = [first, { ...sideOf('a.auth0.com', profiles('2')) }] as const;
    assert.deepEqual(fieldsIn(within), ['connection_profile_id', 'user_attribute_profile_id']);
  });

  function fieldsIn(sides: Parameters<typeof comparablePair>[0]): readonly (string | undefined)[] {
    return differencesOf(comparablePair(sides, false)).differences.map(({ field }) => field);
  }
});
