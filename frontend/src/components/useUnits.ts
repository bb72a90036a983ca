import { startTransition, useCallback, useEffect, useState } from 'react'
import { graphql } from '../gql/index.ts'
import type { UnitsQuery } from '../gql/graphql.ts'
import { ask } from '../lib/graph.ts'

const Units = graphql(`
  query Units($region: String!, $year: Int!, $after: String, $withCount: Boolean!) {
    schoolAssessments(where: { year: $year, school: { region: $region } }, orderBy: { field: NAME, direction: ASC }, first: 100, after: $after) {
      totalCount @include(if: $withCount)
      nodes {
        id
        stage
        students
        verdict
        metCount
        values
        attainments
        statuses
        shortfalls
        school {
          id
          code
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export type Unit = UnitsQuery['schoolAssessments']['nodes'][number]

// Above this many units single points say less than a distribution does.
const MOST = 2_000

interface Loaded {
  key: string
  units: readonly Unit[]
  total: number
}

export interface Units {
  units: readonly Unit[]
  /** How many the county has; more than are here where there are more than can be drawn. */
  total: number
  isLoading: boolean
  /** Why they are not here, or not the newest. */
  error: Error | null
  retry: () => void
}

/** All units of a county and year, page after page; read again when the county's results have changed. */
export function useUnits(region: string, year: number, version: string | undefined): Units {
  const [state, setState] = useState<Loaded | null>(null)
  const [failure, setFailure] = useState<{ key: string; error: Error } | null>(null)
  const [attempt, setAttempt] = useState(0)
  const [first, setFirst] = useState<{ key: string; version: string } | null>(null)
  const key = `${region} ${year}`
  // What is on its way when the county's first version becomes known is no older than that.
  if (version !== undefined && first?.key !== key) setFirst({ key, version })
  const newer = first?.key === key && first.version !== version ? version : undefined
  // Pages follow each other: each needs the cursor of the one before, which no single query can say.
  useEffect(() => {
    const stop = new AbortController()
    const key = `${region} ${year}`
    async function load() {
      const units: Unit[] = []
      let total = 0
      for (let after: string | null = null; units.length < MOST; ) {
        // oxlint-disable-next-line no-await-in-loop -- as above
        const { schoolAssessments: page }: UnitsQuery = await ask(Units, { region, year, after, withCount: after === null }, stop.signal)
        units.push(...page.nodes)
        total = Math.max(page.totalCount ?? total, units.length)
        after = page.pageInfo.endCursor ?? null
        if (!page.pageInfo.hasNextPage || !after) break
      }
      setFailure(null)
      // Hundreds of marks: drawn in slices, so that what is read first is painted first.
      startTransition(() => setState({ key, units, total }))
    }
    if (region) {
      load().catch((e: unknown) => {
        if (!stop.signal.aborted) setFailure({ key, error: e instanceof Error ? e : new Error('INTERNAL') })
      })
    }
    return () => stop.abort()
  }, [region, year, newer, attempt])

  const here = state?.key === key ? state : null
  const error = failure?.key === key ? failure.error : null
  const retry = useCallback(() => {
    setFailure(null)
    setAttempt((n) => n + 1)
  }, [])
  return { units: here?.units ?? none, total: here?.total ?? 0, isLoading: region !== '' && !here && !error, error, retry }
}

const none: readonly Unit[] = []
