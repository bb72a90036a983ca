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

type Page = ExplorerRowsQuery['schoolAssessments']
export type Row = Page['nodes'][number]

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
  const [failure, setFailure] = useState<{ key: string; error: Error } | null>(null)
  const [attempt, setAttempt] = useState(0)
  const key = JSON.stringify([where, order])
  // What is on its way for the conditions of this moment; null between requests.
  const busy = useRef<AbortController | null>(null)

  const request = useCallback(
    (after: string | null, onPage: (page: Page) => void) => {
      const stop = new AbortController()
      const [w, o] = JSON.parse(key) as [SchoolAssessmentWhere, SchoolAssessmentOrder] // made above
      busy.current = stop
      ask(Rows, { where: w, order: o, after, withCount: after === null }, stop.signal)
        .finally(() => {
          if (busy.current === stop) busy.current = null
        })
        .then(({ schoolAssessments: page }) => {
          if (stop.signal.aborted) return
          setFailure(null)
          onPage(page)
        })
        .catch((e: unknown) => {
          if (!stop.signal.aborted) setFailure({ key, error: e instanceof Error ? e : new Error('INTERNAL') })
        })
      return stop
    },
    [key],
  )

  // A changed filter starts a new list; whatever is on its way for an older one is dropped.
  useEffect(() => {
    const begun = performance.now()
    const first = request(null, (page) =>
      setState({ key, rows: page.nodes, total: page.totalCount ?? page.nodes.length, after: next(page), milliseconds: performance.now() - begun }),
    )
    return () => {
      first.abort()
      busy.current?.abort()
    }
  }, [key, request, attempt])

  const more = useCallback(() => {
    if (!state?.after || busy.current || state.key !== key) return
    request(state.after, (page) => setState((old) => (old?.key === key ? { ...old, rows: [...old.rows, ...page.nodes], after: next(page) } : old)))
  }, [state, key, request])

  const error = failure?.key === key ? failure.error : null
  const isFirst = state?.key !== key
  return {
    rows: state?.rows ?? [],
    total: state?.total ?? 0,
    hasMore: Boolean(state?.after),
    isLoading: !state && !error,
    isStale: state !== null && isFirst && !error,
    error,
    milliseconds: state?.milliseconds ?? 0,
    more,
    retry: () => {
      setFailure(null)
      if (isFirst) setAttempt((n) => n + 1)
      else more()
    },
  }
}

function next(page: Page): string | null {
  return page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null
}
