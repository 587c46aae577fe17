import assert from 'node:assert/strict';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import {
  orderedDocuments,
  orderedForm,
  sideAddress,
  sideDocuments,
  sideForm,
  summaryAddress,
  summaryDocuments,
  summaryForm,
} from '../../../src/compare/comparisonDocuments.ts';
import { isAboutOrganizations, isList } from '../../../src/documents/documentAddress.ts';
import { type DocumentKind, organizationForm } from '../../../src/documents/documentKinds.ts';
import { formOf, fromUri, toUri } from '../documents/documentKinds.ts';

const domain = 'acme.eu.auth0.com';
const id = 'org_VGZx1ySGh6PrYv0Y';

describe('Addresses of comparisons', () => {
  const time = '2026-11-27T10:00:00.000Z';
  for (const [kind, ...rest] of [['comparison'], ['tenants'], ['snapshot', time, 'saved']] as const) {
    it(`lead to a side of a comparison, in a folder for all of them: ${kind}`, () => {
      for (const other of ['b.auth0.com', '127.0.0.1:4001']) {
        const path = [kind, other, 'org_2', ...rest];
        const components = toUri({ domain, id, name: 'acme', path });
        assert.equal(components.path, `/${kind}/acme.json`);
        const address = fromUri(components);
        assert.deepEqual(address, { domain, id, name: 'acme', path });
        assert.equal(formOf(address), sideForm);
        for (const bad of [
          { path: `/${kind}/acme.md` },
          { path: '/acme.json' },
          { path: `/${kind === 'tenants' ? 'comparison' : 'tenants'}/acme.json` },
          { query: `${components.query}/saved` },
          { query: `${id}/${kind}/${other}` },
          { query: `${id}/${kind}/${other}/org-2` },
          { query: `${id}/${kind}/a%2Fb/org_2` },
          { query: `users/${kind}/${other}/org_2` },
        ]) {
          assert.equal(fromUri({ ...components, ...bad }), undefined, JSON.stringify(bad));
        }
      }
      const section = toUri({ domain, id, name: kind, path: ['members'] });
      assert.equal(section.path, `/${id}/members.json`);
      assert.equal(fromUri({ ...section, path: `/${kind}/members.json` }), undefined);
    });
  }

  it('tell what is in a snapshot from what the tenant has, and from other snapshots', () => {
    const paths = [
      ['tenants', domain, id],
      ['snapshot', domain, id, time, 'saved'],
      ['snapshot', domain, id, time, 'current'],
      ['snapshot', domain, id, time.replace('10', '11'), 'saved'],
    ];
    const addresses = paths.map((path) => toUri({ domain, id, name: 'acme', path }));
    assert.equal(new Set(addresses.map(({ path, query }) => `${path}?${query}`)).size, paths.length);
    assert.deepEqual(
      addresses.map((components) => fromUri(components)),
      paths.map((path) => ({ domain, id, name: 'acme', path })),
    );
    const [, saved] = addresses;
    assert.ok(saved);
    for (const rest of [[], [time], [time, 'other'], ['now', 'saved'], [`${time}x`, 'saved'], [`x${time}`, 'saved']]) {
      const query = [id, 'snapshot', domain, id, ...rest].map(encodeURIComponent).join('/');
      assert.equal(fromUri({ ...saved, query }), undefined, query);
    }
  });

  it('lead to the summary of a snapshot', () => {
    const components = toUri(
      summaryAddress(domain, { comparedWith: domain, titles: ['Production on Monday', 'Production'], snapshot: time }),
    );
    assert.deepEqual(
      [components.path, components.query],
      ['/snapshot/Production.md', `snapshot/${domain}/2026-11-27T10%3A00%3A00.000Z`],
    );
    const address = fromUri(components) ?? assert.fail();
    assert.deepEqual(address, { domain, name: 'Production', path: ['snapshot', domain, time] });
    assert.deepEqual([formOf(address), isList(address), isAboutOrganizations(address)], [summaryForm, false, false]);
    for (const bad of [
      { path: '/tenants/Production.md' },
      { path: '/snapshot/Production.json' },
      { query: `tenants/${domain}/2026-11-27T10%3A00%3A00.000Z` },
      { query: `snapshot/${domain}` },
      { query: `snapshot/${domain}/now` },
      { query: components.query.replace('2026', 'x2026') },
      { query: `${components.query}/saved` },
    ]) {
      assert.equal(fromUri({ ...components, ...bad }), undefined, JSON.stringify(bad));
    }
  });

  it('lead to the summary of two tenants', () => {
    const components = toUri(
      summaryAddress(domain, { comparedWith: '127.0.0.1:4001', titles: ['Łódź', 'a.auth0.com'] }),
    );
    assert.deepEqual(
      [components.path, components.query],
      ['/tenants/Łódź – a-auth0-com.md', 'tenants/127.0.0.1%3A4001'],
    );
    const address = fromUri(components) ?? assert.fail();
    assert.deepEqual(address, { domain, name: 'Łódź – a-auth0-com', path: ['tenants', '127.0.0.1:4001'] });
    assert.deepEqual([formOf(address), isList(address), isAboutOrganizations(address)], [summaryForm, false, false]);
    for (const bad of [
      { path: '/tenants/Łódź – a-auth0-com.json' },
      { path: '/tenants/acme/eu.md' },
      { query: 'tenants' },
      { query: 'tenants/a/b' },
      { query: 'tenants/a.auth0.com/x' },
    ]) {
      assert.equal(fromUri({ ...components, ...bad }), undefined, JSON.stringify(bad));
    }
  });

  it('have the other organization in them, and of a snapshot its side', () => {
    const other = { kind: 'snapshot', domain: 'b.auth0.com', id: 'org_2', side: [time, 'saved'] } as const;
    assert.deepEqual(sideAddress(domain, { id, name: 'acme' }, other), {
      domain,
      id,
      name: 'acme',
      path: ['snapshot', 'b.auth0.com', 'org_2', time, 'saved'],
    });
    assert.deepEqual(sideAddress(domain, { id }, { kind: 'tenants', domain: 'b.auth0.com', id: 'org_2' }), {
      domain,
      id,
      name: id,
      path: ['tenants', 'b.auth0.com', 'org_2'],
    });
  });

  it('lead to an organization alone, as it is compared, and to nothing in it', () => {
    const components = toUri({ domain, id, name: 'acme', path: ['ordered'] });
    const address = fromUri(components) ?? assert.fail();
    assert.deepEqual(address, { domain, id, name: 'acme', path: ['ordered'] });
    assert.equal(formOf(address), orderedForm);
    assert.equal(orderedForm.schemaOf(address), organizationForm.schemaOf({ domain, id, path: [] }));
    assert.equal(fromUri({ ...components, query: `${components.query}/members` }), undefined);
  });
});

