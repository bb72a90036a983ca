import type { ResultStatus } from '../gql/graphql.ts'
import { useText } from '../i18n/text.ts'
import { cx } from '../lib/cx.ts'
import s from './StatusMark.module.css'
import { words } from './words.ts'

/** The sign of a status: disc, open diamond, diamond, hatched square, dash. Its shape says what its colour says. */
export function StatusSign({ status, size = 10 }: { status: ResultStatus; size?: number }) {
  return (
    <svg className={cx(s.sign, s[status])} width={size} height={size} viewBox="-6 -6 12 12" aria-hidden="true">
      <StatusShape status={status} />
    </svg>
  )
}

/** The same shape inside a chart, drawn around 0,0 within a radius of 6. */
export function StatusShape({ status }: { status: ResultStatus }) {
  switch (status) {
    case 'MET':
      return <circle r="4.6" className={s.fillMet} />
    case 'NEAR':
      return <path d="M0-4.6 4.6 0 0 4.6-4.6 0Z" className={s.strokeNear} />
    case 'UNMET':
      return <path d="M0-5.6 5.6 0 0 5.6-5.6 0Z" className={s.fillUnmet} />
    case 'NOT_APPLICABLE':
      return <path d="M-4 0h8" className={s.strokePending} />
    default:
      return <path d="M-4.5-4.5h9v9h-9zM-4.5 1.5l6-6M-1.5 4.5l6-6" className={s.strokePending} />
  }
}

export function StatusMark({ status }: { status: ResultStatus }) {
  const w = useText(words)
  return (
    <span className={cx(s.mark, s[status])}>
      <StatusSign status={status} />
      {w[`status.${status}`]}
    </span>
  )
}
