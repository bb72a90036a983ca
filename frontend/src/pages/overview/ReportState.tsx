import { Link } from '@tanstack/react-router'
import { type FragmentType, graphql, readFragment } from '../../gql/index.ts'
import { useScope } from '../../components/shell/scope.ts'
import { useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { cx } from '../../lib/cx.ts'
import { number } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/Card.tsx'
import s from './Cards.module.css'
import { overviewTexts } from './texts.ts'

export const ReportState_school = graphql(`
  fragment ReportState_school on School {
    id
    code
    name
    year(year: $year) {
      id
      missing
    }
  }
`)

export const ReportState_county = graphql(`
  fragment ReportState_county on CountyAssessment {
    id
    reportCounts {
      complete
      partial
      none
    }
  }
`)

type State = 'complete' | 'partial' | 'none'

interface Props {
  county: FragmentType<typeof ReportState_county>
  schools: readonly FragmentType<typeof ReportState_school>[]
  total: number
}

/** One square a school, the first hundred by name: whether all its figures of the year are there. The counts are of all. */
export function ReportState({ county, schools, total }: Props) {
  const t = useText(overviewTexts)
  const { year } = useScope()
  const rows = readFragment(ReportState_school, schools).map((school) => {
    const missing = school.year?.missing.length ?? 0
    const state: State = !school.year ? 'none' : missing > 0 ? 'partial' : 'complete'
    return { ...school, state, lacks: missing }
  })
  const { reportCounts: counts } = readFragment(ReportState_county, county)
  // Who lacks most is known only where all are here.
  const worst = total > rows.length ? [] : rows.filter((r) => r.state !== 'complete').toSorted((a, b) => b.lacks - a.lacks)
  return (
    <Card title={t.reports} aside={t.reports_done(number(counts.complete), number(total))}>
      <ul className={s.squares}>
        {rows.map((r) => (
          <li key={r.id}>
            <Link to={paths.report} params={{ code: r.code, year: String(year) }} className={cx(s.square, s[r.state])} title={`${r.name} · ${t[`report.${r.state}`]}`} aria-label={`${r.name} · ${t[`report.${r.state}`]}`} lang="zh-CN" />
          </li>
        ))}
        {total > rows.length && <li className={s.quiet}>{t.reports_more(total - rows.length)}</li>}
      </ul>
      <p className={s.legend}>
        {(['complete', 'partial', 'none'] as const).map((state) => (
          <span key={state}>
            <span className={cx(s.square, s[state])} aria-hidden="true" /> {t[`report.${state}`]} <b>{number(counts[state])}</b>
          </span>
        ))}
      </p>
      {worst.slice(0, 1).map((r) => (
        <p key={r.id} className={s.worst}>
          <Link to={paths.report} params={{ code: r.code, year: String(year) }}>
            <Zh>{r.name}</Zh>
          </Link>
          <span>{r.state === 'none' ? t['report.none'] : t.reports_missing(number(r.lacks))}</span>
        </p>
      ))}
    </Card>
  )
}
