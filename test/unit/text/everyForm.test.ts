import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import { parse as parseYaml } from 'yaml';
import { type Organization, organizationTitle } from '../../../src/api/organization.ts';
import { organizationsAsDeployYaml } from '../../../src/asCode/deployYaml.ts';
import { organizationsAsTerraform } from '../../../src/asCode/terraform.ts';
import { requestsFor } from '../../../src/copy/requestSnippets.ts';
import { type ExportFormat, organizationEncoder } from '../../../src/export/exportFormats.ts';
import type { InsertionForm } from '../../../src/editor/insertionForms.ts';
import { insertionLanguage, insertionTexts, settingByLanguage } from '../../../src/editor/insertionTexts.ts';
import { plainText, regExpSource } from '../../../src/text/plainText.ts';
import { shellString } from '../../../src/text/shell.ts';
import { renamed } from '../asCode/sampleParts.ts';
import { readTerraform } from './hcl.ts';
import { allHostileTexts, hostileTexts } from './hostileTexts.ts';
import { rendered } from './renderedMarkdown.ts';

/** What an environment of CI holds. The Deploy CLI puts it in the place of markers, before it reads YAML. */
const environment: Readonly<Record<string, string>> = { SECRET: 'leaked', HOME: 'leaked', PATH: 'leaked' };

/**
 * What the Deploy CLI reads of YAML, which is the same in both versions of YAML.
 * @see https://github.com/auth0/auth0-deploy-cli/blob/master/src/tools/utils.ts `keywordReplace`
 */
function deployed(text: string): unknown {
  const replaced = Object.entries(environment).reduce(
    (left, [key, value]) =>
      left
        .replace(new RegExp(`'@@${key}@@'|"@@${key}@@"|@@${key}@@`, 'g'), () => JSON.stringify(value))
        .replace(new RegExp(`##${key}##`, 'g'), () => value),
    text,
  );
  assert.equal(replaced, text);
  const [older, newer] = (['1.1', '1.2'] as const).map((version) => parseYaml(text, { version }) as unknown);
  assert.deepEqual(older, newer);
  return newer;
}

const uri = 'auth0-organization://acme.eu.auth0.com/Acme.json?org_VGZx1ySGh6PrYv0Y';

/** An organization in which all but the ID and the name is foreign. */
function organizationWith(text: string): Organization {
  return {
    id: 'org_VGZx1ySGh6PrYv0Y',
    name: 'acme-corp',
    display_name: text,
    metadata: { [text]: text },
    branding: { logo_url: text, colors: { [text]: text } },
  };
}

/** A file for each language that is told apart. */
const languages = [...settingByLanguage.keys(), 'plaintext', 'markdown', 'mdx'].map((languageId) => ({
  languageId,
  language: insertionLanguage({ languageId, fileName: '/w/tenant.yaml', getText: () => '' }),
}));

/** Calls a test with each hostile text by itself, and with random ones. */
async function withHostileTexts(check: (text: string) => unknown): Promise<void> {
  for (const text of allHostileTexts) {
    await check(text);
  }
  await fc.assert(
    fc.asyncProperty(hostileTexts, async (text) => {
      await check(text);
    }),
  );
}

describe('A hostile text in an organization that is inserted', () => {
  const textsIn = (language: (typeof languages)[number]['language'], ...organizations: readonly Organization[]) =>
    insertionTexts(
      organizations.map((organization) => ({ organization, uri })),
      language,
    );

  /** Reads a form as its language does. */
  const readers: Readonly<Record<InsertionForm, (text: string, isMarkdown: boolean, foreign: string) => unknown>> = {
    id: (text) => {
      assert.equal(text, 'org_VGZx1ySGh6PrYv0Y');
    },
    name: (text) => {
      assert.equal(text, 'acme-corp');
    },
    // Nothing but the ID goes in.
    setting: (text) => {
      assert.equal(text.replace('org_VGZx1ySGh6PrYv0Y', '…').includes('…'), true);
      assert.ok([...settingByLanguage.values()].includes(text.replace('org_VGZx1ySGh6PrYv0Y', '…')), text);
    },
    link: (text, isMarkdown, foreign) => {
      if (!isMarkdown) {
        assert.equal(text, uri);
        return;
      }
      const { elements, links, text: shown } = rendered(text);
      assert.deepEqual([elements, links], [['p', 'a'], [uri]]);
      const spaces = (line: string) => line.replace(/[ \u00a0]+/g, ' ').trim();
      assert.equal(spaces(shown), spaces(plainText(organizationTitle(organizationWith(foreign)))));
      // In MDX, code stands between braces, and elements begin with `<`.
      assert.doesNotMatch(text.replace(/\\./g, ''), /[{}<]/);
    },
    terraform: async (text) => {
      assert.deepEqual(await readTerraform(text), {
        data: { auth0_organization: { 'acme-corp': [{ organization_id: 'org_VGZx1ySGh6PrYv0Y' }] } },
      });
    },
    deployCli: (text, _isMarkdown, foreign) => {
      assert.deepEqual(deployed(text), [{ name: 'acme-corp', display_name: foreign }]);
    },
  };

  for (const { languageId, language } of languages) {
    it(`changes no form in ${languageId}`, async () => {
      const seen = new Set<string>();
      await withHostileTexts(async (foreign) => {
        for (const { form, text } of textsIn(language, organizationWith(foreign))) {
          if (form !== 'terraform' || !seen.has(text)) {
            await readers[form](text, language.isMarkdown, foreign);
          }
          seen.add(form === 'terraform' ? text : form);
        }
      });
      assert.ok(seen.has('id') && seen.has('link'));
    });
  }

  it('is no ID in any form', () => {
    for (const text of allHostileTexts.filter((each) => !/^org_\w+$/.test(each))) {
      for (const { language } of languages) {
        assert.deepEqual(textsIn(language, { ...organizationWith(text), id: text }), [], text);
      }
    }
  });

  it('is no name in any language', () => {
    for (const text of allHostileTexts.filter((each) => !/^(?:[a-z\d_-]{1,50}|org_\w+)$/.test(each))) {
      for (const { language } of languages) {
        const forms = textsIn(language, { ...organizationWith(text), name: text }).map(({ form }) => form);
        assert.ok(!forms.includes('name') && !forms.includes('deployCli'), text);
      }
      assert.deepEqual(requestsFor({ id: text, name: text }), []);
    }
  });
});

