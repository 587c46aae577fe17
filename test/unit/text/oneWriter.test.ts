import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';

/** What shows that a file writes a language by itself, with lines of second writers. */
const signs: readonly {
  readonly sign: string;
  readonly pattern: RegExp;
  readonly examples: readonly string[];
}[] = [
  {
    sign: 'puts a character before another one',
    pattern: /(?:\\\\|['"`]['"`]|[%&])\$(?:&|\d)/,
    examples: [
      String.raw`text.replace(/[\\*_~[\]<>|$]|&(?=[#\w])/g, '\\$&')`,
      String.raw`text.replace(/[$%](?=\{)/g, '$&$&')`,
      String.raw`text.replace(formula, "'$&")`,
      'text.replace(/(["\'])/g, `\\\\$1`)',
    ],
  },
  {
    sign: 'replaces a quote, a backslash or a sign of markup',
    pattern:
      /\.replace(?:All)?\(\s*(?:['"`](?:\\?['"`]|\\\\|[$#@|<>&*_~[\](){}]+['"`])|\/(?:\[\^?)?\\?["'`$%#@<&]\]?\/)/,
    examples: [
      `text.replaceAll('"', '""')`,
      `text.replaceAll("'", "''")`,
      String.raw`text.replace(/"/g, '\\"')`,
      String.raw`text.replaceAll('\\', '\\\\')`,
      `text.replaceAll('](', '] (')`,
      `text.replaceAll('|', '/')`,
      `text.replaceAll('<', lessThan)`,
      `text.replaceAll('##', '# #')`,
    ],
  },
  {
    sign: 'makes an escape of a character',
    pattern: /\\\\[ux]\{?0*\$\{|&(?:amp|lt|gt|quot|apos|#\d+);|%2[0789]['"`]\s*\)|charCodeAt|codePointAt/,
    examples: [
      '(marker) => `\\\\u00${marker.charCodeAt(0).toString(16)}`',
      `text.replace(angle, '&lt;')`,
      `url.replace(parenthesis, '%28')`,
    ],
  },
  {
    sign: 'puts a value between quotes',
    pattern: /(?:"|'|\\`)\$\{[^}]*\}(?:"|'|\\`)/,
    examples: [
      '`organization_id = "${organization.id}"`',
      '`data "auth0_organization" "${name}" {`',
      "`echo '${text}'`",
      '`- \\`${field}\\``',
    ],
  },
  {
    sign: 'makes a link in Markdown',
    pattern: /\]\((?:\$\{|['"`]\s*\+)/,
    examples: ['`[${text}](${uri})`', "'[' + text + '](' + uri + ')'"],
  },
  {
    sign: 'writes a key with its value',
    pattern: /[`'"](?:\s|\\n)*(?:- )?["'\w-]+(?:: | ?= ?)\$\{/,
    examples: ['`- name: ${quoted(name)}`', '`\\n  display_name: ${displayName}`', '`AUTH0_ORGANIZATION=${name}`'],
  },
  {
    sign: 'has JSON as a string of another language, or makes it',
    pattern:
      /\$\{[^`]*\bJSON\.stringify|JSON\.stringify\([^\n]*\)\s*(?:\.replace|\+)|\+ JSON\.stringify|stringify\([^\n]*, 2\)/,
    examples: [
      '`display_name: ${JSON.stringify(displayName)}`',
      "'- name: ' + JSON.stringify(name)",
      "JSON.stringify(value).replaceAll('$', '$$')",
      'JSON.stringify(organization, undefined, 2)',
    ],
  },
  {
    sign: 'has a library that writes a language',
    pattern: /from '(?:csv-|yaml|js-yaml|smol-toml|@iarna|hcl|markdown|turndown|he$|entities)/,
    examples: [`import { stringify } from 'csv-stringify/sync';`, `import { stringify } from 'yaml';`],
  },
];

/** The files that do so without a text of a tenant, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'src/connect/auth0Cli.ts': 'the domain in the JSON for a shell is checked',
  'src/copy/requestSnippets.ts': 'the domain, the ID and the name in the URL are checked',
  'src/sidebar/sectionItems.ts': 'the colour in the SVG is checked to be hexadecimal',
};

/** A source without comments, which may describe languages. */
function codeOf(file: string): string {
  return readFileSync(file, 'utf8').replace(/\/\*\*?[^]*?\*\/|^\s*\/\/.*$/gm, '');
}

function signsIn(code: string): readonly string[] {
  return signs.filter(({ pattern }) => pattern.test(code)).map(({ sign }) => sign);
}

describe('Each language', () => {
  const files = globSync('src/**/*.ts').map((file) => file.replaceAll('\\', '/'));

  it('is written in src/text alone', () => {
    const found = files
      .filter((file) => !file.startsWith('src/text/'))
      .flatMap((file) => {
        const names = signsIn(codeOf(file));
        return names.length === 0 ? [] : [[file, names] as const];
      });
    const others = found.filter(([file]) => !(file in exceptions));
    assert.deepEqual(Object.fromEntries(others), {}, 'Use or extend the writer of the language in src/text.');
    assert.deepEqual(
      found
        .map(([file]) => file)
        .filter((file) => file in exceptions)
        .toSorted(),
      Object.keys(exceptions),
    );
  });

  for (const { sign, pattern, examples } of signs) {
    it(`is known to be written where a file ${sign}`, () => {
      for (const example of examples) {
        assert.match(example, pattern);
      }
    });
  }

  it('is known to be written in src/text', () => {
    const writers = ['csv', 'hcl', 'json', 'lucene', 'markdown', 'shell', 'yaml'];
    assert.deepEqual(
      writers.filter((name) => signsIn(codeOf(`src/text/${name}.ts`)).length === 0),
      [],
    );
  });
});
