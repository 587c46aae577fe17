import assert from 'node:assert/strict';
import { organizationTitle, readOrganization } from '../../../src/api/organization.ts';

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
