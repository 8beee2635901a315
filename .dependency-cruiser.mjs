// The import table of docs/adr/0001-import-table.md as rules. `scripts/boundaries.test.ts` gives each
// of them a tiny wrong tree, in which it must find its violation.
import { existsSync, readdirSync, readFileSync } from 'node:fs'

const ADR = 'docs/adr/0001-import-table.md'

/** Who may import whom. What is not listed is forbidden. */
const IMPORT_TABLE = {
  protocol: {
    may: [],
    why: 'It is the wire itself: it runs everywhere and leans on nobody of ours.',
  },
  guard: { may: [], why: 'It looks at bytes and text alone.' },
  newsroom: { may: ['guard'], why: 'The editorial domain knows no wire, no store and no screen.' },
  relay: {
    may: ['protocol'],
    why: 'The server cannot name a plaintext story, because it cannot import the package that defines one.',
  },
  reader: { may: ['protocol'], why: 'What a visitor downloads carries nothing of the editors.' },
  press: { may: ['newsroom', 'protocol', 'guard'], why: 'It turns approved stories into a site.' },
  desk: {
    may: ['newsroom', 'protocol', 'guard', 'press'],
    why: 'It talks to the relay over the wire, never in process.',
  },
  'desk-ui': {
    may: ['newsroom', 'guard', 'desk'],
    why: 'The page holds no key: all it has comes from the desk over HTTP.',
  },
  cli: { may: ['desk', 'press', 'relay', 'protocol'], why: 'It starts what the others are.' },
}

/** Packages built in the same rings: domain inside, then ports, then adapters and http. */
const RINGED = '^packages/(relay|desk)/src/'
const TESTS = '[.](test|contract|fixture)[.]tsx?$'
/** main.ts and the composition beside it, by name: who joins this list is a question for the ADR. */
const COMPOSITION =
  '(main|index|composition|start-relay|embedded-storage|start-desk|founding)[.]ts$'
const ASSEMBLES = [`${RINGED}${COMPOSITION}`, `${RINGED}adapters/.+[.]worker[.]ts$`]

/** The desk's HTTP interface: what its page parses. */
const DESK_API = '^packages/desk/src/http/(((story|device|source|gate)-)?api|api-fields)[.]ts$'

