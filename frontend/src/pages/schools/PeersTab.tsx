import { Link } from '@tanstack/react-router'
import { Failure } from '../../components/Failure.tsx'
import { RESOURCES, shortNames, valueDigits } from '../../components/indicators.ts'
import { StatusSign } from '../../components/StatusMark.tsx'
import { words } from '../../components/words.ts'
import { graphql } from '../../gql/index.ts'
import type { Locale, Stage } from '../../gql/graphql.ts'
import { useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { cx } from '../../lib/cx.ts'
import { number } from '../../lib/format.ts'
import { useGraph } from '../../lib/graph.ts'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/Card.tsx'
import { Empty, Skeleton } from '../../ui/State.tsx'
import s from './Tabs.module.css'
import { schoolTexts } from './texts.ts'

const Peers = graphql(`
  query Peers($year: Int!, $stage: Stage!, $locale: Locale!, $from: Int!, $to: Int!) {
    schoolAssessments(where: { year: $year, stage: $stage, students: { gte: $from, lte: $to }, school: { locale: [$locale] } }, orderBy: { field: MET_COUNT, direction: DESC }, first: 20) {
      totalCount
      nodes {
        id
        students
        metCount
        values
        statuses
        school {
          id
          code
          name
        }
      }
    }
  }
`)

interface Props {
  code: string
  year: number
  stage: Stage
  locale: Locale
  students: number
}

/** Schools of the same stage and locale, and of a size within a third. */
export function PeersTab({ code, year, stage, locale, students }: Props) {
  const t = useText(schoolTexts)
  const w = useText(words)
  const short = useText(shortNames)
  const from = Math.floor((students * 2) / 3)
  const to = Math.ceil((students * 4) / 3)
  const { data, error, isLoading, retry } = useGraph(Peers, { year, stage, locale, from, to })
  if (error && !data) return <Failure error={error} onRetry={retry} />
  if (isLoading || !data) return <Skeleton height={420} label={w.loading} />
  const rows = data.schoolAssessments.nodes
  if (rows.every((r) => r.school.code === code)) return <Empty title={t.peers_none} />
  return (
    <Card flush title={t.peers} aside={t.peers_rule(w[`stage.${stage}`], w[`locale.${locale}`], number(from), number(to))}>
      <div className={s.scroll}>
        <table className={s.table}>
          <thead>
            <tr>
              <th scope="col">{w.school}</th>
              <th scope="col" className={s.number}>
                {number(RESOURCES.length)}
              </th>
              {RESOURCES.map((r) => (
                <th key={r} scope="col" className={s.number}>
                  {short[r]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((r) => (
              <tr key={r.id} className={cx(r.school.code === code && s.self)}>
                <th scope="row">
                  <Link to={paths.school} params={{ code: r.school.code }}>
                    <Zh>{r.school.name}</Zh>
                  </Link>{' '}
                  <span className={s.unit}>
                    {number(r.students)}
                    {r.school.code === code && ` · ${t.peers_self}`}
                  </span>
                </th>
                <td className={s.number}>{r.metCount}</td>
                {RESOURCES.map((c, i) => {
                  const status = r.statuses[i]
                  return (
                    <td key={c} className={s.number}>
                      {status && status !== 'MET' && (
                        <>
                          <StatusSign status={status} size={9} /> <span className="visually-hidden">{w[`status.${status}`]}</span>
                        </>
                      )}
                      {number(r.values[i], valueDigits(c))}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}
