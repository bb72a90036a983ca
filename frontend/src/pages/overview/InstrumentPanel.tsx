import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { Bullet } from '../../components/charts/Bullet.tsx'
import { Sparkline, type TrendPoint } from '../../components/charts/Sparkline.tsx'
import { StripAxis } from '../../components/charts/StripAxis.tsx'
import { StripPlot, type StripPoint } from '../../components/charts/StripPlot.tsx'
import { tone } from '../../components/charts/tone.ts'
import { indicatorNames, RESOURCES, resourceUnits, type ResourceCode } from '../../components/indicators.ts'
import { useScope } from '../../components/shell/scope.ts'
import { amount } from '../../components/shortfall.ts'
import { StatusSign } from '../../components/StatusMark.tsx'
import type { Unit } from '../../components/useUnits.ts'
import { words } from '../../components/words.ts'
import { type FragmentType, graphql, readFragment } from '../../gql/index.ts'
import type { InstrumentPanel_countyFragment, Stage } from '../../gql/graphql.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { cx } from '../../lib/cx.ts'
import { number } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/Card.tsx'
import s from './InstrumentPanel.module.css'
import { overviewTexts } from './texts.ts'

export const InstrumentPanel_county = graphql(`
  fragment InstrumentPanel_county on CountyAssessment {
    edition {
      code
      indicators {
        code
        primary: threshold(stage: PRIMARY)
        junior: threshold(stage: JUNIOR)
      }
    }
    balances {
      indicator {
        code
      }
      stage
      coefficient
      display
      limit
      status
      isBorderline
    }
  }
`)

export const InstrumentPanel_trend = graphql(`
  fragment InstrumentPanel_trend on CountyAssessment {
    year
    edition {
      code
    }
    balances {
      indicator {
        code
      }
      stage
      coefficient
    }
  }
`)

interface Props {
  county: FragmentType<typeof InstrumentPanel_county>
  trend: readonly FragmentType<typeof InstrumentPanel_trend>[]
  units: readonly Unit[]
  isOwn: boolean
}

const stages: readonly Stage[] = ['PRIMARY', 'JUNIOR']