describe('Documents of comparisons', () => {
  it('show an organization alone with its keys in order, without its ID and what says nothing', async () => {
    const asked: unknown[] = [];
    const organizations: DocumentKind = {
      ...organizationForm,
      isReport: false,
      read: (address) => {
        asked.push(address);
        return Promise.resolve({ name: 'acme', id, metadata: { b: '2', a: '1' }, branding: null });
      },
      failureOf: () => assert.fail(),
    };
    const ordered = orderedDocuments(organizations);
    const address = { domain, id, name: 'acme', path: ['ordered'] };
    const content = await ordered.read(address, backgroundContext(), 'open');
    assert.equal(JSON.stringify(content), '{"metadata":{"a":"1","b":"2"},"name":"acme"}');
    assert.deepEqual(asked, [{ ...address, path: [] }]);
    assert.deepEqual(ordered.names, orderedForm.names);
  });

  for (const [what, kind, form, content] of [
    ['side', sideDocuments, sideForm, (text: string) => ({ not_compared: [text] })],
    ['summary', summaryDocuments, summaryForm, (text: string) => `${text}\n`],
  ] as const) {
    it(`say of a ${what} that it is not kept, and make no request`, async () => {
      const text = 'A comparison is not kept when its tab or the window closes. Compare again.';
      const address = { domain, path: [] };
      assert.deepEqual(await kind.read(address, backgroundContext(), 'open'), content(text));
      assert.ok(kind.isReport);
      assert.equal(kind.names, form.names);
      const { what: failed, documentation } = kind.failureOf(address);
      assert.equal(failed, 'The organizations could not be compared');
      assert.equal(documentation, 'organizations/get-organizations-by-id');
    });
  }
});