/** The files that the packages' `exports` name, as one pattern: what others may import of them. */
function exportedFiles() {
  const packages = new URL('packages/', import.meta.url)
  const files = readdirSync(packages).flatMap((name) => {
    const file = new URL(`${name}/package.json`, packages)
    if (!existsSync(file)) return []
    /** @type {{ exports: Record<string, string> }} */
    const manifest = JSON.parse(readFileSync(file, 'utf8'))
    return Object.values(manifest.exports).map(
      (path) => `packages/${name}/${path.replace('./', '').replaceAll('.', '[.]')}`,
    )
  })
  return `^(${files.join('|')})$`
}

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const importTable = Object.entries(IMPORT_TABLE).map(([name, { may, why }]) => ({
  name: `${name}-imports`,
  comment: `${why} ${name} may import ${may.length > 0 ? may.join(', ') : 'none of ours'}. See ${ADR}.`,
  severity: 'error',
  from: { path: `^packages/${name}/` },
  to: {
    path: '^(packages|e2e|bench|scripts)/',
    pathNot: `^packages/(${[name, ...may].join('|')})/`,
  },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...importTable,
    {
      name: 'desk-api-is-shapes',
      comment: `The page takes the shapes of the desk's answers from these files, types and their schemas, and with them not one line of the desk's code. See ${ADR}.`,
      severity: 'error',
      from: { path: DESK_API },
      to: { pathNot: [DESK_API, '^(node_modules/zod|packages/newsroom)/'] },
    },
    {
      name: 'desk-ui-api-of-the-desk',
      comment: `Of the desk, the page knows its HTTP interface alone. See ${ADR}.`,
      severity: 'error',
      from: { path: '^packages/desk-ui/' },
      to: {
        path: '^packages/desk/',
        pathNot: '^packages/desk/src/http/((story|device)-)?api[.]ts$',
      },
    },
    {
      name: 'no-deep-imports',
      comment: `A package is entered by its exports, so that its inside can change. See ${ADR}.`,
      severity: 'error',
      from: { path: '^(?:packages/)?([^/]+)/' },
      to: { path: '^packages/', pathNot: ['^packages/$1/', exportedFiles()] },
    },
    {
      name: 'no-relative-imports-across',
      comment: `Another package is named, never reached by a path. See ${ADR}.`,
      severity: 'error',
      from: { path: '^(?:packages/)?([^/]+)/' },
      to: {
        path: '^(packages|e2e|bench)/',
        pathNot: '^(?:packages/)?$1/',
        dependencyTypes: ['local'],
        dependencyTypesNot: ['aliased-workspace'],
      },
    },
    {
      name: 'nothing-imports-the-testbed',
      comment: `What only tests and the demo need never reaches what people run. See ${ADR}.`,
      severity: 'error',
      from: { path: '^packages/', pathNot: '^packages/testbed/' },
      to: { path: '^(packages/testbed|e2e|bench)/' },
    },
    {
      name: 'domain-knows-nobody',
      comment: `The domain is decided without a store, a server or a platform. See ${ADR}.`,
      severity: 'error',
      from: { path: `${RINGED}domain/`, pathNot: TESTS },
      to: { path: '^packages/$1/', pathNot: '^packages/$1/src/domain/' },
    },
    {
      name: 'domain-does-no-io',
      comment: `The domain is given what it needs; it fetches nothing. See ${ADR}.`,
      severity: 'error',
      from: { path: `${RINGED}domain/`, pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'ports-know-the-domain',
      comment: `A port is owned by who needs it and speaks of the domain alone. See ${ADR}.`,
      severity: 'error',
      from: { path: `${RINGED}ports/`, pathNot: TESTS },
      to: { path: '^packages/$1/', pathNot: '^packages/$1/src/(ports|domain)/' },
    },
    {
      name: 'adapters-face-ports',
      comment: `An adapter fulfils a port; who calls it is none of its business. See ${ADR}.`,
      severity: 'error',
      from: { path: `${RINGED}adapters/`, pathNot: TESTS },
      to: { path: `^packages/$1/src/(http/|${COMPOSITION})` },
    },
    {
      name: 'http-faces-ports',
      comment: `HTTP speaks to ports; which store stands behind them it cannot know. See ${ADR}.`,
      severity: 'error',
      from: { path: `${RINGED}http/`, pathNot: TESTS },
      to: { path: `^packages/$1/src/(adapters/|${COMPOSITION})` },
    },
    {
      name: 'only-main-constructs',
      comment: `One place decides which adapter stands behind which port. See ${ADR}.`,
      severity: 'error',
      from: { path: RINGED, pathNot: [...ASSEMBLES, `${RINGED}(adapters|http)/`, TESTS] },
      to: { path: '^packages/$1/src/adapters/' },
    },
    {
      name: 'tests-stay-tests',
      comment: `Code that runs never leans on code that checks it. See ${ADR}.`,
      severity: 'error',
      from: { path: '^packages/', pathNot: [TESTS, '^packages/testbed/', '/test/'] },
      to: { path: TESTS },
    },
    {
      name: 'pure-packages-do-no-io',
      comment: `No files, no network, no processes: these packages are functions of values. See ${ADR}.`,
      severity: 'error',
      from: {
        path: '^packages/(protocol|newsroom|guard|reader|desk-ui)/src/',
        pathNot: TESTS,
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-cycles',
      comment: `What cannot be understood apart belongs in one file. See ${ADR}.`,
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'An import that cannot be resolved is an import that no rule has looked at.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared',
      comment: 'A package that is imported is listed in the package.json of who imports it.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules/[.]cache|dist|artefacts)/' },
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    // vitest and its like are listed once, at the root.
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
}
