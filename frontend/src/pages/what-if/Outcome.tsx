import type { ReactNode } from 'react'
import { words } from '../../components/words.ts'
import type { Verdict } from '../../gql/graphql.ts'
import { useText } from '../../i18n/text.ts'
import { number } from '../../lib/format.ts'
import type { Side, Simulation } from './documents.ts'
import s from './Outcome.module.css'
import { whatIfTexts } from './texts.ts'

const look: Record<Verdict, string | undefined> = { PASS: s.pass, FAIL: s.fail, INCOMPLETE: undefined }
const sign: Record<Verdict, string> = { PASS: '✓', FAIL: '◆', INCOMPLETE: '…' }

/** The verdict before and after, and how many schools are still short: the sentence that the page is about. */
export function Outcome({ simulation, isStale, children }: { simulation: Simulation; isStale: boolean; children: ReactNode }) {
  const t = useText(whatIfTexts)
  const { before, after } = simulation
  const lack = short(after)
  const was = short(before)
  return (
    <div className={s.outcome}>
      <p className={s.meta}>{children}</p>
      <div role="status">
        <h1>
          <Word verdict={before.verdict} /> <Arrow /> <Word verdict={after.verdict} />
          <span className={s.lack}>
            {lack === 0 ? t.all_pass : t.lack(number(lack))}
            {lack !== was && <small>{t.lack_was(number(was))}</small>}
          </span>
          <span className={s.counts}>
            {t.indicators_met(number(met(before)), number(total(before)))}
            {(met(after) !== met(before) || total(after) !== total(before)) && <b> → {t.indicators_met(number(met(after)), number(total(after)))}</b>}
          </span>
          {isStale && <span className="visually-hidden">{t.stale}</span>}
        </h1>
      </div>
    </div>
  )
}

function Arrow() {
  const t = useText(whatIfTexts)
  return (
    <>
      <span aria-hidden="true">→</span>
      <span className="visually-hidden">{t.arrow}</span>
    </>
  )
}

function Word({ verdict }: { verdict: Verdict }) {
  const w = useText(words)
  return (
    <span className={look[verdict]}>
      <span aria-hidden="true">{sign[verdict]} </span>
      {w[`verdict.${verdict}`]}
    </span>
  )
}

const short = (side: Side) => side.stages.reduce((sum, x) => sum + x.unitCount - x.passingUnitCount, 0)
const met = (side: Side) => side.areas.reduce((sum, a) => sum + a.met, 0)
const total = (side: Side) => side.areas.reduce((sum, a) => sum + a.total, 0)
