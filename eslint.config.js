// What a tool can check, this checks: types (strictTypeChecked), file length, and the bans of the
// architecture: bytes are Uint8Array, and clock and randomness are passed in.
import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

const TYPED = ['**/*.ts', '**/*.tsx', 'scripts/**/*.js', '*.js', '*.mjs']
const TESTS = ['**/*.{test,contract,fixture,proof}.ts', '**/*.test.tsx']

/** Where the outside world is touched: everything else is given its clock and its randomness. */
const OUTER = [
  'packages/*/src/adapters/**',
  'packages/*/src/main.ts',
  'packages/*/src/entry.ts',
  'packages/*/src/entry.tsx',
  'packages/*/src/entry/**',
  'packages/*/bundle.ts',
  'packages/testbed/**',
  'e2e/**',
  'bench/**',
  'fuzz/**',
  'scripts/**',
  'test-vectors/**',
  '*.js',
  '*.mjs',
  '*.ts',
]

const BYTES_ARE_UINT8ARRAY = 'Bytes are Uint8Array: Buffer exists in Node alone.'
const RANDOMNESS_IS_PASSED_IN =
  'Math.random is predictable. Take a Random (cryptographic, or seeded in a test) as an argument.'
const CLOCK_IS_PASSED_IN = 'Take the time as an argument, or a Clock.'

/** @type {import('eslint').Linter.RulesRecord} */
const noBuffer = {
  'no-restricted-globals': ['error', { name: 'Buffer', message: BYTES_ARE_UINT8ARRAY }],
  'no-restricted-imports': [
    'error',
    { paths: ['buffer', 'node:buffer'].map((name) => ({ name, message: BYTES_ARE_UINT8ARRAY })) },
  ],
}
const noRandom = {
  object: 'Math',
  property: 'random',
  message: RANDOMNESS_IS_PASSED_IN,
}

export default defineConfig(
  globalIgnores(['**/node_modules/', '**/dist/', 'artefacts/', 'coverage/', '.cronista/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: TYPED,
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      'max-lines': ['error', { max: 400 }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'off',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',

      ...noBuffer,
      'no-restricted-properties': [
        'error',
        noRandom,
        { object: 'Date', property: 'now', message: CLOCK_IS_PASSED_IN },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: CLOCK_IS_PASSED_IN,
        },
        { selector: "CallExpression[callee.name='Date']", message: CLOCK_IS_PASSED_IN },
        {
          selector: 'ExportDefaultDeclaration',
          message: 'A file is named after what it exports: give the export a name.',
        },
      ],

      '@typescript-eslint/array-type': ['error', { default: 'array' }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/prefer-nullish-coalescing': 'error',
      '@typescript-eslint/prefer-optional-chain': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],

      // `() => port.append(cell)` is how a result is passed on, whether or not there is one.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // [...text] is how the code points of a text are counted, which is what the protocol counts.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' },
      ],
      // Ports are asynchronous; a memory adapter keeps the promise without awaiting anything.
      '@typescript-eslint/require-await': 'off',
      // A number in a text is what everybody expects; an object or undefined is the mistake.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: false, allowNullish: false, allowRegExp: false },
      ],
    },
  },
  {
    files: OUTER,
    rules: {
      'no-restricted-properties': ['error', noRandom],
      'no-restricted-syntax': 'off',
      'no-restricted-globals': 'off',
      'no-restricted-imports': 'off',
    },
  },
  {
    files: TESTS,
    rules: {
      // A test that reaches for what it has just put there may say so; it fails if it is wrong.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // expect.any() and its like are typed any.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
  {
    // A component returns elements, a hook what its library infers, a target what its parser does.
    files: ['packages/desk-ui/**', '**/*.tsx', 'fuzz/**'],
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
  {
    // TypeScript checks these through their JSDoc, undefined names and signatures included.
    files: ['**/*.js', '**/*.mjs'],
    rules: {
      'no-undef': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      // A cast in a comment is invisible to these.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // The tools ask for a default export, and a stylesheet is declared with one.
    files: ['*.js', '*.mjs', '*.ts', '**/*.d.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // Programs that people run in a terminal speak through it.
    files: [
      'packages/*/src/main.ts',
      'packages/testbed/src/start.ts',
      'scripts/**',
      'bench/**',
      'fuzz/**',
      'e2e/**',
    ],
    rules: { 'no-console': 'off' },
  },
)
