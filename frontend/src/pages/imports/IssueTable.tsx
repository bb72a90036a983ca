import { useState } from 'react'
import { Failure } from '../../components/Failure.tsx'
import { words } from '../../components/words.ts'
import { graphql, readFragment } from '../../gql/index.ts'
import type { ImportIssues_pageFragment, ImportIssuesQuery } from '../../gql/graphql.ts'
import { useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { number } from '../../lib/format.ts'
import { ask, useGraph } from '../../lib/graph.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Skeleton } from '../../ui/State.tsx'
import s from './Imports.module.css'
import { groupIssues } from './groupIssues.ts'
import { importTexts } from './texts.ts'

export const ImportIssues_page = graphql(`
  fragment ImportIssues_page on ImportErrorConnection {
    totalCount
    nodes {
      id
      sheet
      row
      column
      header
      value
      code
      message
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`)

const ImportIssues = graphql(`
  query ImportIssues($id: ID!, $errors: Boolean!, $after: String) {
    node(id: $id) {
      __typename
      id
      ... on Import {
        errors(first: 100, after: $after) @include(if: $errors) {
          ...ImportIssues_page
        }
        warnings(first: 100, after: $after) @skip(if: $errors) {
          ...ImportIssues_page
        }
      }
    }
  }
`)

type Page = ImportIssues_pageFragment

function pageOf(data: ImportIssuesQuery | undefined): Page | null | undefined {
  return readFragment(ImportIssues_page, data?.node?.__typename === 'Import' ? (data.node.errors ?? data.node.warnings) : undefined)
}

/** Findings by kind, then by cell: what stands there and what to do. */
export function IssueTable({ id, kind }: { id: string; kind: 'errors' | 'warnings' }) {
  const t = useText(importTexts)
  const w = useText(words)
  const first = useGraph(ImportIssues, { id, errors: kind === 'errors', after: null }, { fresh: true })
  const [rest, setRest] = useState<Page[]>([])
  if (first.error && !first.data) return <Failure error={first.error} onRetry={first.retry} />
  const page = pageOf(first.data)
  if (!page) return <Skeleton height={200} label={w.loading} />
  const pages = [page, ...rest]
  const issues = pages.flatMap((p) => p.nodes)
  const last = pages.at(-1)?.pageInfo
  return (
    <Card flush title={t[kind]} aside={t.shown(number(issues.length), number(page.totalCount))}>
      <table className={s.table}>
        <thead>
          <tr>
            <th scope="col">{t['issue.where']}</th>
            <th scope="col">{t['issue.header']}</th>
            <th scope="col">{t['issue.value']}</th>
            <th scope="col">{t['issue.message']}</th>
          </tr>
        </thead>
        {groupIssues(issues).map((group) => (
          <tbody key={group.code}>
            {group.issues.length > 3 && (
              <tr className={s.group}>
                <th scope="rowgroup" colSpan={4}>
                  {group.code} · {t.group(number(group.issues.length))}
                </th>
              </tr>
            )}
            {group.issues.map((i) => (
              <tr key={i.id}>
                <th scope="row">
                  <Zh>{t.cell(i.sheet, `${i.column ?? ''}${i.row > 0 ? i.row : ''}` || t.whole_row)}</Zh>
                </th>
                <td>{i.header ? <Zh>{i.header}</Zh> : '–'}</td>
                <td>
                  <code className={s.value}>{i.value === null || i.value === undefined ? t.empty_cell : <Zh>{i.value}</Zh>}</code>
                </td>
                <td>
                  <Zh>{i.message}</Zh>
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      {last?.hasNextPage && (
        <p className={s.none}>
          <Button
            onClick={() =>
              void ask(ImportIssues, { id, errors: kind === 'errors', after: last.endCursor ?? null }).then((d) => {
                const next = pageOf(d)
                if (next) setRest((old) => [...old, next])
              })
            }
          >
            {t.more}
          </Button>
        </p>
      )}
    </Card>
  )
}
