import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The folders of the platform, lowest first: each may import from the ones before it, and from no room. */
const platform = [
  'text',
  'api',
  'host',
  'ui',
  'tenants',
  'organizations',
  'sections',
  'documents',
  'sidebar',
  'commands',
];

/** The rooms, with the other rooms that each may import from. Every one of them may import from the platform. */
const rooms = {
  find: [],
  users: ['find'],
  access: ['find', 'users'],
  browse: ['access'],
  connect: ['browse'],
  editor: ['find'],
  asCode: [],
  copy: ['asCode', 'editor', 'find'],
  compare: ['find'],
  export: ['find'],
  snapshots: ['compare', 'export', 'find'],
  links: ['access', 'users'],
  chat: ['access', 'compare', 'find', 'users'],
};

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
    rules: { '@typescript-eslint/no-floating-promises': 'error' },
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
          selector: 'BinaryExpression[operator=instanceof][right.name=ApiError]',
          message: 'Each chunk has its own copy of the class: ask isApiError.',
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
