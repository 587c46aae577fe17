import fc from 'fast-check';

/** Pieces of markup, of which a name can be made up. */
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
];

/** Texts that a tenant can hold and that are not blank. */
export const hostileTexts = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 8 })
  .map((parts) => parts.join(''))
  .filter((text) => text.trim() !== '');
