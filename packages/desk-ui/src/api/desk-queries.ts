import { QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { DeskStatus, Threads } from '@cronista/desk/api'
import { useSurroundings } from '../surroundings.tsx'
import type { DeskApi } from './desk-api.ts'

/** The page's memory of what the desk said. It asks even when the browser believes itself offline: the
 *  desk is on this computer. `clear()` it when the session ends; nothing of it is ever stored. */
export function openQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, staleTime: 0, gcTime: 60_000 },
    },
  })
}

/** How often this page asks its desk, in milliseconds. */
export function usePollMillis(): number {
  const { pollMillis } = useSurroundings().rhythm
  const status = useQueryClient().getQueryData<DeskStatus>(['status'])
  return pollMillis[status?.schedule ?? 'demo']
}

/** Something of the desk's, asked for again on the page's clock. */
function useDeskQuery<Answer, Part = Answer>(
  queryKey: readonly string[],
  ask: (api: DeskApi, bearer: string) => Promise<Answer>,
  select?: (answer: Answer) => Part,
) {
  const { session } = useSurroundings()
  return useQuery({
    queryKey,
    queryFn: () => session.call(ask),
    refetchInterval: usePollMillis(),
    ...(select === undefined ? {} : { select }),
  })
}

/** The desk's state. Its failure is the page's sign that the desk cannot be reached. */
export function useDeskStatus() {
  return useDeskQuery(['status'], (api, bearer) => api.status(bearer))
}

/** All conversations, in the desk's order. */
export function useThreads() {
  return useDeskQuery(['threads'], askInbox, threadsOf)
}

/** What is held back of people who have no conversation yet. */
export function useHeldStrangers() {
  return useDeskQuery(['threads'], askInbox, heldStrangersOf)
}

const askInbox = (api: DeskApi, bearer: string) => api.inbox(bearer)
const threadsOf = ({ threads }: Threads) => threads
const heldStrangersOf = ({ heldStrangers }: Threads) => heldStrangers

/** One conversation with its entries, oldest first. */
export function useThread(threadId: string) {
  return useDeskQuery(['thread', threadId], (api, bearer) => api.thread(bearer, threadId))
}

/** All stories, the last one worked on first. */
export function useStories() {
  return useDeskQuery(['stories'], (api, bearer) => api.stories.list(bearer))
}

/** One story: where it stands, and what can be done. What is written in it is the manuscript's. */
export function useStory(storyId: string) {
  return useDeskQuery(['story', storyId], (api, bearer) => api.stories.get(bearer, storyId))
}

/** What is on the site, and what is on its way there. */
export function useSite() {
  return useDeskQuery(['site'], (api, bearer) => api.stories.site(bearer))
}

/** All sources at their newest revisions. */
export function useSources() {
  return useDeskQuery(['sources'], (api, bearer) => api.sources.list(bearer))
}

/** The editors of this newsroom. */
export function usePeople() {
  return useDeskQuery(['people'], (api, bearer) => api.sources.people(bearer))
}

/** All pen names. */
export function usePenNames() {
  return useDeskQuery(['pen-names'], (api, bearer) => api.names.penNames(bearer))
}

/** All series. */
export function useSeriesList() {
  return useDeskQuery(['series'], (api, bearer) => api.names.series(bearer))
}

/** This device, and the others. */
export function useDevices() {
  return useDeskQuery(['devices'], (api, bearer) => api.devices.list(bearer))
}

/** Asks the desk again at once, after something this page did. */
export function useRefresh(): () => void {
  const client = useQueryClient()
  return useCallback(() => void client.invalidateQueries(), [client])
}
