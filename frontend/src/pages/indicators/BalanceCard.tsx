import { Link } from '@tanstack/react-router'
import { Bullet } from '../../components/charts/Bullet.tsx'
import { tone } from '../../components/charts/tone.ts'
import { StatusMark } from '../../components/StatusMark.tsx'
import { words } from '../../components/words.ts'
import { type FragmentType, graphql, readFragment } from '../../gql/index.ts'
import { useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { number, percent } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import s from './Indicators.module.css'
import { indicatorTexts } from './texts.ts'

export const BalanceCard_balance = graphql(`
  fragment BalanceCard_balance on Balance {
    stage
    unitCount
    mean
    standardDeviation
    coefficient
    display
    limit
    status
    isBorderline
    contributions(first: 5) {
      school {
        id
        code
        name
      }
      value
      share
    }
  }
`)

/** The difference between the units of one stage, and the schools it comes from. */
export function BalanceCard({ balance, digits, onTrace }: { balance: FragmentType<typeof BalanceCard_balance>; digits: number; onTrace: () => void }) {
  const t = useText(indicatorTexts)
  const w = useText(words)
  const b = readFragment(BalanceCard_balance, balance)
  const most = Math.max(...b.contributions.map((c) => c.share), 0.0001)
  return (
    <Card title={t.balance(w[`stage.${b.stage}`])} aside={<StatusMark status={b.status} />}>
      <p className={s.balance}>
        <b className={s.big}>{b.display ?? '–'}</b>
        <span className={s.grow}>
          <Bullet size="large" value={b.coefficient ?? null} mark={b.limit} end={b.limit * 1.35} tone={tone(b.status)} label={{ value: b.display ?? '–', mark: number(b.limit, 2), kind: 'limit' }} />
        </span>
        <span className={s.meta}>
          {t.limit} {number(b.limit, 2)}
        </span>
      </p>
      <dl className={s.facts}>
        <div>
          <dt>{t.mean}</dt>
          <dd>{number(b.mean, digits)}</dd>
        </div>
        <div>
          <dt>{t.deviation}</dt>
          <dd>{number(b.standardDeviation, digits)}</dd>
        </div>
        <div>
          <dt>{t.units}</dt>
          <dd>{number(b.unitCount)}</dd>
        </div>
      </dl>
      {b.isBorderline && <p className={s.meta}>{t.borderline}</p>}
      {b.contributions.length > 0 && <h3>{t.contributions}</h3>}
      <ul>
        {b.contributions.map((c) => (
          <li key={c.school.id} className={s.contribution}>
            <Link to={paths.school} params={{ code: c.school.code }}>
              <Zh>{c.school.name}</Zh>
            </Link>
            <span>{number(c.value, digits)}</span>
            <span className={s.share} aria-hidden="true">
              <i style={{ width: `${(c.share / most) * 100}%` }} />
            </span>
            <span>{percent(c.share)}</span>
          </li>
        ))}
      </ul>
      <p className={s.actions}>
        <Button onClick={onTrace}>{t.how}</Button>
      </p>
    </Card>
  )
}
