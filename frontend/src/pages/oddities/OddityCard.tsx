import { Link } from '@tanstack/react-router'
import { useViewer } from '../../components/shell/ViewerContext.ts'
import { useFieldNames } from '../../components/useFieldNames.ts'
import { type FragmentType, readFragment } from '../../gql/index.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { can, canTexts } from '../../lib/can.ts'
import { cx } from '../../lib/cx.ts'
import { date, decimal, percent } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { OddityCard_oddity } from './documents.ts'
import s from './OddityCard.module.css'
import { oddityTexts } from './texts.ts'

interface Props {
  oddity: FragmentType<typeof OddityCard_oddity>
  /** Groups by kind say the school at each oddity, groups by school do not. */
  withSchool: boolean
  onReview: () => void
}

/** One odd figure: what is suspected and why, the numbers side by side, and what can be done. */
export function OddityCard({ oddity, withSchool, onReview }: Props) {
  const o = readFragment(OddityCard_oddity, oddity)
  const t = useText(oddityTexts)
  const why = useText(canTexts)
  const lang = useLang()
  const { role } = useViewer()
  const nameOf = useFieldNames()
  const key = o.keys[0] ?? ''
  const field = nameOf(key)
  const sure = o.confidence >= 0.95 ? 'high' : o.confidence >= 0.8 ? 'middle' : 'low'
  const isSettled = o.state === 'REVIEWED'
  const reason = !can(role, 'review') ? why[`why.${role}`] : isSettled && role === 'SCHOOL' ? t.not_own : null
  const single = o.kind !== 'COPIED_ROW' && o.kind !== 'COPIED_YEAR' && o.kind !== 'ROUNDED'
  return (
    <article className={cx(s.item, isSettled && s.settled)} aria-label={`${t[`kind.${o.kind}`]} ${field?.label ?? key}`}>
      <header className={s.head}>
        {withSchool ? (
          <Link to={paths.school} params={{ code: o.school.code }} className={s.kind}>
            <Zh>{o.school.name}</Zh>
          </Link>
        ) : (
          <b className={s.kind}>{t[`kind.${o.kind}`]}</b>
        )}
        <span className={s[sure]} title={t.chance(percent(o.confidence, 0))}>
          {sure === 'high' ? '◆' : '◇'} {t[`sure.${sure}`]}
        </span>
      </header>
      <p className={s.reason}>
        <Zh>{o.reason}</Zh>
      </p>
      {single && (
        <dl className={s.numbers}>
          <Number name={t.value} value={decimal(o.value)} unit={field?.unit} isFirst />
          {o.previous && <Number name={t.previous} value={decimal(o.previous)} unit={field?.unit} />}
          {o.likely && <Number name={t.likely} value={decimal(o.likely)} unit={field?.unit} />}
          {!o.likely && o.low && <Number name={t.usual} value={t.range(decimal(o.low), decimal(o.high))} unit={field?.unit} />}
        </dl>
      )}
      {o.review && (
        <p className={s.said}>
          <b>{o.review.role === 'SCHOOL' ? `◇ ${t.explained}` : `✓ ${t.settled}`}</b> <Zh>{o.review.reason}</Zh> <small>{t.said(o.review.reviewedBy, date(o.review.reviewedAt, lang))}</small>
        </p>
      )}
      {o.expiredReview && !o.review && (
        <p className={s.expired}>
          <Zh>{t.was_said(o.expiredReview.reason)}</Zh>
        </p>
      )}
      <div className={s.acts}>
        <Link to={paths.report} params={{ code: o.school.code, year: String(o.year) }} hash={key} className={s.go}>
          {t.go}
          <span className="visually-hidden"> {field?.label ?? key}</span>
        </Link>
        <Button reason={reason} onClick={onReview}>
          {o.review && (role === 'SCHOOL' || isSettled) ? t.change : role === 'SCHOOL' ? t.explain : t.review}
        </Button>
      </div>
    </article>
  )
}

function Number({ name, value, unit, isFirst = false }: { name: string; value: string; unit: string | null | undefined; isFirst?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={isFirst ? s.first : undefined}>
        {value} {unit && <small>{/^\d/.test(unit) ? `× ${unit}` : unit}</small>}
      </dd>
    </div>
  )
}
