import { useText } from '../../i18n/text.ts'
import { cx } from '../../lib/cx.ts'
import s from './Bullet.module.css'
import { filled } from './scale.ts'
import { chartTexts } from './texts.ts'

interface Props {
  value: number | null
  /** Where the tick stands, and whether the bar must reach it (standard) or stay below it (limit). */
  mark: number
  /** Where the track ends. */
  end: number
  tone: 'met' | 'near' | 'unmet' | 'pending'
  label?: { value: string; mark: string; kind: 'standard' | 'limit' }
  /** Where the value was; shown as a dashed tick. */
  ghost?: number | null | undefined
  size?: 'micro' | 'small' | 'large'
}

/** A bar on a track with a tick: how far a value is from its standard or its limit. */
export function Bullet({ value, mark, end, tone, label, ghost, size = 'small' }: Props) {
  const t = useText(chartTexts)
  const name = label && (label.kind === 'limit' ? t.cv(label.value, label.mark) : t.bullet(label.value, label.mark))
  const at = filled(mark, end) * 100
  return (
    <svg className={cx(s.bullet, s[size])} viewBox="0 0 100 10" preserveAspectRatio="none" role={name ? 'img' : undefined} aria-label={name} aria-hidden={name ? undefined : true}>
      <rect className={s.track} x="0" y="3" width="100" height="4" />
      <rect className={s[tone]} x="0" y="3" width={filled(value, end) * 100} height="4" />
      {ghost !== null && ghost !== undefined && <line className={s.ghost} x1={filled(ghost, end) * 100} x2={filled(ghost, end) * 100} y1="0" y2="10" vectorEffect="non-scaling-stroke" />}
      <line className={s.tick} x1={at} x2={at} y1="0" y2="10" vectorEffect="non-scaling-stroke" />
    </svg>
  )
}