/** The seven resource indicators, one line each, read across: all units, the gap, both coefficients, the years. */
export function InstrumentPanel({ county, trend, units, isOwn }: Props) {
  const t = useText(overviewTexts)
  const w = useText(words)
  const { balances, edition } = readFragment(InstrumentPanel_county, county)
  const { year } = useScope()
  const years = readFragment(InstrumentPanel_trend, trend).filter((y) => y.edition.code === edition.code && y.year <= year)
  const limit = (stage: Stage) => balances.find((b) => b.stage === stage)?.limit ?? 0
  return (
    <Card
      title={isOwn ? t.panel_own : t.panel}
      flush
      aside={
        <span className={s.legend}>
          <span>
            <StatusSign status="MET" /> {w['status.MET']}
          </span>
          <span>
            <StatusSign status="NEAR" /> {t.legend_near}
          </span>
          <span>
            <StatusSign status="UNMET" /> {w['status.UNMET']}
          </span>
        </span>
      }
    >
      <div className={s.scroll}>
        <table className={s.table}>
          <thead>
            <tr>
              <th scope="col" className={s.name}>
                <b>{t['col.indicator']}</b>
                <br />
                {t['col.standard']}
              </th>
              <th scope="col" className={s.strip}>
                <span className="visually-hidden">{t['col.strip']}</span>
                <StripAxis label={t.line} times={t.times} />
              </th>
              <th scope="col" className={s.gap}>
                <b>{t['col.gap']}</b>
                <br />
                {t['col.gap_by']}
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
              <th scope="col" className={s.trend}>
                <b>{t['col.trend']}</b>
                <br />● {w['stage.PRIMARY']} ■ {w['stage.JUNIOR']}
              </th>
            </tr>
          </thead>
          <tbody>
            {RESOURCES.map((code, i) => (
              <Row
                key={code}
                code={code}
                index={i}
                units={units}
                balances={balances.filter((b) => b.indicator.code === code)}
                standard={edition.indicators.find((x) => x.code === code)}
                trend={years
                  .map((y) => ({
                    year: y.year,
                    primary: y.balances.find((b) => b.indicator.code === code && b.stage === 'PRIMARY')?.coefficient ?? null,
                    junior: y.balances.find((b) => b.indicator.code === code && b.stage === 'JUNIOR')?.coefficient ?? null,
                  }))
                  .toSorted((a, b) => a.year - b.year)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

interface RowProps {
  code: ResourceCode
  index: number
  units: readonly Unit[]
  balances: InstrumentPanel_countyFragment['balances']
  standard: InstrumentPanel_countyFragment['edition']['indicators'][number] | undefined
  trend: readonly TrendPoint[]
}

function Row({ code, index, units, balances, standard, trend }: RowProps) {
  const names = useText(indicatorNames)
  const unit = useText(resourceUnits)
  const w = useText(words)
  const navigate = useNavigate()
  const digits = code === 'R6' ? 0 : 1
  const points = useMemo(() => stages.map((stage) => toPoints(units, stage, index)), [units, index])
  const limits = { primary: balances.find((b) => b.stage === 'PRIMARY')?.limit ?? Infinity, junior: balances.find((b) => b.stage === 'JUNIOR')?.limit ?? Infinity }
  return (
    <tr>
      <th scope="row" className={s.name}>
        <Link to={paths.indicator} params={{ code }}>
          {names[code]}
        </Link>
        <span className={s.standard}>
          ≥ {number(standard?.primary, digits)} / {number(standard?.junior, digits)} {unit[code]}
        </span>
      </th>
      <td className={s.strip}>
        {stages.map((stage, k) => (
          <div key={stage} className={s.line}>
            <span className={s.stage} aria-hidden="true">
              {w[`stage.short.${stage}`]}
            </span>
            <StripPlot name={names[code]} stage={stage} points={points[k] ?? []} onOpen={(school) => void navigate({ to: paths.school, params: { code: school } })} />
          </div>
        ))}
      </td>
      <td className={s.gap}>
        {stages.map((stage) => (
          <Gap key={stage} code={code} index={index} stage={stage} units={units} />
        ))}
      </td>
      {stages.map((stage) => (
        <td key={stage} className={s.cv}>
          <Coefficient balance={balances.find((b) => b.stage === stage)} code={code} />
        </td>
      ))}
      <td className={s.trend}>
        <Sparkline points={trend} limits={limits} />
      </td>
    </tr>
  )
}

function toPoints(units: readonly Unit[], stage: Stage, index: number): StripPoint[] {
  return units.flatMap((u) => {
    const attainment = u.attainments[index]
    const status = u.statuses[index]
    return u.stage === stage && attainment !== null && attainment !== undefined && status ? [{ code: u.school.code, name: u.school.name, attainment, status }] : []
  })
}

function Gap({ code, index, stage, units }: { code: ResourceCode; index: number; stage: Stage; units: readonly Unit[] }) {
  const t = useText(overviewTexts)
  const w = useText(words)
  const lang = useLang()
  const of = units.filter((u) => u.stage === stage)
  const short = of.filter((u) => u.statuses[index] === 'UNMET' || u.statuses[index] === 'NEAR')
  const open = of.filter((u) => u.statuses[index] === 'NOT_COMPUTABLE')
  const near = short.length > 0 && short.every((u) => u.statuses[index] === 'NEAR')
  const name = `${w[`stage.${stage}`]}：`
  if (of.length === 0) return <span className={s.none}>–</span>
  if (short.length === 0 && open.length > 0) {
    return (
      <span className={s.none}>
        <span className="visually-hidden">{name}</span>
        <StatusSign status="PENDING" /> {t.unmet_units(number(open.length))} {w['status.NOT_COMPUTABLE']}
      </span>
    )
  }
  if (short.length === 0) {
    return (
      <span className={s.none}>
        <span className="visually-hidden">{name}</span>
        <span aria-hidden="true">✓</span> {t.all_met}
      </span>
    )
  }
  const sum = short.reduce((total, u) => total + (u.shortfalls[index] ?? 0), 0)
  return (
    <Link to={paths.explorer} search={{ stage, focus: code, where: `${code}:NEAR+UNMET`, sort: `${code}.a`, dir: 'asc' }} className={cx(s.short, near && s.nearText)}>
      <span className="visually-hidden">{name}</span>
      <StatusSign status={near ? 'NEAR' : 'UNMET'} />
      <b>{t.unmet_units(number(short.length))}</b> {lang === 'zh' ? `缺 ${amount(code, sum, lang)}` : `short ${amount(code, sum, lang)}`}
    </Link>
  )
}

function Coefficient({ balance, code }: { balance: InstrumentPanel_countyFragment['balances'][number] | undefined; code: ResourceCode }) {
  const t = useText(overviewTexts)
  const w = useText(words)
  if (!balance) return null
  const over = balance.status === 'UNMET'
  return (
    <div className={s.coefficient}>
      <Link to={paths.indicator} params={{ code }} className={cx(s.cvValue, over && s.over)} title={balance.isBorderline ? t.borderline : w[`status.${balance.status}`]}>
        {over && <StatusSign status="UNMET" />}
        {balance.display ?? '–'}
        {balance.isBorderline && <span aria-label={t.borderline}>!</span>}
        {over && <span className="visually-hidden">{t.over}</span>}
      </Link>
      <Bullet value={balance.coefficient ?? null} mark={balance.limit} end={balance.limit * 1.35} tone={tone(balance.status)} label={{ value: balance.display ?? '–', mark: number(balance.limit, 2), kind: 'limit' }} />
    </div>
  )
}
