import { Bullet } from '../../components/charts/Bullet.tsx'
import { tone } from '../../components/charts/tone.ts'
import { isResource, shortNames, valueDigits } from '../../components/indicators.ts'
import { shortOf } from '../../components/shortfall.ts'
import { StatusSign } from '../../components/StatusMark.tsx'
import { words } from '../../components/words.ts'
import { type FragmentType, graphql, readFragment } from '../../gql/index.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { number } from '../../lib/format.ts'
import { Card } from '../../ui/Card.tsx'
import s from './ResultsPanel.module.css'
import { reportTexts } from './texts.ts'

export const ResultsPanel_assessment = graphql(`
  fragment ResultsPanel_assessment on SchoolAssessment {
    stage
    verdict
    metCount
    results {
      indicator {
        code
      }
      status
      display
      value
      threshold
      attainment
      shortfall
      reason
    }
  }
`)

/** The seven bars of each stage of what is saved, or of what is being typed. */
export function ResultsPanel({ assessments, isTrial }: { assessments: readonly FragmentType<typeof ResultsPanel_assessment>[]; isTrial: boolean }) {
  const t = useText(reportTexts)
  const w = useText(words)
  const short = useText(shortNames)
  const lang = useLang()
  const units = readFragment(ResultsPanel_assessment, assessments)
  return (
    <Card title={isTrial ? t.preview : t.results} className={isTrial ? s.trial : undefined}>
      {units.length === 0 && <p className={s.none}>{t.results_none}</p>}
      {units.map((u) => (
        <section key={u.stage} className={s.unit}>
          <h3>
            {w[`stage.${u.stage}`]} · {t.verdict(number(u.metCount))} · {w[`verdict.${u.verdict}`]}
          </h3>
          <ul>
            {u.results.map((r) => {
              const { code } = r.indicator
              if (!isResource(code)) return null
              const lacks = Number(r.shortfall ?? 0)
              return (
                <li key={code} className={s.result}>
                  <span className={s.name}>
                    <StatusSign status={r.status} /> {short[code]}
                    <span className="visually-hidden">{w[`status.${r.status}`]}</span>
                  </span>
                  <Bullet value={r.attainment ?? null} mark={1} end={2} tone={tone(r.status)} size="small" label={{ value: r.display ?? '–', mark: String(r.threshold), kind: 'standard' }} />
                  <b className={s.value}>{number(r.value, valueDigits(code))}</b>
                  <small className={s.lack}>{r.status === 'UNMET' || r.status === 'NEAR' ? shortOf(code, lacks, lang) : r.status === 'NOT_COMPUTABLE' ? (r.reason === 'CONTRADICTION' ? w['reason.CONTRADICTION'] : w['reason.NOT_REPORTED']) : ''}</small>
                </li>
              )
            })}
          </ul>
        </section>
      ))}
    </Card>
  )
}
