import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { words } from '../../components/words.ts'
import { type FragmentType, graphql, readFragment } from '../../gql/index.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { cx } from '../../lib/cx.ts'
import { number, schoolYear } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/Card.tsx'
import s from './DriftCard.module.css'
import { indicatorTexts } from './texts.ts'

export const DriftCard_balance = graphql(`
  fragment DriftCard_balance on Balance {
    stage
    drift {
      fromYear
      before
      after
      change
      enrolment
      resources
      contributions(first: 8) {
        school {
          id
          code
          name
        }
        valueBefore
        valueAfter
        enrolment
        resources
        total
      }
    }
  }
`)

/** Why a coefficient is another one than the year before: pupils apart from resources, and the schools that moved it most. */
export function DriftCard({ balance, digits, isOwn }: { balance: FragmentType<typeof DriftCard_balance>; digits: number; isOwn: boolean }) {
  const t = useText(indicatorTexts)
  const w = useText(words)
  const lang = useLang()
  const { stage, drift: d } = readFragment(DriftCard_balance, balance)
  if (!d) return null
  const most = Math.max(Math.abs(d.enrolment), Math.abs(d.resources), ...d.contributions.map((c) => Math.abs(c.total)), 1e-9)
  return (
    <Card title={t.drift(w[`stage.${stage}`], schoolYear(d.fromYear, lang))}>
      <p className={s.sentence}>
        <b className={d.change < 0 ? s.narrows : d.change > 0 ? s.widens : undefined}>{d.change < 0 ? t.narrows : d.change > 0 ? t.widens : t.unchanged}</b>
        <span>
          {number(d.before, 3)} → {number(d.after, 3)}（{signed(d.change)}）
        </span>
      </p>
      <h3>{t.drift_causes}</h3>
      <ul>
        <Part name={t.drift_enrolment} value={d.enrolment} most={most} />
        <Part name={t.drift_resources} value={d.resources} most={most} />
      </ul>
      {d.contributions.length > 0 && <h3>{isOwn ? t.drift_own : t.drift_schools}</h3>}
      <ul>
        {d.contributions.map((c) => (
          <Part
            key={c.school.id}
            name={
              <Link to={paths.school} params={{ code: c.school.code }}>
                <Zh>{c.school.name}</Zh>
              </Link>
            }
            value={c.total}
            most={most}
            detail={t.drift_detail(number(c.valueBefore, digits), number(c.valueAfter, digits), signed(c.enrolment), signed(c.resources))}
          />
        ))}
      </ul>
      <p className={s.note}>{t.drift_note}</p>
    </Card>
  )
}

/** One part as a bar from the middle: to the left it narrows, to the right it widens. */
function Part({ name, value, most, detail }: { name: ReactNode; value: number; most: number; detail?: string }) {
  return (
    <li className={s.part}>
      <span>{name}</span>
      <span className={s.track} aria-hidden="true">
        <i className={cx(s.bar, value < 0 ? s.left : s.right)} style={{ width: `${(Math.abs(value) / most) * 50}%` }} />
      </span>
      <span className={s.number}>{signed(value)}</span>
      {detail && <small>{detail}</small>}
    </li>
  )
}

function signed(value: number): string {
  return `${value > 0 ? '+' : ''}${number(value, 4)}`
}
