import { useEffect, useState } from 'react'
import { useSurroundings } from '../surroundings.tsx'

/** The time now, in milliseconds since 1970, read again every `everyMillis`. */
export function useNow(everyMillis = 1_000): number {
  const { now } = useSurroundings()
  const [nowMillis, setNowMillis] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => {
      setNowMillis(now())
    }, everyMillis)
    return () => {
      clearInterval(timer)
    }
  }, [now, everyMillis])
  return nowMillis
}