describe('A hostile text in a whole organization', () => {
  it('is a string and nothing else to the Deploy CLI', async () => {
    await withHostileTexts((text) => {
      const { organizations } = deployed(organizationsAsDeployYaml([renamed(text)], true)) as {
        readonly organizations: readonly Readonly<Record<string, unknown>>[];
      };
      const [organization, ...others] = organizations;
      assert.deepEqual(others, []);
      assert.equal(organization?.['display_name'], text);
      assert.deepEqual(organization['metadata'], { plan: 'gold', [text]: text });
    });
  });

  it('is a string and nothing else to Terraform', async () => {
    // Few and in one file, since the parser takes its time. `terraform.test.ts` has names and odd texts by themselves.
    const texts = fc.sample(hostileTexts, 40);
    const { resource, data, ...rest } = await readTerraform(organizationsAsTerraform(texts.map(renamed), true));
    assert.deepEqual(Object.keys(rest).sort(), ['import', 'terraform']);
    assert.ok(data);
    const { auth0_organization: organizations } = resource as Readonly<Record<string, object>>;
    const read = Object.values(organizations ?? {}) as readonly (readonly Organization[])[];
    const meant = texts.map((text) => text.normalize('NFC').toWellFormed());
    assert.deepEqual(read.map(([organization]) => organization?.display_name).toSorted(), meant.toSorted());
  });
});

describe('A hostile text in an exported organization', () => {
  const textOf = (format: ExportFormat, text: string) => {
    const { begin, encode, end } = organizationEncoder(format, '', '');
    return begin + encode([organizationWith(text), organizationWith(text)]) + end(false, false);
  };

  const readers: Readonly<Record<ExportFormat, (text: string) => readonly unknown[]>> = {
    json: (text) => (JSON.parse(text) as { readonly organizations: readonly unknown[] }).organizations,
    ndjson: (text) =>
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as unknown),
    csv: (text) =>
      parseCsv(text, { bom: true, columns: true, record_delimiter: '\r\n' }).map((row) => {
        const { display_name: displayName } = row as Readonly<Record<string, string>>;
        return displayName;
      }),
  };

  for (const format of ['json', 'ndjson'] as const) {
    it(`is the same in ${format}`, async () => {
      await withHostileTexts((text) => {
        const expected: unknown = JSON.parse(JSON.stringify(organizationWith(text)));
        assert.deepEqual(readers[format](textOf(format, text)), [expected, expected]);
      });
    });
  }

  it('is the same in csv, but for apostrophes before formulas', async () => {
    await withHostileTexts((text) => {
      const withoutApostrophes = (cell: unknown) => String(cell).replaceAll("'", '');
      const cells = readers.csv(textOf('csv', text));
      assert.deepEqual(
        cells.map(withoutApostrophes),
        [text, text].map((each) => withoutApostrophes(each.toWellFormed())),
      );
      for (const cell of cells) {
        assert.doesNotMatch(String(cell), /(?:^|[;\t\r\n]"*)[=+\-@＝＋－＠]/);
      }
    });
  });
});

describe('A hostile text in a command', () => {
  it('is one argument and nothing else to a shell', () => {
    // No argument of a program has U+0000.
    const texts = [...allHostileTexts, ...fc.sample(hostileTexts, 500)]
      .map((text) => text.toWellFormed().replaceAll('\0', ''))
      .filter((text) => text !== '');
    const script = `printf '%s\\0' ${texts.map(shellString).join(' ')}`;
    const printed = execFileSync('sh', { input: script, encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'] });
    assert.deepEqual(printed.split('\0').slice(0, -1), texts);
  });
});

describe('A hostile text in a regular expression', () => {
  it('is matched, and nothing else', async () => {
    await withHostileTexts((text) => {
      for (const flags of ['', 'u', 'v']) {
        assert.ok(new RegExp(`^${regExpSource(text)}$`, flags).test(text), text);
      }
    });
    assert.doesNotMatch('axb', new RegExp(`^${regExpSource('a.b')}$`));
  });
});
