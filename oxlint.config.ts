import { defineConfig, type OxlintOverride } from 'oxlint';
import { platform, rooms } from './rooms.ts';

/** What the presets strictTypeChecked and stylisticTypeChecked of typescript-eslint have, and Oxlint too. */
const strict = [
  'no-var',
  'prefer-const',
  'prefer-rest-params',
  'prefer-spread',
  'no-array-constructor',
  'no-unused-expressions',
  'no-useless-constructor',
  'no-empty-function',
  'typescript/adjacent-overload-signatures',
  'typescript/array-type',
  'typescript/await-thenable',
  'typescript/ban-tslint-comment',
  'typescript/class-literal-property-style',
  'typescript/consistent-generic-constructors',
  'typescript/consistent-indexed-object-style',
  'typescript/consistent-type-assertions',
  'typescript/consistent-type-definitions',
  'typescript/dot-notation',
  'typescript/no-array-delete',
  'typescript/no-base-to-string',
  'typescript/no-confusing-non-null-assertion',
  'typescript/no-confusing-void-expression',
  'typescript/no-deprecated',
  'typescript/no-duplicate-enum-values',
  'typescript/no-duplicate-type-constituents',
  'typescript/no-dynamic-delete',
  'typescript/no-empty-object-type',
  'typescript/no-explicit-any',
  'typescript/no-extra-non-null-assertion',
  'typescript/no-extraneous-class',
  'typescript/no-floating-promises',
  'typescript/no-for-in-array',
  'typescript/no-generated-empty-object-type',
  'typescript/no-implied-eval',
  'typescript/no-inferrable-types',
  'typescript/no-invalid-void-type',
  'typescript/no-meaningless-void-operator',
  'typescript/no-misused-new',
  'typescript/no-misused-promises',
  'typescript/no-misused-spread',
  'typescript/no-mixed-enums',
  'typescript/no-namespace',
  'typescript/no-non-null-asserted-nullish-coalescing',
  'typescript/no-non-null-asserted-optional-chain',
  'typescript/no-non-null-assertion',
  'typescript/no-redundant-type-constituents',
  'typescript/no-require-imports',
  'typescript/no-this-alias',
  'typescript/no-unnecessary-boolean-literal-compare',
  'typescript/no-unnecessary-condition',
  'typescript/no-unnecessary-template-expression',
  'typescript/no-unnecessary-type-arguments',
  'typescript/no-unnecessary-type-assertion',
  'typescript/no-unnecessary-type-constraint',
  'typescript/no-unnecessary-type-conversion',
  'typescript/no-unnecessary-type-parameters',
  'typescript/no-unsafe-argument',
  'typescript/no-unsafe-assignment',
  'typescript/no-unsafe-call',
  'typescript/no-unsafe-declaration-merging',
  'typescript/no-unsafe-enum-comparison',
  'typescript/no-unsafe-function-type',
  'typescript/no-unsafe-member-access',
  'typescript/no-unsafe-return',
  'typescript/no-unsafe-unary-minus',
  'typescript/no-useless-default-assignment',
  'typescript/no-wrapper-object-types',
  'typescript/non-nullable-type-assertion-style',
  'typescript/only-throw-error',
  'typescript/prefer-as-const',
  'typescript/prefer-find',
  'typescript/prefer-for-of',
  'typescript/prefer-function-type',
  'typescript/prefer-includes',
  'typescript/prefer-literal-enum-member',
  'typescript/prefer-namespace-keyword',
  'typescript/prefer-nullish-coalescing',
  'typescript/prefer-optional-chain',
  'typescript/prefer-promise-reject-errors',
  'typescript/prefer-reduce-type-parameter',
  'typescript/prefer-regexp-exec',
  'typescript/prefer-return-this-type',
  'typescript/prefer-string-starts-ends-with',
  'typescript/related-getter-setter-pairs',
  'typescript/require-await',
  'typescript/triple-slash-reference',
  'typescript/unbound-method',
  'typescript/unified-signatures',
  'typescript/use-unknown-in-catch-callback-variable',
];

interface Forbidden {
  readonly regex: string;
  readonly message: string;
}

const onlyFrom = (folder: string, allowed: readonly string[], ...further: readonly Forbidden[]): OxlintOverride => {
  const others = [...platform, ...Object.keys(rooms)].filter((name) => name !== folder && !allowed.includes(name));
  const pattern = {
    regex: `^\\.\\./((\\.\\./)*(${others.join('|')})/|[^/]+$)`,
    message: `${folder}/ may import from ${allowed.join(', ') || 'no other folder'} alone.`,
  };
  return {
    files: [`src/${folder}/**`],
    rules: { 'no-restricted-imports': ['error', { patterns: [pattern, ...further] }] },
  };
};

const inPlainNode = { regex: '^vscode$', message: 'api/ runs in plain Node.' };

export default defineConfig({
  plugins: ['typescript'],
  categories: { correctness: 'off' },
  options: { typeAware: true },
  ignorePatterns: ['dist/', 'out/', 'node_modules/', 'test/workspace/'],
  rules: { 'max-lines': ['error', { max: 300 }] },
  overrides: [
    { files: ['src/**'], rules: { 'max-lines': ['error', { max: 350 }] } },
    {
      files: ['**/*.ts'],
      rules: {
        ...Object.fromEntries(strict.map((name) => [name, 'error'])),
        'typescript/ban-ts-comment': ['error', { minimumDescriptionLength: 10 }],
        'typescript/restrict-plus-operands': [
          'error',
          {
            allowAny: false,
            allowBoolean: false,
            allowNullish: false,
            allowNumberAndString: false,
            allowRegExp: false,
          },
        ],
        'typescript/restrict-template-expressions': ['error', { allowNumber: true }],
        'typescript/return-await': ['error', 'error-handling-correctness-only'],
        'no-unused-vars': ['error', { ignoreRestSiblings: true }],
        'typescript/prefer-readonly': 'error',
        'typescript/switch-exhaustiveness-check': 'error',
        'typescript/consistent-type-imports': 'error',
        eqeqeq: 'error',
        'no-duplicate-imports': 'error',
      },
    },
    {
      // mocha hands its context to tests through `this`, and expectations read as sentences.
      files: ['test/**/*.ts'],
      rules: {
        'typescript/no-floating-promises': 'error',
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
      excludeFiles: ['src/ui/notifications.ts'],
      rules: {
        'no-restricted-properties': [
          'error',
          ...['Information', 'Warning', 'Error'].map((kind) => ({
            property: `show${kind}Message`,
            message: 'ui/notifications.ts shows all messages.',
          })),
          {
            object: 'vscode',
            property: 'l10n',
            message: 'Texts come from @vscode/l10n, so that a file is not tied to VS Code by them.',
          },
        ],
      },
    },
    ...platform.map((folder, index) =>
      onlyFrom(folder, platform.slice(0, index), ...(folder === 'api' ? [inPlainNode] : [])),
    ),
    ...Object.entries(rooms).map(([room, others]) => onlyFrom(room, [...platform, ...others])),
  ],
});
