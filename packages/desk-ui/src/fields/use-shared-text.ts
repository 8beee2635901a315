import { useCallback, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'

/** What stands in a shared text, as it changes. */
export function useSharedText(text: Y.Text): string {
  const subscribe = useCallback(
    (listener: () => void) => {
      text.observe(listener)
      return () => {
        text.unobserve(listener)
      }
    },
    [text],
  )
  return useSyncExternalStore(subscribe, () => text.toJSON())
}

/** One entry of a shared map, '' if there is none. */
export function useSharedChoice(choices: Y.Map<unknown>, name: string): string {
  const subscribe = useCallback(
    (listener: () => void) => {
      choices.observe(listener)
      return () => {
        choices.unobserve(listener)
      }
    },
    [choices],
  )
  return useSyncExternalStore(subscribe, () => {
    const value = choices.get(name)
    return typeof value === 'string' ? value : ''
  })
}
