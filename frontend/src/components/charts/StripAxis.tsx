import { useRef } from 'react'
import { number } from '../../lib/format.ts'
import { attainmentScale } from './scale.ts'
import s from './StripAxis.module.css'
import { useWidth } from './useWidth.ts'

/** The head of a column of strip plots: where the standard stands and how far its multiples are. */
export function StripAxis({ label, times }: { label: string; times: (v: string) => string }) {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box, 420)
  const x = attainmentScale(width)
  return (
    <div ref={box} className={s.axis}>
      <svg width={width} height={34} viewBox={`0 0 ${width} 34`} preserveAspectRatio="none" aria-hidden="true">
        <text className={s.strong} x={x(1)} y={13}>
          {label}
        </text>
        <text className={s.strong} x={x(1)} y={29}>
          1.0
        </text>
        <text x={x(0.85) - 9} y={29}>
          0.85
        </text>
        {[1.5, 2, 2.5].map((v) => (
          <text key={v} x={x(v)} y={29}>
            {times(number(v, 1))}
          </text>
        ))}
      </svg>
    </div>
  )
}
