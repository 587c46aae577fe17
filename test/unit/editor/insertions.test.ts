import assert from 'node:assert/strict';
import type { Organization } from '../../../src/api/organization.ts';
import type { InsertionForm } from '../../../src/editor/insertionForms.ts';
import { insertionLanguage, insertionTexts } from '../../../src/editor/insertionTexts.ts';
import { foreignNames, hostileNames } from '../../tenant/sampleText.ts';

const acme = { id: 'org_VGZx1ySGh6PrYv0Y', name: 'acme-corp', display_name: 'Acme, Inc. – Zoë & Co' };
const beta = { id: 'org_9makbo2zcjnb6scn', name: '7seas', display_name: 'Seven Seas' };
const bare = { id: 'org_C4aHAvxgF1GAy87x' };

interface Place {
  readonly languageId?: string;
  readonly fileName?: string;
  readonly text?: string;
}

const yaml: Place = { languageId: 'yaml', fileName: '/w/auth0/tenant.yaml' };

/** Each form that is offered, with its text. */
function offered(
  organizations: readonly Organization[],
  place: Place = {},
): Readonly<Partial<Record<InsertionForm, string>>> {
  const { languageId = 'plaintext', fileName = '/w/notes', text = '' } = place;
  const dropped = organizations.map((organization) => ({
    organization,
    uri: `auth0-organization://t.auth0.com/x.json?${organization.id}`,
  }));
  const texts = insertionTexts(dropped, insertionLanguage({ languageId, fileName, getText: () => text }));
  return Object.fromEntries(texts.map(({ form, text }) => [form, text]));
}

const forms = (organizations: readonly Organization[], place?: Place) => Object.keys(offered(organizations, place));

