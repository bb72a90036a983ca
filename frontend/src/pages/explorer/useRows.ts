import { useCallback, useEffect, useRef, useState } from 'react'
import { graphql } from '../../gql/index.ts'
import type { ExplorerRowsQuery, SchoolAssessmentOrder, SchoolAssessmentWhere } from '../../gql/graphql.ts'
import { ask } from '../../lib/graph.ts'

const Rows = graphql(`
  query ExplorerRows($where: SchoolAssessmentWhere!, $order: SchoolAssessmentOrder!, $after: String, $withCount: Boolean!) {
    schoolAssessments(where: $where, orderBy: $order, first: 100, after: $after) {
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
          kind
          locale
          ownership
          region {
            code
            id
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

export type Row = ExplorerRowsQuery['schoolAssessments']['nodes'][number]

interface State {
  key: string
  rows: Row[]
  total: number
  after: string | null
  milliseconds: number
}

export interface Rows {
  rows: readonly Row[]
  total: number
  hasMore: boolean
  isLoading: boolean
  /** The rows belong to conditions that have changed since; newer ones are on their way. */
  isStale: boolean
  error: Error | null
  milliseconds: number
  more: () => void
  retry: () => void
}

/**
 * The rows of a filter and order in pages of 100 by cursor. Rows of thousands go past the normalised cache, which costs
 * more than it saves on lists that are looked at once.
 */
export function useRows(where: SchoolAssessmentWhere, order: SchoolAssessmentOrder): Rows {
  const [state, setState] = useState<State | null>(null)
  const [error, setError] = useState<Error | null>(null)
  const [attempt, setAttempt] = useState(0)
  const busy = useRef(false)
  const key = JSON.stringify([where, order])

  // A changed filter starts a new list; the one that is on its way for an older filter is dropped.
  useEffect(() => {
    const stop = new AbortController()
    const [w, o] = JSON.parse(key) as [SchoolAssessmentWhere, SchoolAssessmentOrder] // made two lines above
    const begun = performance.now()
    busy.current = true
    ask(Rows, { where: w, order: o, after: null, withCount: true }, stop.signal)
      .then(({ schoolAssessments: page }) => {
        busy.current = false
        setError(null)
        setState({
          key,
          rows: page.nodes,
          total: page.totalCount ?? page.nodes.length,
          after: page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null,
          milliseconds: performance.now() - begun,
        })
      })
      .catch((e: unknown) => {
        if (!stop.signal.aborted) setError(e instanceof Error ? e : new Error('INTERNAL'))
      })
    return () => stop.abort()
  }, [key, attempt])

  const more = useCallback(() => {
    if (!state || !state.after || busy.current || state.key !== key) return
    busy.current = true
    const [w, o] = JSON.parse(key) as [SchoolAssessmentWhere, SchoolAssessmentOrder] // made above
    ask(Rows, { where: w, order: o, after: state.after, withCount: false })
      .then(({ schoolAssessments: page }) =>
        setState((old) => (old && old.key === key ? { ...old, rows: [...old.rows, ...page.nodes], after: page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null } : old)),
      )
      .catch((e: unknown) => setError(e instanceof Error ? e : new Error('INTERNAL')))
      .finally(() => (busy.current = false))
  }, [state, key])

  return {
    rows: state?.rows ?? [],
    total: state?.total ?? 0,
    hasMore: Boolean(state?.after),
    isLoading: !state && !error,
    isStale: state !== null && state.key !== key,
    error,
    milliseconds: state?.milliseconds ?? 0,
    more,
    retry: () => setAttempt((n) => n + 1),
  }
}
