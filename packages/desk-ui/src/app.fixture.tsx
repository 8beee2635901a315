import { createRoot } from 'react-dom/client'
import { DeskApi } from './api/desk-api.ts'
import { openQueryClient } from './api/desk-queries.ts'
import { App } from './app.tsx'
import { Drafts } from './conversation/drafts.ts'
import type { MemoryDesk } from './desk.fixture.ts'
import { Manuscripts } from './manuscript/manuscripts.ts'
import { DeskSession } from './session/desk-session.ts'
import { forgetTogether } from './session/forget-together.ts'
import type { Language } from './texts/index.ts'

/** The whole page over a desk in memory, as `entry.tsx` makes it, with short intervals. */
export interface OpenedPage {
  readonly container: HTMLElement
  readonly manuscripts: Manuscripts
  readonly drafts: Drafts
  close(): void
}

/** How a page is opened. */
export interface PageOptions {
  readonly firstLanguage?: Language
  /** It asks and saves so rarely that only what somebody does makes it. */
  readonly isSlow?: boolean
}

let opened = 0

/** Puts the page style sheet of the package into the document; once. */
export async function loadStyles(): Promise<void> {
  const styles = document.createElement('link')
  styles.rel = 'stylesheet'
  styles.href = new URL('./styles/app.css', import.meta.url).href
  const loaded = new Promise((resolve, reject) => {
    styles.addEventListener('load', resolve)
    styles.addEventListener('error', reject)
  })
  document.head.append(styles)
  await loaded
}

/** Opens the page at the end of the document. `close()` it. */
export function openPage(
  desk: MemoryDesk,
  { firstLanguage = 'es', isSlow = false }: PageOptions = {},
): OpenedPage {
  const pollMillis = isSlow ? 600_000 : 100
  opened += 1
  const pageNumber = opened
  let drawn = 0
  const draw = () => (drawn += 1)
  const newRequestId = () => `request-${String(pageNumber)}-${String(draw())}`
  const session = new DeskSession(new DeskApi(desk.fetch), desk.oneTimeToken)
  const drafts = new Drafts({
    sendReply: (threadId, reply) =>
      session.call((api, bearer) => api.reply(bearer, threadId, reply)),
    newRequestId,
  })
  const manuscripts = new Manuscripts((storyId, sending) =>
    session.call((api, bearer) => api.stories.exchange(bearer, storyId, sending)),
  )
  const queryClient = openQueryClient()
  forgetTogether(session, { drafts, manuscripts }, queryClient)
  const container = document.body.appendChild(document.createElement('div'))
  container.dataset['testid'] = `page-${String(pageNumber)}`
  document.documentElement.lang = firstLanguage
  const root = createRoot(container)
  root.render(
    <App
      surroundings={{
        session,
        drafts,
        manuscripts,
        lock: () => session.lock(() => manuscripts.sendLastWords()),
        now: () => desk.newsroom.nowMillis,
        newRequestId,
        drawNumber: () => pageNumber * 1_000_000 + draw(),
        rhythm: {
          pollMillis: { demo: pollMillis, production: pollMillis },
          saveMillis: pollMillis / 2,
        },
      }}
      queryClient={queryClient}
      firstLanguage={firstLanguage}
    />,
  )
  return {
    container,
    manuscripts,
    drafts,
    close: () => {
      root.unmount()
      manuscripts.forgetAll()
      container.remove()
    },
  }
}