describe('Dropped organizations', () => {
  it('become their IDs first, in any file', () => {
    assert.deepEqual(forms([acme]), ['id', 'name', 'link']);
    assert.equal(offered([acme]).id, acme.id);
    assert.equal(offered([acme]).name, 'acme-corp');
    assert.equal(offered([acme]).link, `auth0-organization://t.auth0.com/x.json?${acme.id}`);
  });

  it('become one line each', () => {
    assert.equal(offered([acme, beta]).id, `${acme.id}\n${beta.id}`);
    assert.equal(offered([acme, beta]).name, 'acme-corp\n7seas');
    assert.equal(offered([acme, beta]).link?.split('\n').length, 2);
    assert.equal(
      offered([acme, beta], { languageId: 'dotenv' }).setting,
      `AUTH0_ORGANIZATION=${acme.id}\nAUTH0_ORGANIZATION=${beta.id}`,
    );
  });

  const settings: readonly (readonly [languageId: string, setting: string])[] = [
    ['typescript', `organization: "${acme.id}"`],
    ['javascriptreact', `organization: "${acme.id}"`],
    ['vue', `organization: "${acme.id}"`],
    ['dotenv', `AUTH0_ORGANIZATION=${acme.id}`],
    ['properties', `AUTH0_ORGANIZATION=${acme.id}`],
    ['shellscript', `AUTH0_ORGANIZATION=${acme.id}`],
    ['json', `"organization": "${acme.id}"`],
    ['jsonc', `"organization": "${acme.id}"`],
    ['yaml', `organization: ${acme.id}`],
    ['terraform', `organization_id = "${acme.id}"`],
    ['python', `organization="${acme.id}"`],
    ['dart', `organizationId: "${acme.id}"`],
    ['go', `oauth2.SetAuthURLParam("organization", "${acme.id}")`],
    ['rust', `.add_extra_param("organization", "${acme.id}")`],
    ['powershell', `$env:AUTH0_ORGANIZATION = "${acme.id}"`],
    ['bat', `set "AUTH0_ORGANIZATION=${acme.id}"`],
    ['dockerfile', `ENV AUTH0_ORGANIZATION=${acme.id}`],
    ['makefile', `AUTH0_ORGANIZATION := ${acme.id}`],
    ['ini', `AUTH0_ORGANIZATION=${acme.id}`],
    ['toml', `organization = "${acme.id}"`],
  ];
  for (const [languageId, setting] of settings) {
    it(`are set in ${languageId} as it wants it`, () => {
      assert.equal(offered([acme], { languageId }).setting, setting);
    });
  }

  const files: readonly (readonly [fileName: string, languageId: string, setting: string])[] = [
    ['/w/.env.local', 'plaintext', `AUTH0_ORGANIZATION=${acme.id}`],
    ['C:\\w\\.env', 'plaintext', `AUTH0_ORGANIZATION=${acme.id}`],
    ['/w/prod.tfvars', 'plaintext', `organization_id = "${acme.id}"`],
    ['/w/wrangler.toml', 'ini', `organization = "${acme.id}"`],
    ['/w/.github/workflows/deploy.yml', 'yaml', `AUTH0_ORGANIZATION: ${acme.id}`],
    ['/w/compose.dev.yaml', 'yaml', `AUTH0_ORGANIZATION: ${acme.id}`],
    ['/w/workflows/deploy.yml', 'yaml', `organization: ${acme.id}`],
  ];
  for (const [fileName, languageId, setting] of files) {
    it(`are set in ${fileName} as it wants it`, () => {
      assert.equal(offered([acme], { languageId, fileName }).setting, setting);
    });
  }

  it('are set in no language of which no way is known', () => {
    for (const languageId of ['html', 'xml', 'sql', 'css', 'plaintext', 'markdown', 'cpp', 'constructor']) {
      assert.equal(offered([acme], { languageId }).setting, undefined, languageId);
    }
  });

  it('have no form that one of the organizations cannot have', () => {
    assert.deepEqual(forms([acme, bare], yaml), ['id', 'setting', 'link']);
    for (const name of ['Acme Corp', 'a"b', 'a\nb', '', 'x'.repeat(51)]) {
      assert.deepEqual(forms([{ ...acme, name }], yaml), ['id', 'setting', 'link'], name);
    }
  });

  describe('in Terraform', () => {
    const block = (name: string, id: string) => `data "auth0_organization" "${name}" {\n  organization_id = "${id}"\n}`;

    it('become data sources, with an empty line between them', () => {
      assert.equal(
        offered([acme, beta], { languageId: 'terraform' }).terraform,
        `${block('acme-corp', acme.id)}\n\n${block('_7seas', beta.id)}`,
      );
    });

    it('have labels that differ where names differ', () => {
      const labels = ['a-b', 'a_b', '-a', '7'].map(
        (name) =>
          /"auth0_organization" "([^"]*)"/.exec(
            offered([{ ...acme, name }], { languageId: 'hcl' }).terraform ?? '',
          )?.[1],
      );
      assert.deepEqual(labels, ['a-b', 'a_b', '_-a', '_7']);
    });

    it('are named after their ID where they have no name', () => {
      const place = { languageId: 'hcl' };
      assert.equal(offered([bare], place).terraform, block(bare.id, bare.id));
      assert.equal(offered([{ ...bare, name: 'a" {}' }], place).terraform, block(bare.id, bare.id));
    });

    it('are known by the name of the file where VS Code does not know Terraform', () => {
      assert.ok(forms([acme], { fileName: '/w/infra/main.tf' }).includes('terraform'));
      assert.ok(forms([acme], { fileName: 'C:\\w\\main.TF' }).includes('terraform'));
      for (const fileName of ['/w/main.tfvars', '/w/main.tf.json', '/w/tf', '/w/x.tf/notes']) {
        assert.ok(!forms([acme], { fileName }).includes('terraform'), fileName);
      }
    });
  });

  describe('in the YAML of the Deploy CLI', () => {
    const warning = '# A deployment removes connections and client grants that are not listed here.';

    it('become entries of its list, with a warning of what they do to organizations that exist', () => {
      assert.equal(
        offered([acme, { id: bare.id, name: 'no' }], yaml).deployCli,
        `${warning}\n- name: "acme-corp"\n  display_name: "Acme, Inc. – Zoë & Co"\n- name: "no"`,
      );
    });

    it('are known by the name of the file or by its list', () => {
      const places: readonly Place[] = [
        { fileName: '/w/tenant.yml' },
        { fileName: 'C:\\w\\tenant.yaml' },
        { text: 'tenant: {}\r\n\r\norganizations:\r\n  - name: a' },
        { text: 'organizations : []' },
      ];
      for (const place of places) {
        assert.ok(forms([acme], { languageId: 'yaml', ...place }).includes('deployCli'), JSON.stringify(place));
      }
      const others: readonly Place[] = [
        { fileName: '/w/my-tenant.yaml' },
        { text: 'a:\n  organizations: []' },
        { text: '# organizations:\nallorganizations: 1' },
        { languageId: 'plaintext', fileName: '/w/tenant.yaml' },
      ];
      for (const place of others) {
        assert.ok(!forms([acme], { languageId: 'yaml', ...place }).includes('deployCli'), JSON.stringify(place));
      }
    });

    it('keep every display name between the quotes, and all of it', () => {
      const others = ['\u0085\u2028\u2029\ufeff\0\x7f', 'a\\"b: #c', '\ud800', 'a\u{e0041}b'];
      for (const displayName of [...foreignNames, ...hostileNames, ...others]) {
        const text = offered([{ ...acme, display_name: displayName }], yaml).deployCli ?? '';
        const [above, first, second = '', ...more] = text.split(/[\n\r\u0085\u2028\u2029]/);
        assert.deepEqual([above, first], [warning, '- name: "acme-corp"']);
        assert.deepEqual(more, []);
        const quoted = /^ {2}display_name: (.*)$/.exec(second)?.[1] ?? '';
        // A string in JSON is the same in YAML.
        assert.equal(JSON.parse(quoted), displayName);
        assert.doesNotMatch(quoted, /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufeff\u{e0041}]/u);
      }
    });
  });

  describe('in Markdown', () => {
    const link = (organization: Organization) => offered([organization], { languageId: 'markdown' }).link;
    const uri = `auth0-organization://t.auth0.com/x.json?${acme.id}`;

    it('are links with the title of the sidebar', () => {
      assert.equal(link(acme), `[Acme, Inc. – Zoë & Co](${uri})`);
      assert.equal(link({ id: acme.id, name: 'acme_corp' }), `[acme_corp](${uri})`);
      assert.equal(link({ id: acme.id, name: 'a', display_name: '   ' }), `[a](${uri})`);
    });

    const texts: readonly (readonly [displayName: string, text: string])[] = [
      ['[a](command:b)', '\\[a\\] (command:b)'],
      ['a](b', 'a\\] (b'],
      ['<img src=x>', '\\<\u2060img src=x\\>'],
      ['`a` *b* _c_ ~~d~~ | $e$', '\\`a\\` \\*b\\* \\_c\\_ \\~\\~d\\~\\~ \\| \\$e\\$'],
      ['a\\', 'a\\\\'],
      ['&lt;b&#62; R&D, A & B', '\\&lt;b\\&\\#62; R\\&D, A & B'],
      ['{process.env.HOME} ${a}', '\\{process.env.HOME\\} \\$\\{a\\}'],
      ['# Heading\n\n**bold**', '\\# Heading \\*\\*bold\\*\\*'],
      ['Acme\u202etxt.exe', 'Acme\\\\u202etxt.exe'],
    ];
    for (const [displayName, text] of texts) {
      it(`show ${JSON.stringify(displayName)} as it is`, () => {
        assert.equal(link({ ...acme, display_name: displayName }), `[${text}](${uri})`);
      });
    }
  });
});
