import { useCallback, useRef } from 'react'

/** A field that has the focus from when it is there, since the step before has gone with its own, and gets it back when it was wrong. */
export function useFocused() {
  const field = useRef<HTMLInputElement>(null)
  const arrive = useCallback((e: HTMLInputElement | null) => {
    field.current = e
    e?.focus()
  }, [])
  const refocus = useCallback(() => field.current?.focus(), [])
  return { arrive, refocus }
}
