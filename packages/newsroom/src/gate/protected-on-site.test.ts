import { describe, expect, test } from 'vitest'
import {
  built,
  ENGINEER,
  idOf,
  knowing,
  lifting,
  standings,
  subject,
  TEACHER,
} from './gate.fixture.ts'
import { judge } from './judge.ts'
import type { BuiltFile, GateSubject } from './subject.ts'

const employer = idOf('employer Colegio Benito Juárez')

function findings(files: readonly BuiltFile[], others: Partial<GateSubject> = {}) {
  const siteOf = (source: string) => (source === TEACHER ? files : [])
  return judge(subject({ siteOf, ...others })).filter(({ rule }) => rule === 2)
}

const head = '<!doctype html><html lang="es"><head><title>Sin agua</title>'

test.each<[string, BuiltFile]>([
  ['the text of a page', built('es/a/index.html', '<p>El Colegio <b>Benito</b> Juárez</p>')],
  ['the name of a file', built('fotos/colegio-benito-juarez.webp', 'x')],
  ['a file’s name in capitals', built('en/ColegioBenitoJuarez.png', 'x')],
  ['an address', built('es/a/index.html', '<a href="/es/colegio%2Dbenito%2Djuarez/">x</a>')],
  ['a description', built('en/a/index.html', `${head}<meta content="At COLEGIO BENITO JUAREZ">`)],
  [
    'what a picture is called',
    built('es/a/index.html', '<img alt="Colegio Benito Ju&aacute;rez">'),
  ],
  [
    'linked data',
    built(
      'es/a/index.html',
      '<script type="application/ld+json">{"about":"Colegio Benito Ju\\u00e1rez"}</script>',
    ),
  ],
  ['a feed', built('es/feed.xml', '<feed><title>Colegio Benito Juárez</title></feed>')],
  ['a comment', built('es/a/index.html', '<!-- Colegio Benito Juárez -->')],
  ['what is no page', built('datos.json', '{"x":["Colegio Benito Juárez"]}')],
  ['a line break', built('robots.txt', 'Colegio\nBenito\nJuárez')],
])('is found in %s', (_name, file) => {
  const [found] = findings([file])
  expect(found).toMatchObject({ rule: 2, code: 'protected-on-site', protection: employer })
  expect(found?.place).toMatchObject({ kind: 'site', path: file[0] })
  expect(found?.source).toBe(TEACHER)
})

test('is told once for each part of a file', () => {
  const page = built('es/a/index.html', '<p>Colegio Benito Juárez</p><p>Colegio Benito Juárez</p>')
  const text = findings([page]).filter(({ place }) => 'part' in place && place.part === 'text')
  expect(text).toHaveLength(1)
})

test('what was lifted, and what another source protects, is not', () => {
  const page = built('es/a/index.html', '<p>Colegio Benito Juárez, VKR-482-B, Quiroga Luna</p>')
  const sources = standings(knowing(lifting(employer)))
  expect(findings([page], { sources })).toEqual([])
  expect(findings([page], { siteOf: (source) => (source === ENGINEER ? [page] : []) })).toEqual([])
})

test('the site of a source is built only if something of it is protected', () => {
  const asked: string[] = []
  judge(
    subject({
      siteOf: (source) => {
        asked.push(source)
        return []
      },
    }),
  )
  expect(asked).not.toContain(ENGINEER)
  expect(asked).toContain(TEACHER)
})

describe('what the site says by itself', () => {
  const school = '<p>Colegio Benito Juárez</p>'
  const page = (text: string, own: string, ownPath = 'es/a/index.html'): BuiltFile => {
    const [path, bytes] = built('es/a/index.html', text)
    return [path, bytes, () => [...built(ownPath, own)] as [string, Uint8Array]]
  }

  test('is not found, as often as it says it in the same part', () => {
    expect(findings([page(`${school}<p>Otra</p>`, `${school}<p>x</p>`)])).toEqual([])
  })

  test.each([
    ['once more', page(`${school}${school}`, school)],
    ['in another part', page('<p title="Colegio Benito Juárez">x</p>', school)],
    ['in its address', page('x', school)],
  ])('does not hide what a story says %s', (where, [path, bytes, own]) => {
    const at = where === 'in its address' ? 'es/colegio-benito-juarez/' : path
    expect(findings([[at, bytes, own!]])).toHaveLength(1)
  })

  test('is told apart in the excerpt', () => {
    const [found] = findings([page(`${school}<p>En el Colegio Benito Juárez</p>`, school)])
    expect(found?.excerpt).toContain('En el')
  })
})
