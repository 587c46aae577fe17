import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The folders of `src` in the order of the arrows between them: each may import from the ones before it. */
const layers = [
  'text',
  'management',
  'host',
  ['messages', 'input', 'log'],
  'tenants',
  'organizations',
  'sections',
  ['users', 'scans', 'lookups'],
  ['access', 'comparing', 'code'],
  'snapshots',
  'documents',
  ['sidebar', 'snippets'],
  'editor',
  'commands',
  'integrations',
];

const mayNotImport = (files, ...patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

const above = layers.map((layer, index) => {
  const folders = layers.slice(index + 1).flat();
  return mayNotImport(
    [layer].flat().map((folder) => `src/${folder}/**`),
    { regex: `/(extension\\.ts$|(${folders.join('|')})/)`, message: 'Imports point the other way.' },
  );
});

export default defineConfig(
  { ignores: ['dist/', 'out/', 'node_modules/', 'test/workspace/'] },
  { rules: { 'max-lines': ['error', { max: 300 }] } },
  { files: ['src/**'], rules: { 'max-lines': ['error', { max: 250 }] } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      eqeqeq: 'error',
      'no-duplicate-imports': 'error',
    },
  },
  {
    // mocha hands its context to tests through `this`, and expectations read as sentences.
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-floating-promises': 'error' },
  },
  {
    // Whatever a message says of a tenant is made plain in one place.
    files: ['src/**/*.ts'],
    ignores: ['src/messages/notifications.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[property.name=/^show(Information|Warning|Error)Message$/]',
          message: 'messages/notifications.ts shows all messages.',
        },
        {
          selector: 'BinaryExpression[operator=instanceof][right.name=ApiError]',
          message: 'Each chunk has its own copy of the class: ask isApiError.',
        },
      ],
    },
  },
  ...above,
  mayNotImport(['src/management/**'], {
    regex: '^(vscode|\\.\\./(?!text/))',
    message: 'management/ runs in plain Node and imports nothing of ours but text/.',
  }),
);
