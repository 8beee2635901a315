import './api/parse-without-eval.ts'
import { createRoot } from 'react-dom/client'
import { DeskApi } from './api/desk-api.ts'
import { openQueryClient } from './api/desk-queries.ts'
import { App } from './app.tsx'
import { Drafts } from './conversation/drafts.ts'
import { DeskSession } from './session/desk-session.ts'
import { forgetTogether } from './session/forget-together.ts'
import { lockTogether } from './session/lock-together.ts'
import { takeOneTimeToken } from './session/one-time-token.ts'
import { preferredLanguage } from './texts/index.ts'

const oneTimeToken = takeOneTimeToken(window)
const session = new DeskSession(new DeskApi(fetch.bind(window)), oneTimeToken)
const drafts = new Drafts({
  sendReply: (threadId, reply) => session.call((api, bearer) => api.reply(bearer, threadId, reply)),
  newRequestId: () => crypto.randomUUID(),
})
const queryClient = openQueryClient()

forgetTogether(session, drafts, queryClient)
const lock = lockTogether(session, new BroadcastChannel('cronista-desk'))
window.addEventListener('hashchange', () => {
  const newer = takeOneTimeToken(window)
  if (newer !== undefined) session.offerToken(newer)
})
window.addEventListener('beforeunload', (event) => {
  if (drafts.anyUnsent()) event.preventDefault()
})
window.addEventListener('pagehide', () => {
  session.leave()
})

const root = document.getElementById('page')
if (root === null) throw new TypeError('index.html has no #page')
createRoot(root).render(
  <App
    surroundings={{ session, drafts, lock, now: () => Date.now() }}
    queryClient={queryClient}
    firstLanguage={preferredLanguage(navigator.languages)}
  />,
)
