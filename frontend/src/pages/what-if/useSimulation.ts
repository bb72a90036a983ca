import { useEffect, useRef, useState } from 'react'
import { type Change, toInput } from '../../components/changes.ts'
import { useLang } from '../../i18n/text.ts'
import { ask } from '../../lib/graph.ts'
import { opened, type Refusal, type Simulation, WhatIfQuery } from './documents.ts'

interface Wanted {
  region: string
  year: number
  under: string | undefined
  changes: readonly Change[]
}

interface State {
  place: string
  key: string
  simulation: Simulation | null
  refusals: readonly Refusal[]
  failure: Error | null
}

const PAUSE = 200

/** What the changes come to. The last result stays while a newer one is on its way, and while a change cannot be made. */
export function useSimulation({ region, year, under, changes }: Wanted) {
  const lang = useLang()
  const [state, setState] = useState<State | null>(null)
  const [tries, setTries] = useState(0)
  const first = useRef('') // the place of which something is shown
  const place = `${region} ${year}`
  const key = JSON.stringify([place, under ?? '', lang, tries, changes])
  // Past the cache, because a slider asks for hundreds of results that nobody asks for again.
  useEffect(() => {
    if (!region) return
    const stop = new AbortController()
    const [, wantedUnder, , , wantedChanges] = JSON.parse(key) as [string, string, string, number, Change[]] // the key made above
    const input = { regionCode: region, year, ...(wantedUnder ? { under: wantedUnder } : {}) }
    async function load() {
      const { simulate } = await ask(WhatIfQuery, { in: { ...input, changes: wantedChanges.map(toInput) } }, stop.signal)
      let found = simulate.simulation && opened(simulate.simulation)
      if (!found && first.current !== place) {
        // An address with a change that cannot be made still shows the county as it is.
        const plain = await ask(WhatIfQuery, { in: { regionCode: region, year, changes: [] } }, stop.signal)
        found = plain.simulate.simulation && opened(plain.simulate.simulation)
      }
      first.current = place
      setState((old) => ({ place, key, simulation: found ?? (old?.place === place ? old.simulation : null), refusals: simulate.userErrors, failure: null }))
    }
    const timer = setTimeout(() => {
      load().catch((e: unknown) => {
        if (stop.signal.aborted) return
        setState((old) => ({ place, key, simulation: old?.place === place ? old.simulation : null, refusals: [], failure: e instanceof Error ? e : new Error('INTERNAL') }))
      })
    }, PAUSE)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [region, year, place, key])
  const isHere = state?.place === place
  return {
    simulation: isHere ? state.simulation : null,
    refusals: isHere && state.key === key ? state.refusals : [],
    failure: isHere && state.key === key ? state.failure : null,
    isStale: state?.key !== key,
    retry: () => setTries((n) => n + 1),
  }
}
