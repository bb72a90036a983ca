import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Bullet } from '../../components/charts/Bullet.tsx'
import { StripPlot } from '../../components/charts/StripPlot.tsx'
import { tone } from '../../components/charts/tone.ts'
import { indicatorNames, valueDigits, type ResourceCode } from '../../components/indicators.ts'
import { shortOf } from '../../components/shortfall.ts'
import { StatusMark } from '../../components/StatusMark.tsx'
import type { Unit } from '../../components/useUnits.ts'
import { words } from '../../components/words.ts'
import type { Stage } from '../../gql/graphql.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { number } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/Card.tsx'
import s from './Indicators.module.css'
import { indicatorTexts } from './texts.ts'

/** Every unit by one indicator, lowest first: as a strip and as a table. */
export function UnitsRanked({ code, index, units }: { code: ResourceCode; index: number; units: readonly Unit[] }) {
  const t = useText(indicatorTexts)
  const w = useText(words)
  const names = useText(indicatorNames)
  const lang = useLang()
  const navigate = useNavigate()
  const [stage, setStage] = useState<Stage>(units.some((u) => u.stage === 'PRIMARY') || units.length === 0 ? 'PRIMARY' : 'JUNIOR')
  const rows = units
    .filter((u) => u.stage === stage)
    .map((u) => ({ ...u, value: u.values[index] ?? null, attainment: u.attainments[index] ?? null, status: u.statuses[index] ?? ('NOT_COMPUTABLE' as const), lacks: u.shortfalls[index] ?? 0 }))
    .toSorted((a, b) => (a.attainment ?? -1) - (b.attainment ?? -1))
  return (
    <Card
      flush
      title={`${t.schools} · ${t.rank}`}
      aside={
        <span className={s.steps}>
          {(['PRIMARY', 'JUNIOR'] as const).map((x) => (
            <button key={x} type="button" className={s.toggle} aria-pressed={stage === x} onClick={() => setStage(x)}>
              {w[`stage.${x}`]}
            </button>
          ))}
          <Link to={paths.explorer} search={{ stage, focus: code, sort: `${code}.a`, dir: 'asc' }}>
            {t.open}
          </Link>
        </span>
      }
    >
      <div className={s.strip}>
        <StripPlot
          name={names[code]}
          stage={stage}
          height={44}
          points={rows.flatMap((r) => (r.attainment === null ? [] : [{ code: r.school.code, name: r.school.name, attainment: r.attainment, status: r.status }]))}
          onOpen={(school) => void navigate({ to: paths.school, params: { code: school } })}
        />
      </div>
      <table className={s.table}>
        <thead>
          <tr>
            <th scope="col">{w.school}</th>
            <th scope="col" className={s.number}>
              {t.value}
            </th>
            <th scope="col" className={s.wide}>
              {t.threshold}
            </th>
            <th scope="col">{t['col.result']}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((r) => (
            <tr key={r.id}>
              <th scope="row">
                <Link to={paths.school} params={{ code: r.school.code }} search={{ trace: `${code}.${stage}` }}>
                  <Zh>{r.school.name}</Zh>
                </Link>
              </th>
              <td className={s.number}>{number(r.value, valueDigits(code))}</td>
              <td className={s.wide}>
                <Bullet value={r.attainment} mark={1} end={2.5} tone={tone(r.status)} />
              </td>
              <td>
                <StatusMark status={r.status} /> {(r.status === 'UNMET' || r.status === 'NEAR') && shortOf(code, r.lacks, lang)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}
