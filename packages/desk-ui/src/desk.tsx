import { useEffect, useRef, useState } from 'react'
import type { ThreadSummary } from '@cronista/desk/api'
import { useDeskStatus, useStories, useThreads } from './api/desk-queries.ts'
import { useAnnounce } from './chrome/announcer.tsx'
import { Masthead } from './chrome/masthead.tsx'
import { SectionNav, type Section } from './chrome/section-nav.tsx'
import { Conversations } from './conversation/conversations.tsx'
import { Devices } from './devices/devices.tsx'
import { WaitingDesk } from './devices/waiting-desk.tsx'
import { newlyArrived } from './inbox/inbox-order.ts'
import { Site } from './site/site.tsx'
import { DemoBanner } from './status/demo-banner.tsx'
import { StatusLine } from './status/status-line.tsx'
import { Warnings } from './status/warnings.tsx'
import { Stories } from './stories/stories.tsx'
import { useSaving } from './stories/use-manuscript.ts'
import { useSurroundings } from './surroundings.tsx'
import { useSpeech } from './texts/speech.tsx'

/** The unlocked desk. */
export function Desk() {
  const { lock } = useSurroundings()
  const status = useDeskStatus()
  useSaving()
  return (
    <div className="page desk">
      <Masthead status={status.data} onLock={() => void lock()} />
      {status.data?.schedule === 'demo' && <DemoBanner />}
      {status.data?.membership === 'waiting' ? (
        <>
          <Warnings status={status.data} failure={status.error} />
          <WaitingDesk />
        </>
      ) : (
        <Sections status={status} />
      )}
    </div>
  )
}

/** The parts of the desk. Which one is shown, and what is open in it, is known to this component alone:
 *  never to the address, the history or the title. */
function Sections({ status }: { status: ReturnType<typeof useDeskStatus> }) {
  const threads = useThreads()
  const stories = useStories()
  const [section, setSection] = useState<Section>('conversations')
  const [openThreadId, setOpenThreadId] = useState<string>()
  const [openStoryId, setOpenStoryId] = useState<string>()
  const heading = useRef<HTMLHeadingElement>(null)
  useAnnouncedArrivals(threads.data)
  return (
    <>
      <SectionNav
        section={section}
        onChange={setSection}
        unread={threads.data?.filter(({ unread, muted }) => unread > 0 && !muted).length ?? 0}
        waiting={stories.data?.filter(({ waitsForMe }) => waitsForMe).length ?? 0}
      />
      <Warnings status={status.data} failure={status.error ?? threads.error} />
      {section === 'conversations' && (
        <>
          {status.data !== undefined && <StatusLine status={status.data} />}
          <Conversations
            threads={threads.data}
            openThreadId={openThreadId}
            onOpen={setOpenThreadId}
            capacity={status.data?.capacity}
            onStory={(storyId) => {
              setOpenStoryId(storyId)
              setSection('stories')
            }}
          />
        </>
      )}
      {section !== 'conversations' && (
        <main className="sheet-frame">
          {section === 'stories' && <Stories openStoryId={openStoryId} onOpen={setOpenStoryId} />}
          {section === 'site' && <Site ref={heading} />}
          {section === 'devices' && <Devices ref={heading} />}
        </main>
      )}
    </>
  )
}

/** Says aloud whose words arrived since the last look. */
function useAnnouncedArrivals(threads: readonly ThreadSummary[] | undefined): void {
  const { texts } = useSpeech()
  const announce = useAnnounce()
  const before = useRef<readonly ThreadSummary[]>(undefined)
  useEffect(() => {
    if (threads === undefined) return
    const arrived = before.current === undefined ? [] : newlyArrived(before.current, threads)
    before.current = threads
    if (arrived.length > 0)
      announce(arrived.map(({ handle }) => texts.inbox.arrived(handle)).join('. '))
  }, [threads, announce, texts])
}
