import { Link } from '@tanstack/react-router'
import { useViewer } from '../../components/shell/ViewerContext.ts'
import { useFieldNames } from '../../components/useFieldNames.ts'
import type { OdditiesQuery } from '../../gql/graphql.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { can, canTexts } from '../../lib/can.ts'
import { date } from '../../lib/format.ts'
import { useChange } from '../../lib/graph.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { WithdrawReview } from './documents.ts'
import s from './OdditiesPage.module.css'
import { oddityTexts } from './texts.ts'

interface Props {
  reviews: OdditiesQuery['oddities']['expiredReviews']
  year: number
  onCleared: () => void
}

/** What was said of figures that have changed since; it can be cleared away. */
export function ExpiredReviews({ reviews, year, onCleared }: Props) {
  const t = useText(oddityTexts)
  const why = useText(canTexts)
  const lang = useLang()
  const { role } = useViewer()
  const nameOf = useFieldNames()
  const [, withdraw] = useChange(WithdrawReview)
  const reason = (by: string) => (!can(role, 'review') ? why[`why.${role}`] : role === 'SCHOOL' && by !== 'SCHOOL' ? t.not_own : null)
  return (
    <Card flush title={t['show.expired']} aside={t.count(String(reviews.length))}>
      <p className={s.note}>{t.expired_lead}</p>
      {reviews.map((r) => (
        <article key={r.school.code + r.fingerprint} className={s.old}>
          <div>
            <header className={s.oldHead}>
              <b>{t[`kind.${r.kind}`]}</b>
              <Link to={paths.school} params={{ code: r.school.code }}>
                <Zh>{r.school.name}</Zh>
              </Link>
              <span>{nameOf(r.keys[0] ?? '')?.label}</span>
            </header>
            <p className={s.struck}>
              <Zh>{r.reason}</Zh>
            </p>
            <small>{t.said(r.reviewedBy, date(r.reviewedAt, lang))}</small>
          </div>
          <Button reason={reason(r.role)} onClick={() => void withdraw({ input: { schoolCode: r.school.code, year, fingerprint: r.fingerprint } }).then(onCleared)}>
            {t.clear}
            <span className="visually-hidden">
              {' '}
              <Zh>{r.school.name}</Zh>
            </span>
          </Button>
        </article>
      ))}
    </Card>
  )
}
