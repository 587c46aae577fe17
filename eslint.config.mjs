import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { platform, rooms } from './rooms.mjs';

const mayNotImport = (files, ...patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

const onlyFrom = (folder, allowed) => {
  const others = [...platform, ...Object.keys(rooms)].filter((name) => name !== folder && !allowed.includes(name));
  return mayNotImport([`src/${folder}/**`], {
    regex: `^\\.\\./((\\.\\./)*(${others.join('|')})/|[^/]+$)`,
    message: `${folder}/ may import from ${allowed.join(', ') || 'no other folder'} alone.`,
  });
};

export default defineConfig(
  { ignores: ['dist/', 'out/', 'node_modules/', 'test/workspace/'] },
  { rules: { 'max-lines': ['error', { max: 300 }] } },
  { files: ['src/**'], rules: { 'max-lines': ['error', { max: 350 }] } },
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
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      'no-restricted-properties': [
        'error',
        ...['describe', 'it'].map((object) => ({
          object,
          property: 'only',
          message: 'No other test of its lane would run.',
        })),
      ],
    },
  },
  {
    // Whatever a message says of a tenant is made plain in one place.
    files: ['src/**/*.ts'],
    ignores: ['src/ui/notifications.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[property.name=/^show(Information|Warning|Error)Message$/]',
          message: 'ui/notifications.ts shows all messages.',
        },
        {
          selector:
            'MemberExpression[object.name=vscode][property.name=l10n]:not(TSTypeQuery *):not(TSAsExpression > *)',
          message: 'Texts come from @vscode/l10n, so that a file is not tied to VS Code by them.',
        },
        {
          selector: 'BinaryExpression[right.value=ApiError]',
          message: 'There is one class: ask with instanceof ApiError.',
        },
      ],
    },
  },
  ...platform.map((folder, index) => onlyFrom(folder, platform.slice(0, index))),
  ...Object.entries(rooms).map(([room, others]) => onlyFrom(room, [...platform, ...others])),
  mayNotImport(['src/api/**'], {
    regex: '^(vscode|\\.\\./(?!text/))',
    message: 'api/ runs in plain Node and imports nothing of ours but text/.',
  }),
);
