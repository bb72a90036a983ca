import { useState } from 'react'
import { Failure } from '../../components/Failure.tsx'
import { words } from '../../components/words.ts'
import { graphql } from '../../gql/index.ts'
import type { TeachersQuery } from '../../gql/graphql.ts'
import { useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { decimal, number } from '../../lib/format.ts'
import { ask, useGraph } from '../../lib/graph.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Empty, Skeleton } from '../../ui/State.tsx'
import s from './Tabs.module.css'
import { schoolTexts } from './texts.ts'

const Teachers = graphql(`
  query Teachers($school: String!, $year: Int!, $after: String) {
    teachers(where: { school: $school, year: $year }, orderBy: { field: CODE, direction: ASC }, first: 50, after: $after) {
      totalCount
      nodes {
        id
        code
        name
        stage
        subject
        degree
        backboneLevel
        isCertified
        trainingHours
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`)

type Page = TeachersQuery['teachers']

/** The roster of the year, fifty at a time. */
export function TeachersTab({ code, year }: { code: string; year: number }) {
  const t = useText(schoolTexts)
  const w = useText(words)
  const { data, error, isLoading, retry } = useGraph(Teachers, { school: code, year, after: null })
  const [rest, setRest] = useState<Page[]>([])
  if (error && !data) return <Failure error={error} onRetry={retry} />
  if (isLoading || !data) return <Skeleton height={420} label={w.loading} />
  const pages = [data.teachers, ...rest]
  const rows = pages.flatMap((p) => p.nodes)
  const after = pages.at(-1)?.pageInfo
  if (rows.length === 0) return <Empty title={t.teachers_none} />
  return (
    <Card flush title={t.teachers} aside={t.teachers_of(number(rows.length), number(data.teachers.totalCount))}>
      <div className={s.scroll}>
        <table className={s.table}>
          <thead>
            <tr>
              <th scope="col">{t['teacher.code']}</th>
              <th scope="col">{t['teacher.stage']}</th>
              <th scope="col">{t['teacher.subject']}</th>
              <th scope="col">{t['teacher.degree']}</th>
              <th scope="col">{t['teacher.backbone']}</th>
              <th scope="col">{t['teacher.certified']}</th>
              <th scope="col" className={s.number}>
                {t['teacher.hours']}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((r) => (
              <tr key={r.id}>
                <th scope="row">
                  {r.code} {r.name && <Zh>{r.name}</Zh>}
                </th>
                <td>{r.stage ? w[`stage.${r.stage}`] : '–'}</td>
                <td>
                  <Zh>{r.subject}</Zh>
                </td>
                <td>{t[`degree.${r.degree}`]}</td>
                <td>{t[`backbone.${r.backboneLevel}`]}</td>
                <td>{r.isCertified ? w.yes : <b className={s.missing}>◆ {w.no}</b>}</td>
                <td className={s.number}>{decimal(r.trainingHours)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {after?.hasNextPage && (
        <p className={s.more}>
          <Button onClick={() => void ask(Teachers, { school: code, year, after: after.endCursor ?? null }).then((d) => setRest((old) => [...old, d.teachers]))}>{t.teachers_more}</Button>
        </p>
      )}
    </Card>
  )
}
