import assert from 'node:assert/strict';
import {
  asSent,
  isCompleteOrganizationId,
  isOrganizationId,
  isOrganizationName,
  organizationTitle,
  readOrganization,
} from '../../../src/api/organization.ts';

/** As an answer holds it. */
function read(json: string) {
  return readOrganization(JSON.parse(json));
}

describe('An organization in an answer', () => {
  it('is the very object where each field is as documented', () => {
    const sent: unknown = {
      id: 'org_1',
      name: 'acme',
      display_name: 'Acme',
      metadata: { plan: 'trial', old: null },
      branding: { logo_url: null, colors: { primary: '#000000' } },
      token_quota: { client_credentials: { per_day: 1 } },
    };
    assert.equal(readOrganization(sent), sent);
  });

  for (const json of ['null', '"org_1"', '7', '[]', '{}', '{"id":""}', '{"id":7}', '{"id":null}', '[{"id":"org_1"}]']) {
    it(`is none without an ID: ${json}`, () => {
      assert.equal(read(json), undefined);
    });
  }

  for (const value of ['null', '7', 'true', '{}', '["a"]']) {
    it(`has no name, display name, metadata or branding of another type: ${value}`, () => {
      const metadata = value === '{}' ? '7' : value;
      const organization = read(
        `{"id":"org_1","name":${value},"display_name":${value},"metadata":${metadata},"branding":${metadata}}`,
      );
      assert.deepEqual(Object.entries(organization ?? {}), [['id', 'org_1']]);
      assert.equal(organization && organizationTitle(organization), 'org_1');
    });
  }

  for (const [field, value, read] of [
    ['id', 'org_\ud800', 'org_\ufffd'],
    ['name', 7, undefined],
    ['display_name', null, undefined],
    ['metadata', { plan: 7 }, {}],
    ['branding', { logo_url: 7, colors: { primary: '#000' } }, { colors: { primary: '#000' } }],
    ['branding', { logo_url: null, colors: { primary: 7 } }, { logo_url: null, colors: {} }],
  ] as const) {
    it(`has what is left of a wrong ${field} alone, and is sent on as it came: ${JSON.stringify(value)}`, () => {
      const others = { id: 'org_1', name: 'acme', display_name: 'Acme', metadata: { plan: 'trial' }, branding: {} };
      const sent = { ...others, [field]: value };
      const organization = readOrganization(sent);
      assert.ok(organization);
      const { [field]: found, ...rest } = organization;
      const { [field]: _, ...unchanged } = others;
      assert.deepEqual(found, read);
      assert.deepEqual(rest, unchanged);
      assert.equal(asSent(organization), sent);
    });
  }

  it('is sent on as it came where nothing is wrong, also with a field `toJSON`', () => {
    const sent = { id: 'org_1', toJSON: 'x' };
    const organization = readOrganization(sent);
    assert.equal(organization && asSent(organization), sent);
  });

  it('is called by its display name, its name or its ID, whichever is the first that says something', () => {
    const titles = [{ display_name: 'Acme', name: 'acme' }, { display_name: ' ', name: 'acme' }, { name: 'acme' }, {}];
    assert.deepEqual(
      titles.map((fields) => organizationTitle({ id: 'org_1', ...fields })),
      ['Acme', 'acme', 'acme', 'org_1'],
    );
  });

  it('has of its metadata, logo and colours what is text', () => {
    const organization = read(
      '{"id":"org_1","metadata":{"a":"1","b":2,"c":null,"d":{}},"branding":{"logo_url":7,"colors":{"primary":"#000","x":[]}}}',
    );
    assert.deepEqual(organization?.metadata, { a: '1', c: null });
    assert.deepEqual(organization.branding, { colors: { primary: '#000' } });
  });

  it('has no halves of surrogate pairs, which no URI and no file can hold', () => {
    const organization = read(
      '{"id":"org_\\ud800","name":"\\udc00","display_name":"a\\ud800b","metadata":{"\\ud800":"\\ud800"}}',
    );
    assert.equal(organization?.id, 'org_\ufffd');
    assert.equal(organization.name, '\ufffd');
    assert.equal(organization.display_name, 'a\ufffdb');
    assert.deepEqual(organization.metadata, { '\ufffd': '\ufffd' });
  });

  it('is what was sent as JSON, whatever that was', () => {
    for (const json of [
      '{"id":"org_1","name":7,"display_name":null,"metadata":[1],"branding":{"colors":5,"x":1}}',
      '{"id":"org_\\ud800","name":"a","__proto__":{"a":1},"toJSON":"x"}',
    ]) {
      assert.equal(JSON.stringify(read(json)), json);
      assert.equal(JSON.stringify([read(json)], undefined, 2), JSON.stringify([JSON.parse(json)], undefined, 2));
    }
  });
});

describe('A text', () => {
  const long = 'a'.repeat(50);
  for (const [check, those, others] of [
    [
      isOrganizationId,
      ['org_a', 'org_VGZx1ySGh6PrYv0Y', `org_${long.slice(4)}`],
      ['org_', `org_${long.slice(3)}`, 'org_a/b', 'xorg_a', 'org_a b'],
    ],
    [
      isCompleteOrganizationId,
      ['org_VGZx1ySGh6PrYv0Y'],
      ['org_VGZx1ySGh6PrYv0', 'org_VGZx1ySGh6PrYv0YZ', 'org_VGZx1ySGh6PrYv0-', 'xorg_VGZx1ySGh6PrYv0Y'],
    ],
    [isOrganizationName, ['a', 'acme_corp-1', long], ['', `${long}a`, 'Acme', 'acme corp']],
  ] as const) {
    it(`is told from others by ${check.name}`, () => {
      assert.deepEqual(
        those.filter((text) => !check(text)),
        [],
      );
      assert.deepEqual(others.filter(check), []);
    });
  }
});
