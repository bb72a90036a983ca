import { RESOURCES, shortNames } from '../../components/indicators.ts'
import { indicatorNames, isIndicator } from '../../components/indicators.ts'
import { StatusMark, StatusSign } from '../../components/StatusMark.tsx'
import { words } from '../../components/words.ts'
import type { ResultStatus, Verdict } from '../../gql/graphql.ts'
import { useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { cx } from '../../lib/cx.ts'
import { number } from '../../lib/format.ts'
import { Card } from '../../ui/Card.tsx'
import s from './ChangedUnits.module.css'
import type { Simulation, Unit } from './documents.ts'
import { whatIfTexts } from './texts.ts'

const MOST = 100

/** The units of which something changes, comes or goes, and the school items that come to something else. */
export function ChangedUnits({ simulation, onOpen }: { simulation: Simulation; onOpen: (school: string) => void }) {
  const t = useText(whatIfTexts)
  const w = useText(words)
  const names = useText(indicatorNames)
  const changed = simulation.units.filter(isChanged)
  const items = simulation.items.filter((i) => i.before && i.after) // of a school that goes, its units tell
  return (
    <Card title={t.table} flush aside={t.table_count(number(changed.length))}>
      {changed.length === 0 ? (
        <p className={s.none}>{t.table_none}</p>
      ) : (
        <div className={s.scroll}>
          <table className={s.table}>
            <thead>
              <tr>
                <th scope="col">{w.school}</th>
                <th scope="col" className={s.number}>
                  {t['col.students']}
                </th>
                <th scope="col">{t['col.verdict']}</th>
                <th scope="col" className={s.number}>
                  {t['col.met']}
                </th>
                <th scope="col">{t['col.values']}</th>
              </tr>
            </thead>
            <tbody>
              {changed.slice(0, MOST).map((u) => (
                <Row key={`${u.school.code} ${u.stage}`} unit={u} onOpen={onOpen} />
              ))}
            </tbody>
          </table>
          {changed.length > MOST && <p className={s.none}>{t['table.more'](number(MOST))}</p>}
        </div>
      )}
      {items.length > 0 && (
        <div className={s.items}>
          <h3>{t.items}</h3>
          <ul>
            {items.slice(0, MOST).map((i) => (
              <li key={`${i.school.code} ${i.indicator.code}`}>
                <Zh>{i.school.name}</Zh> · {i.indicator.code} {isIndicator(i.indicator.code) && names[i.indicator.code]} <Mark status={i.before} /> → <Mark status={i.after} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  )
}

function isChanged({ before, after }: Unit): boolean {
  if (!before || !after) return true
  return before.students !== after.students || before.verdict !== after.verdict || RESOURCES.some((_, i) => before.attainments[i] !== after.attainments[i] || before.statuses[i] !== after.statuses[i])
}

function Mark({ status }: { status: ResultStatus | null | undefined }) {
  return status ? <StatusMark status={status} /> : <span>–</span>
}

const look: Record<Verdict, string | undefined> = { PASS: s.pass, FAIL: s.fail, INCOMPLETE: undefined }

function Row({ unit: { school, stage, before, after }, onOpen }: { unit: Unit; onOpen: (school: string) => void }) {
  const t = useText(whatIfTexts)
  const w = useText(words)
  const short = useText(shortNames)
  const moved = RESOURCES.flatMap((code, i) => (before && after && (before.attainments[i] !== after.attainments[i] || before.statuses[i] !== after.statuses[i]) ? [{ code, i }] : []))
  const verdict = (v: Verdict | undefined, absent: string) => (v ? <span className={look[v]}>{w[`verdict.${v}`]}</span> : <span>{absent}</span>)
  return (
    <tr>
      <th scope="row">
        <button type="button" className={s.school} onClick={() => onOpen(school.code)}>
          <Zh>{school.name}</Zh>
        </button>{' '}
        <small>{w[`stage.${stage}`]}</small>
      </th>
      <td className={s.number}>
        {before?.students !== after?.students && <span className={s.was}>{number(before?.students)} → </span>}
        {number(after?.students)}
      </td>
      <td>
        {before?.verdict !== after?.verdict && (
          <>
            {verdict(before?.verdict, t.new)} →{' '}
          </>
        )}
        {verdict(after?.verdict, t.gone)}
      </td>
      <td className={s.number}>
        {before?.metCount !== after?.metCount && <span className={s.was}>{number(before?.metCount)} → </span>}
        {after ? `${number(after.metCount)}/7` : '–'}
      </td>
      <td>
        <ul className={s.moved}>
          {moved.map(({ code, i }) => (
            <li key={code} className={cx(after?.statuses[i] === 'UNMET' && s.fail)}>
              {short[code]} <span className={s.was}>{before?.displays[i] ?? '–'} →</span> {after?.statuses[i] && <StatusSign status={after.statuses[i]} />} {after?.displays[i] ?? '–'}
            </li>
          ))}
        </ul>
      </td>
    </tr>
  )
}
