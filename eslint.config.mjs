import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The folders of `src` in the order of the arrows between them: each may import from those before it. */
const layers = ['management', 'tenants', ['organizations', 'documents', 'editor', 'requests'], 'commands', 'outside'];

const mayNotImport = (files, ...patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

const above = layers.map((layer, index) =>
  mayNotImport(
    [layer].flat().map((folder) => `src/${folder}/**`),
    {
      regex: `/(extension|${
        layers
          .slice(index + 1)
          .flat()
          .join('|') || 'extension'
      })(\\.ts|/)`,
      message: 'Imports point the other way.',
    },
  ),
);

export default defineConfig(
  { ignores: ['dist/', 'out/', 'node_modules/', 'test/workspace/'] },
  { rules: { 'max-lines': ['error', { max: 300 }] } },
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
    ignores: ['src/notifications/messages.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[property.name=/^show(Information|Warning|Error)Message$/]',
          message: 'notifications/messages.ts shows all messages.',
        },
      ],
    },
  },
  ...above,
  mayNotImport(['src/management/**'], {
    regex: '^(vscode|\\.\\./)',
    message: 'management/ runs in plain Node and imports nothing of ours.',
  }),
);
