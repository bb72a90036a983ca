import { Fragment } from 'react'
import { Failure } from '../../components/Failure.tsx'
import { figure, Figures_schoolYear } from '../../components/figures.ts'
import { words } from '../../components/words.ts'
import { graphql, readFragment } from '../../gql/index.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { cx } from '../../lib/cx.ts'
import { dateTime, decimal, number, schoolYear } from '../../lib/format.ts'
import { useGraph } from '../../lib/graph.ts'
import { Card } from '../../ui/Card.tsx'
import { Empty, Skeleton } from '../../ui/State.tsx'
import s from './Tabs.module.css'
import { schoolTexts } from './texts.ts'

const FiguresQuery = graphql(`
  query SchoolFigures($code: String!, $year: Int!, $before: Int!) {
    dictionary(sheet: SCHOOL_YEAR) {
      id
      key
      section
      sectionZh
      sectionEn
      labelZh
      labelEn
      unitZh
      unitEn
    }
    school(code: $code) {
      id
      now: year(year: $year) {
        id
        ...Figures_schoolYear
      }
      before: year(year: $before) {
        id
        ...Figures_schoolYear
      }
    }
  }
`)

/** What the school reported, with last year beside; figures that neither year has are left out. */
export function FiguresTab({ code, year }: { code: string; year: number }) {
  const t = useText(schoolTexts)
  const w = useText(words)
  const lang = useLang()
  const { data, error, isLoading, retry } = useGraph(FiguresQuery, { code, year, before: year - 1 })
  if (error && !data) return <Failure error={error} onRetry={retry} />
  if (isLoading || !data) return <Skeleton height={420} label={w.loading} />
  const now = readFragment(Figures_schoolYear, data.school?.now)
  const before = readFragment(Figures_schoolYear, data.school?.before)
  if (!now && !before) return <Empty title={t.figures_none} />
  const rows = data.dictionary
    .map((f) => ({ ...f, now: figure(now, f.key), before: figure(before, f.key) }))
    .filter((f) => f.key !== 'year' && f.key !== 'code')
    .filter((f) => f.now !== null || f.before !== null || now?.missing.includes(f.key))
  const sections = [...new Set(rows.map((r) => r.section))]
  return (
    <Card flush title={t.figures} aside={now && `${t.figures_at(dateTime(now.updatedAt, lang))}${now.missing.length > 0 ? ` · ${t.missing(number(now.missing.length))}` : ''}`}>
      <table className={s.table}>
        <thead>
          <tr>
            <th scope="col">{t.figures}</th>
            <th scope="col" className={s.number}>
              {schoolYear(year, lang)}
            </th>
            <th scope="col" className={s.number}>
              {schoolYear(year - 1, lang)}
            </th>
            <th scope="col" className={cx(s.number, s.wide)}>
              {t.change}
            </th>
          </tr>
        </thead>
        <tbody>
          {sections.map((section) => {
            const inside = rows.filter((r) => r.section === section)
            const first = inside[0]
            return (
              <Fragment key={section}>
                <tr className={s.section}>
                  <th scope="colgroup" colSpan={4}>
                    {lang === 'zh' ? first?.sectionZh : first?.sectionEn}
                  </th>
                </tr>
                {inside.map((r) => {
                  const unit = lang === 'zh' ? r.unitZh : r.unitEn
                  const change = r.now !== null && r.before !== null ? Number(r.now) - Number(r.before) : null
                  return (
                    <tr key={r.key}>
                      <th scope="row">
                        {lang === 'zh' ? r.labelZh : r.labelEn} {unit && <span className={s.unit}>{unit}</span>}
                      </th>
                      <td className={cx(s.number, r.now === null && s.missing)}>{r.now === null ? t.not_reported : decimal(r.now)}</td>
                      <td className={cx(s.number, s.quiet)}>{decimal(r.before)}</td>
                      <td className={cx(s.number, s.quiet, s.wide)}>{change === null || change === 0 ? '' : `${change > 0 ? '+' : ''}${number(change, Number.isInteger(change) ? 0 : 2)}`}</td>
                    </tr>
                  )
                })}
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </Card>
  )
}
