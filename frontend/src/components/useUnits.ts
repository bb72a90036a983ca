import { startTransition, useEffect, useState } from 'react'
import { graphql } from '../gql/index.ts'
import type { UnitsQuery } from '../gql/graphql.ts'
import { ask } from '../lib/graph.ts'

const Units = graphql(`
  query Units($region: String!, $year: Int!, $after: String) {
    schoolAssessments(where: { year: $year, school: { region: $region } }, orderBy: { field: NAME, direction: ASC }, first: 100, after: $after) {
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

/** All units of a county and year, page after page; read again when the county's results have changed. */
export function useUnits(region: string, year: number, version: string | undefined): { units: readonly Unit[]; isLoading: boolean } {
  const [state, setState] = useState<{ key: string; units: readonly Unit[] } | null>(null)
  const [first, setFirst] = useState<{ key: string; version: string } | null>(null)
  const key = `${region} ${year}`
  // What is on its way when the county's first version becomes known is no older than that.
  if (version !== undefined && first?.key !== key) setFirst({ key, version })
  const newer = first?.key === key && first.version !== version ? version : undefined
  // Pages follow each other: each needs the cursor of the one before, which no single query can say.
  useEffect(() => {
    const stop = new AbortController()
    async function load() {
      const units: Unit[] = []
      for (let after: string | null = null; units.length < MOST; ) {
        // oxlint-disable-next-line no-await-in-loop -- as above
        const page: UnitsQuery = await ask(Units, { region, year, after }, stop.signal)
        units.push(...page.schoolAssessments.nodes)
        after = page.schoolAssessments.pageInfo.endCursor ?? null
        if (!page.schoolAssessments.pageInfo.hasNextPage || !after) break
      }
      // Hundreds of marks: drawn in slices, so that what is read first is painted first.
      startTransition(() => setState({ key: `${region} ${year}`, units }))
    }
    if (region) load().catch(() => undefined) // the page's own query says what failed
    return () => stop.abort()
  }, [region, year, newer])
  return state?.key === key ? { units: state.units, isLoading: false } : { units: [], isLoading: true }
}
