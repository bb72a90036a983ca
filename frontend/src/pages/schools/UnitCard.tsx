import { Bullet } from '../../components/charts/Bullet.tsx'
import { MiniTrend } from '../../components/charts/MiniTrend.tsx'
import { tone } from '../../components/charts/tone.ts'
import { indicatorNames, isResource, resourceUnits, valueDigits } from '../../components/indicators.ts'
import { shortOf } from '../../components/shortfall.ts'
import { StatusMark } from '../../components/StatusMark.tsx'
import { words } from '../../components/words.ts'
import { type FragmentType, graphql, readFragment } from '../../gql/index.ts'
import type { Verdict } from '../../gql/graphql.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { cx } from '../../lib/cx.ts'
import { number } from '../../lib/format.ts'
import { Card } from '../../ui/Card.tsx'
import { schoolTexts } from './texts.ts'
import s from './UnitCard.module.css'

export const UnitCard_assessment = graphql(`
  fragment UnitCard_assessment on SchoolAssessment {
    stage
    students
    verdict
    metCount
    relaxations
    results {
      indicator {
        code
      }
      status
      value
      display
      threshold
      attainment
      shortfall
      reason
    }
  }
`)

export const UnitCard_history = graphql(`
  fragment UnitCard_history on SchoolAssessment {
    year
    attainments
  }
`)

interface Props {
  assessment: FragmentType<typeof UnitCard_assessment>
  history: readonly FragmentType<typeof UnitCard_history>[]
  onTrace: (indicator: string) => void
}

const verdictClass: Record<Verdict, string | undefined> = { PASS: s.pass, FAIL: s.fail, INCOMPLETE: undefined }

/** One stage of a school: the verdict in a sentence, then the seven against their thresholds. */
export function UnitCard({ assessment, history, onTrace }: Props) {
  const t = useText(schoolTexts)
  const w = useText(words)
  const names = useText(indicatorNames)
  const units = useText(resourceUnits)
  const lang = useLang()
  const a = readFragment(UnitCard_assessment, assessment)
  const years = readFragment(UnitCard_history, history).toSorted((x, y) => x.year - y.year)
  const met = number(a.metCount)
  return (
    <Card
      flush
      title={t.unit(w[`stage.${a.stage}`], number(a.students))}
      aside={<span className={cx(s.verdict, verdictClass[a.verdict])}>{a.verdict === 'PASS' ? `✓ ${t.passes(met)}` : a.verdict === 'FAIL' ? `◆ ${t.fails(met)}` : t.incomplete(met)}</span>}
    >
      <table className={s.table}>
        <thead>
          <tr>
            <th scope="col">{t['col.indicator']}</th>
            <th scope="col" className={s.number}>
              {t['col.value']}
            </th>
            <th scope="col">{t['col.bullet']}</th>
            <th scope="col">{t['col.lack']}</th>
            <th scope="col" className={s.history}>
              {t['col.history']}
            </th>
          </tr>
        </thead>
        <tbody>
          {a.results.map((r, i) => {
            const { code } = r.indicator
            if (!isResource(code)) return null
            const lacks = Number(r.shortfall ?? 0)
            const reason = `reason.${r.reason ?? ''}`
            return (
              <tr key={code}>
                <th scope="row">
                  <button type="button" className={s.name} onClick={() => onTrace(code)} aria-haspopup="dialog">
                    {names[code]}
                  </button>
                  <small>
                    ≥ {number(r.threshold, code === 'R6' ? 0 : 1)} {units[code]}
                  </small>
                </th>
                <td className={s.number}>
                  <button type="button" className={s.value} onClick={() => onTrace(code)} aria-haspopup="dialog"><span className="visually-hidden">{names[code]} </span>
                    {r.value === null || r.value === undefined ? '–' : number(r.value, valueDigits(code))}
                  </button>
                </td>
                <td className={s.bullet}>
                  <Bullet size="large" value={r.attainment ?? null} mark={1} end={2} tone={tone(r.status)} label={{ value: r.display ?? '–', mark: String(r.threshold), kind: 'standard' }} />
                </td>
                <td className={s.lack}>
                  <StatusMark status={r.status} />
                  {lacks > 0 && (r.status === 'UNMET' || r.status === 'NEAR') && <b className={r.status === 'NEAR' ? s.near : s.fail}>{shortOf(code, lacks, lang)}</b>}
                  {r.reason && Object.hasOwn(w, reason) && <small>{String(w[reason as keyof typeof w])}</small>}
                  {a.relaxations.includes(code) && <small>{t.relaxed}</small>}
                </td>
                <td className={s.history}>
                  <MiniTrend points={years.map((y) => ({ year: y.year, value: y.attainments[i] ?? null }))} name={names[code]} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Card>
  )
}
