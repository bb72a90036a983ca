import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { type Change, formatChanges, parseChanges } from '../../components/changes.ts'
import type { WhatIfSearch } from '../../components/whatIfSearch.ts'
import { paths } from '../../paths.ts'

const WRITE_AFTER = 250

interface Ahead {
  changes: readonly Change[]
  /** What the address said when this began, and what has been written into it since. */
  from: string | undefined
  written: string | undefined
}

/**
 * The changes, which stand in the address. A slider changes them many times a second, which browsers do not let one write into
 * an address, so they run ahead of it for a moment.
 */
export function useChanges(region: string) {
  const navigate = useNavigate()
  const search = useSearch({ from: '/app/what-if' })
  const { c } = search
  const [ahead, setAhead] = useState<Ahead | null>(null)
  const kept = useMemo(() => parseChanges(c, region), [c, region])
  const now = ahead !== null && (ahead.from === c || ahead.written === c) ? ahead : null
  const changes = now?.changes ?? kept

  const patch = useCallback(
    (next: Partial<WhatIfSearch>) => void navigate({ to: paths.whatIf, search: (old) => ({ ...old, ...next }), replace: true, resetScroll: false }),
    [navigate],
  )

  // The address follows; leaving it (back, a link) drops what was ahead.
  useEffect(() => {
    const next = now && formatChanges(now.changes, region)
    if (!now || next === c) return
    const timer = setTimeout(() => {
      setAhead({ changes: now.changes, from: c, written: next ?? undefined })
      patch({ c: next ?? undefined })
    }, WRITE_AFTER)
    return () => clearTimeout(timer)
  }, [now, c, patch, region])

  const setChanges = useCallback(
    (make: (old: readonly Change[]) => readonly Change[]) =>
      setAhead((old) => {
        const holds = old !== null && (old.from === c || old.written === c)
        return { changes: make(holds ? old.changes : kept), from: c, written: holds ? old.written : c }
      }),
    [c, kept],
  )
  return { search, changes, setChanges, patch }
}
