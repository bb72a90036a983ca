import { Link } from '@tanstack/react-router'
import { RESOURCES, shortNames } from '../../components/indicators.ts'
import { shortOf } from '../../components/shortfall.ts'
import { StatusSign } from '../../components/StatusMark.tsx'
import type { Unit } from '../../components/useUnits.ts'
import { words } from '../../components/words.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { cx } from '../../lib/cx.ts'
import { number } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/Card.tsx'
import s from './Cards.module.css'
import { farthest } from './farthest.ts'
import { overviewTexts } from './texts.ts'

const SHOWN = 4
const NAMED = 2

/** The units that are farthest from their standards, with what each lacks. */
export function FirstGaps({ units, isKnown }: { units: readonly Unit[]; isKnown: boolean }) {
  const t = useText(overviewTexts)
  const w = useText(words)
  const short = useText(shortNames)
  const lang = useLang()
  const ranked = farthest(units)
  return (
    <Card
      title={t.first}
      aside={
        ranked.length > 0 && (
          <Link to={paths.explorer} search={{ met: '-6', sort: 'met', dir: 'asc' }}>
            {t.first_by(number(ranked.length))}
          </Link>
        )
      }
    >
      {isKnown && ranked.length === 0 && <p className={s.quiet}>{t.first_none}</p>}
      <ul className={s.rows}>
        {ranked.slice(0, SHOWN).map((u) => (
          <li key={u.id} className={s.row}>
            <Link to={paths.school} params={{ code: u.school.code }} className={s.school}>
              <Zh>{u.school.name}</Zh>
            </Link>
            <span className={s.gaps}>
              {lacking(u).length > NAMED && <span className={s.rest}>+{lacking(u).length - NAMED}</span>}
              {lacking(u).slice(0, NAMED).flatMap((i) => {
                const code = RESOURCES[i]
                const status = u.statuses[i]
                const lacks = u.shortfalls[i]
                if (!code || (status !== 'UNMET' && status !== 'NEAR') || !lacks) return []
                return [
                  <span key={code}>
                    <StatusSign status={status} size={9} /> {short[code]} <b className={cx(status === 'NEAR' ? s.near : s.unmet)}>{shortOf(code, lacks, lang)}</b>
                  </span>,
                ]
              })}
            </span>
            <span className={s.count} title={w[`stage.${u.stage}`]}>
              <b>{u.metCount}</b>/{RESOURCES.length}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Which of the seven a unit lacks, the farthest from its standard first. */
function lacking(unit: Unit): number[] {
  return RESOURCES.map((_, i) => i)
    .filter((i) => unit.statuses[i] === 'UNMET' || unit.statuses[i] === 'NEAR')
    .toSorted((a, b) => (unit.attainments[a] ?? 0) - (unit.attainments[b] ?? 0))
}
