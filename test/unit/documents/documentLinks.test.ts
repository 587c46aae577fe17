import assert from 'node:assert/strict';
import { idsInJson } from '../../../src/documents/idsInJson.ts';

const organization = 'org_VGZx1ySGh6PrYv0Y';

/** Each ID found, as it stands in the text, with its kind. */
function found(text: string): readonly string[] {
  return idsInJson(text).map(({ offset, length, id, kind }) => {
    assert.equal(text.slice(offset, offset + length), id);
    return `${kind} ${id}`;
  });
}

describe('Links in documents', () => {
  const values: readonly (readonly [what: string, text: string, ...links: string[]])[] = [
    ['an organization', `{"id": "${organization}"}`, `organization ${organization}`],
    ['a connection', '{"connection_id":"con_abc123"}', 'connections con_abc123'],
    ['a role in a list', '{"roles": ["rol_1", "rol_2"]}', 'roles rol_1', 'roles rol_2'],
    ['a client grant', '{\n  "id" :\n\t"cgr_x9"\n}', 'client-grants cgr_x9'],
    ['a group', '"grp_8kLm"', 'groups grp_8kLm'],
    ['an invitation', '"uinv_0"', 'invitations uinv_0'],
    ['a discovery domain', '"ord_1cwC3vnXCTo1wdQpwasYNk"', 'discovery-domains ord_1cwC3vnXCTo1wdQpwasYNk'],
    ['a user', '{"user_id": "auth0|5f7c8ec7"}', 'members auth0|5f7c8ec7'],
    ['a user of a company', '{"user_id":"samlp|acme-saml|jo@acme.com"}', 'members samlp|acme-saml|jo@acme.com'],
    ['an ID in the metadata', `{"metadata":{"parent":"${organization}"}}`, `organization ${organization}`],
  ];
  for (const [what, text, ...links] of values) {
    it(`lead from ${what}`, () => {
      assert.deepEqual(found(text), links);
    });
  }

  const others: readonly (readonly [what: string, text: string])[] = [
    ['a key', `{"${organization}": 1, "con_1"\n : {}, "rol_1":"x"}`],
    ['a part of a text', `{"name": "see ${organization}", "a": "con_1 "}`],
    ['an ID that is cut short', '["org_VGZx1ySGh6PrYv0", "con_", "rol"]'],
    ['an ID that is too long', `["${organization}0", "con_${'a'.repeat(46)}"]`],
    ['a prefix in other letters', `["ORG_VGZx1ySGh6PrYv0Y", "Con_1", "user_1", "constructor_1"]`],
    [
      'a user ID elsewhere',
      '{"name": "auth0|1", "ids": ["auth0|2"], "user_id": ["auth0|3"], "user_id": {"a": "auth0|4"}}',
    ],
    ['a value that follows the one of user_id', '{"user_id": 1, "name": "auth0|1", "user_id": null\n"auth0|2"}'],
    ['a user ID that is not whole', '{"user_id": "auth0|", "user_id": "|1", "user_id": "auth0"}'],
    ['what is written with escapes', '["org_VGZx1ySGh6PrYv0\\u0059", "con\\u005f1"]'],
    ['a user ID that is written with escapes', '{"user_id": "auth0|a\\"b"}'],
    ['an ID inside quotes in a text', `["\\"${organization}\\"", "\\\\\\"con_1\\\\\\""]`],
    ['other letters that look alike', '["org_VGZx1ySGh6PrYv0Ü", "соn_1", "con_1\u200b"]'],
    ['nothing', ''],
    ['only a quote', '"'],
    ['a string without an end', `{"id": "${organization}`],
    ['a string that ends in a backslash', `{"id": "${organization}\\`],
    ['a string that goes over two lines', `{"id": "${organization}\n"}`],
  ];
  for (const [what, text] of others) {
    it(`do not lead from ${what}`, () => {
      assert.deepEqual(found(text), []);
    });
  }

  it('go on behind a line that is broken', () => {
    const text = `{"a": "broken\n"id": "${organization}", "b": tru "con_1" ]\r\n"c\\\n"rol_1"`;
    assert.deepEqual(found(text), [`organization ${organization}`, 'connections con_1', 'roles rol_1']);
  });

  it('are found behind strings that end in backslashes', () => {
    assert.deepEqual(found('["a\\\\", "con_1", "\\\\\\"", "rol_1"]'), ['connections con_1', 'roles rol_1']);
  });

  it('are found where they are on a page of another script', () => {
    assert.deepEqual(found('{"name": "株式会社 🎌", "id": "con_1"}'), ['connections con_1']);
  });

  it('take time that grows with the text, not faster', () => {
    // Each of these takes minutes when something is read again for each character or each string.
    const many = 500_000;
    assert.deepEqual(found('"'.repeat(2 * many + 1)), []);
    assert.deepEqual(found(`"${'\\'.repeat(2 * many)}`), []);
    assert.deepEqual(found('"\\\n'.repeat(many)), []);
    assert.deepEqual(found(`{"user_id":${' '.repeat(many)}"auth0|1"`), ['members auth0|1']);
    assert.deepEqual(found(`"a"${' '.repeat(many)}`.repeat(2)), []);
    assert.deepEqual(found(`"user_id":"${'a'.repeat(many)}|${'b'.repeat(many)}"`), []);
    assert.deepEqual(found('{"a":'.repeat(many)), []);
  });
});
