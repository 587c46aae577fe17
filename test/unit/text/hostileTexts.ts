import fc from 'fast-check';
import { foreignNames, hostileNames } from '../../tenant/sampleText.ts';

/** Pieces of markup and of code, of which a name can be made up. */
const pieces: readonly string[] = [
  ...'! " # $ % & \' ( ) * + , - . / : ; < = > ? @ [ \\ ] ^ _ ` { | } ~'.split(' '),
  ...['a', 'B', '1', 'é', ' ', '  ', '\n', '\t', '\u202e', '🚀'],
  ...['**bold**', '_it_', '~~gone~~', '`code`', '``', '```js', '~~~'],
  ...['# ', '> ', '- ', '+ ', '* ', '1. ', '1) ', '---', '===', '|-|-|', '\\', '\\\n'],
  ...['[a](command:x)', '![x](https://evil.example/x.png)', '[a]: https://evil.example', '[^1]', '](', '](vscode://x)'],
  ...[
    '<img src=x onerror=alert(1)>',
    '<b>',
    '</a>',
    '<!--',
    '-->',
    '<script>',
    '<command:x>',
    '<https://evil.example>',
  ],
  ...['&copy;', '&#x202e;', '&#60;', ':smile:', '$x$', '$$x$$', '$(sync~spin)', '\\begin{align}', '\\(x\\)'],
  ...['https://evil.example', '//evil.example', 'www.evil.example', 'WWW.evil.example', 'evil.example', 'ftp://a.b'],
  ...[
    'mailto:a@evil.example',
    'jane@acme.example',
    'vscode://a.b/c',
    'auth0|jane',
    'org_VGZx1ySGh6PrYv0Y',
    'acme-saml',
  ],
  ...['##SECRET##', '@@SECRET@@', "'@@SECRET@@'", '"@@SECRET@@"', '##', '@@', '#\u200b#SECRET#\u200b#'],
  ...['${SECRET}', '%{ if true }', '{process.env.SECRET}', '{{SECRET}}', '$(id)', '`id`', '%SECRET%', '#{SECRET}'],
  ...['=1+1', '\t=1', '\n=1', ';=1', ';"+1', '""', "''", '"""', "'''", ': ', '- name: "x"', '\r\n', '\u2028'],
  ...['\0', '\ufeff', '<<EOT', '*/', '\n#', '\\u0023'],
];

/** Texts that would mean something else in Terraform, in YAML or to the Deploy CLI. */
export const oddTexts: readonly string[] = [
  '${jsondecode(file("/etc/passwd"))} %{ if true }a%{ endif } $${b} %%{c} $$${d} $',
  '"\nresource "null_resource" "x" {}\n# */ <<EOT',
  '"\r\n- name: other\u2028- name: other\u0085x: y',
  '##HOME## @@PATH@@ ###HOME### @@@',
  // A field that the form writes by itself.
  'name',
  'no',
  '1e3',
  '~',
  'for',
  'null',
  '*anchor &a !!js/function <<: - ? | > % @ `',
  '\\u0024{a} \\ \\\\ \b\f\t\0\x7f',
  'a\u{e0041}b \ud800 \ufeff\u2066',
  'a'.repeat(5000),
];

/** All names, texts and pieces, each by itself. */
export const allHostileTexts: readonly string[] = [...foreignNames, ...hostileNames, ...oddTexts, ...pieces];

/** Texts that a tenant can hold and that are not blank. */
export const hostileTexts = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 8 })
  .map((parts) => parts.join(''))
  .filter((text) => text.trim() !== '');
