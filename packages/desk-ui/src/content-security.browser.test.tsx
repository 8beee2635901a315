import { afterEach, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { openPage, type OpenedPage } from './app.fixture.tsx'
import { MemoryDesk } from './desk.fixture.ts'
import { clickCell, openStory, shownBody, unlock } from './page-reading.fixture.ts'
import { writeStory } from './written-story.fixture.ts'

let opened: OpenedPage | undefined

afterEach(() => {
  opened?.close()
})

it('the editor adds no style and no script of its own, under the policy that the desk sends', async () => {
  const violations: string[] = []
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile }) =>
    violations.push(`${violatedDirective} ${sourceFile}`),
  )
  // React Aria looks for this id; index.html has it on the link to the style sheet.
  const styles = document.createElement('link')
  styles.id = 'react-aria-pressable-style'
  const policy = document.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = "style-src 'self'; img-src 'self'; font-src 'self'; object-src 'none'"
  document.head.append(styles, policy)

  // The policy is at work: what it forbids is reported.
  const forbidden = document.createElement('style')
  forbidden.append('p { color: red }')
  document.head.append(forbidden)
  await vi.waitFor(() => expect(violations).toHaveLength(1))
  violations.length = 0

  const desk = new MemoryDesk()
  writeStory(desk)
  opened = openPage(desk)
  await unlock(opened, desk)
  await openStory(opened, /El puente/)
  await vi.waitFor(() => expect(shownBody(opened!)).toHaveLength(4))
  await clickCell(opened, 0, 'es')
  await userEvent.keyboard('{Enter}Nadie más.{Control>}{Enter}{/Control}{Alt>}{F10}{/Alt}')
  expect(violations).toEqual([])
})
