import './api/parse-without-eval.ts'
import { createRoot } from 'react-dom/client'
import { DeskApi } from './api/desk-api.ts'
import { openQueryClient } from './api/desk-queries.ts'
import { App } from './app.tsx'
import { Drafts } from './conversation/drafts.ts'
import { Manuscripts } from './manuscript/manuscripts.ts'
import { DeskSession } from './session/desk-session.ts'
import { forgetTogether } from './session/forget-together.ts'
import { lockTogether } from './session/lock-together.ts'
import { takeOneTimeToken } from './session/one-time-token.ts'
import { preferredLanguage } from './texts/index.ts'

const oneTimeToken = takeOneTimeToken(window)
const session = new DeskSession(new DeskApi(fetch.bind(window)), oneTimeToken)
const newRequestId = () => crypto.randomUUID()
const drafts = new Drafts({
  sendReply: (threadId, reply) => session.call((api, bearer) => api.reply(bearer, threadId, reply)),
  newRequestId,
})
const manuscripts = new Manuscripts((storyId, sending) =>
  session.call((api, bearer) => api.stories.exchange(bearer, storyId, sending)),
)
const queryClient = openQueryClient()

forgetTogether(session, { drafts, manuscripts }, queryClient)
const lock = lockTogether(session, new BroadcastChannel('cronista-desk'), () =>
  manuscripts.sendLastWords(),
)
window.addEventListener('hashchange', () => {
  const newer = takeOneTimeToken(window)
  if (newer !== undefined) session.offerToken(newer)
})
window.addEventListener('beforeunload', (event) => {
  if (drafts.anyUnsent() || manuscripts.anyUnsent()) event.preventDefault()
})
window.addEventListener('visibilitychange', () => {
  void manuscripts.saveAll()
})
window.addEventListener('pagehide', () => {
  void manuscripts.sendLastWords()
  session.leave()
})

const root = document.getElementById('page')
if (root === null) throw new TypeError('index.html has no #page')
createRoot(root).render(
  <App
    surroundings={{
      session,
      drafts,
      manuscripts,
      lock,
      newRequestId,
      now: () => Date.now(),
      drawNumber: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
      rhythm: { pollMillis: { demo: 2_000, production: 10_000 }, saveMillis: 2_000 },
    }}
    queryClient={queryClient}
    firstLanguage={preferredLanguage(navigator.languages)}
  />,
)
