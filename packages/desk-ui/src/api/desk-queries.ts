import { QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useSurroundings } from '../surroundings.tsx'
import type { DeskStatus } from '@cronista/desk/api'

/** How often the page asks its own desk, on the same computer, what is new. */
const POLL_MILLIS: Readonly<Record<DeskStatus['schedule'], number>> = {
  demo: 2_000,
  production: 10_000,
}

/** The page's memory of what the desk said. It asks even when the browser believes itself offline: the
 *  desk is on this computer. `clear()` it when the session ends; nothing of it is ever stored. */
export function openQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, staleTime: 0, gcTime: 60_000 },
    },
  })
}

function usePollMillis(): number {
  const status = useQueryClient().getQueryData<DeskStatus>(['status'])
  return POLL_MILLIS[status?.schedule ?? 'demo']
}

/** The desk's state. Its failure is the page's sign that the desk cannot be reached. */
export function useDeskStatus() {
  const { session } = useSurroundings()
  return useQuery({
    queryKey: ['status'],
    queryFn: () => session.call((api, bearer) => api.status(bearer)),
    refetchInterval: usePollMillis(),
  })
}

/** All conversations, in the desk's order. */
export function useThreads() {
  const { session } = useSurroundings()
  return useQuery({
    queryKey: ['threads'],
    queryFn: () => session.call((api, bearer) => api.threads(bearer)),
    refetchInterval: usePollMillis(),
  })
}

/** One conversation with its entries, oldest first. */
export function useThread(threadId: string) {
  const { session } = useSurroundings()
  return useQuery({
    queryKey: ['thread', threadId],
    queryFn: () => session.call((api, bearer) => api.thread(bearer, threadId)),
    refetchInterval: usePollMillis(),
  })
}

/** Asks the desk again at once, after something this page did. */
export function useRefresh(): () => void {
  const client = useQueryClient()
  return useCallback(() => void client.invalidateQueries(), [client])
}
