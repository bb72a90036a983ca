import { useMemo } from 'react'
import { Bullet } from '../../components/charts/Bullet.tsx'
import { StripAxis } from '../../components/charts/StripAxis.tsx'
import { StripPlot, type StripPoint } from '../../components/charts/StripPlot.tsx'
import { tone } from '../../components/charts/tone.ts'
import { indicatorNames, isIndicator, RESOURCES, resourceUnits, type ResourceCode } from '../../components/indicators.ts'
import { StatusMark, StatusSign } from '../../components/StatusMark.tsx'
import { words } from '../../components/words.ts'
import type { ResultStatus, Stage } from '../../gql/graphql.ts'
import { useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { cx } from '../../lib/cx.ts'
import { number } from '../../lib/format.ts'
import { Card } from '../../ui/Card.tsx'
import type { Simulation, Unit, UnitSide } from './documents.ts'
import s from './Instruments.module.css'
import { whatIfTexts } from './texts.ts'

const stages: readonly Stage[] = ['PRIMARY', 'JUNIOR']

/** The panel of the overview with both sides in it: marks where units are, rings where they were. */
export function Instruments({ simulation, onOpen }: { simulation: Simulation; onOpen: (school: string) => void }) {
  const t = useText(whatIfTexts)
  const limit = (stage: Stage) => simulation.after.balances.find((b) => b.stage === stage)?.limit ?? 0
  return (
    <Card
      title={t.panel}
      flush
      aside={
        <span className={s.legend}>
          <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
            <circle r="4" className={s.ring} />
          </svg>
          {t.ghost}
        </span>
      }
    >
      <div className={s.scroll}>
        <table className={s.table}>
          <thead>
            <tr>
              <th scope="col" className={s.name}>
                {t['col.indicator']}
              </th>
              <th scope="col" className={s.strip}>
                <span className="visually-hidden">{t['col.strip']}</span>
                <StripAxis label={t.line} times={t.times} />
              </th>
              <th scope="col" className={s.units}>
                <b>{t['col.units']}</b>
                <br />
                {t['col.units_by']}
              </th>
              <th scope="col" className={s.cv}>
                <b>{t['col.cv_primary']}</b>
                <br />
                {t['col.limit'](number(limit('PRIMARY'), 2))}
              </th>
              <th scope="col" className={s.cv}>
                <b>{t['col.cv_junior']}</b>
                <br />
                {t['col.limit'](number(limit('JUNIOR'), 2))}
              </th>
            </tr>
          </thead>
          <tbody>
            {RESOURCES.map((code, i) => (
              <Row key={code} code={code} index={i} simulation={simulation} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      </div>
      <CountyChanges simulation={simulation} />
    </Card>
  )
}

function Row({ code, index, simulation, onOpen }: { code: ResourceCode; index: number; simulation: Simulation; onOpen: (school: string) => void }) {
  const names = useText(indicatorNames)
  const unit = useText(resourceUnits)
  const w = useText(words)
  const { units, under } = simulation
  const standard = under.indicators.find((x) => x.code === code)
  const digits = code === 'R6' ? 0 : 1
  const strips = useMemo(() => stages.map((stage) => ({ points: toPoints(units, stage, index), ghosts: toGhosts(units, stage, index) })), [units, index])
  return (
    <tr>
      <th scope="row" className={s.name}>
        <b>{names[code]}</b>
        <small>
          ≥ {number(standard?.primary, digits)} / {number(standard?.junior, digits)} {unit[code]}
        </small>
      </th>
      <td className={s.strip}>
        {stages.map((stage, k) => (
          <div key={stage} className={s.line}>
            <span className={s.stage} aria-hidden="true">
              {w[`stage.short.${stage}`]}
            </span>
            <StripPlot name={names[code]} stage={stage} points={strips[k]?.points ?? []} ghosts={strips[k]?.ghosts} onOpen={onOpen} />
          </div>
        ))}
      </td>
      <td className={s.units}>
        {stages.map((stage) => (
          <Missed key={stage} before={missed(units, stage, index, (u) => u.before)} after={missed(units, stage, index, (u) => u.after)} stage={stage} />
        ))}
      </td>
      {stages.map((stage) => (
        <td key={stage} className={s.cv}>
          <Coefficient code={code} stage={stage} simulation={simulation} />
        </td>
      ))}
    </tr>
  )
}

function toPoints(units: readonly Unit[], stage: Stage, index: number): StripPoint[] {
  return units.flatMap((u) => {
    const attainment = u.after?.attainments[index]
    const status = u.after?.statuses[index]
    return u.stage === stage && attainment !== null && attainment !== undefined && status ? [{ code: u.school.code, name: u.school.name, attainment, status }] : []
  })
}

/** Where units were that are elsewhere now, or nowhere. */
function toGhosts(units: readonly Unit[], stage: Stage, index: number) {
  return units.flatMap((u) => {
    const was = u.before?.attainments[index]
    return u.stage === stage && was !== null && was !== undefined && was !== u.after?.attainments[index] ? [{ code: u.school.code, attainment: was }] : []
  })
}

/** The statuses of the units that miss an indicator on one side; null where there is no unit at all. */
function missed(units: readonly Unit[], stage: Stage, index: number, of: (u: Unit) => UnitSide | null): ResultStatus[] | null {
  const statuses = units.flatMap((u) => (u.stage === stage ? (of(u)?.statuses[index] ?? []) : []))
  return statuses.length === 0 ? null : statuses.filter((x) => x !== 'MET')
}

function Missed({ before, after, stage }: { before: ResultStatus[] | null; after: ResultStatus[] | null; stage: Stage }) {
  const t = useText(whatIfTexts)
  const w = useText(words)
  if (!after) return <span className={s.missed}>–</span>
  const worst = after.includes('UNMET') ? 'UNMET' : after.includes('NOT_COMPUTABLE') ? 'NOT_COMPUTABLE' : 'NEAR'
  return (
    <span className={cx(s.missed, after.length > 0 && s[`short${worst}`])}>
      <span className="visually-hidden">{w[`stage.${stage}`]}：</span>
      {before && before.length !== after.length && <span className={s.was}>{number(before.length)} → </span>}
      {after.length > 0 ? (
        <>
          <StatusSign status={worst} /> {t.units(number(after.length))}
        </>
      ) : (
        <>✓ {t.met}</>
      )}
    </span>
  )
}

function Coefficient({ code, stage, simulation }: { code: ResourceCode; stage: Stage; simulation: Simulation }) {
  const find = (side: Simulation['before']) => side.balances.find((b) => b.indicator.code === code && b.stage === stage)
  const before = find(simulation.before)
  const after = find(simulation.after)
  if (!after) return null
  const isMoved = before !== undefined && before.coefficient !== after.coefficient
  const shown = isMoved ? `${before.display ?? '–'} → ${after.display ?? '–'}` : (after.display ?? '–')
  return (
    <div className={s.coefficient}>
      <span className={cx(s.value, after.status === 'UNMET' && s.over)}>
        {isMoved && <span className={s.was}>{before.display ?? '–'} → </span>}
        {after.status === 'UNMET' && <StatusSign status="UNMET" />}
        {after.display ?? '–'}
      </span>
      <Bullet value={after.coefficient ?? null} ghost={isMoved ? before.coefficient : undefined} mark={after.limit} end={after.limit * 1.35} tone={tone(after.status)} label={{ value: shown, mark: number(after.limit, 2), kind: 'limit' }} />
    </div>
  )
}

/** Indicators of the county that come to something else. */
function CountyChanges({ simulation }: { simulation: Simulation }) {
  const t = useText(whatIfTexts)
  const names = useText(indicatorNames)
  const was = new Map(simulation.before.indicators.map((x) => [x.indicator.code, x]))
  const now = new Map(simulation.after.indicators.map((x) => [x.indicator.code, x]))
  const changed = [...new Set([...was.keys(), ...now.keys()])].filter((code) => was.get(code)?.status !== now.get(code)?.status)
  if (changed.length === 0) return <p className={s.quiet}>{t.county_none}</p>
  return (
    <div className={s.county}>
      <h3>{t.county}</h3>
      <ul>
        {changed.map((code) => (
          <li key={code}>
            <b>
              {code} {isIndicator(code) ? names[code] : code}
            </b>
            <State of={was.get(code)} /> → <State of={now.get(code)} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function State({ of }: { of: Simulation['before']['indicators'][number] | undefined }) {
  if (!of) return <span>–</span>
  return (
    <span className={s.state}>
      <StatusMark status={of.status} /> {of.display && <Zh>{of.display}</Zh>}
    </span>
  )
}
