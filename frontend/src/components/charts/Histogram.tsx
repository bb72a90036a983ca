import { type PointerEvent, useRef, useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { cx } from '../../lib/cx.ts'
import { number } from '../../lib/format.ts'
import { brushed, type Range } from './brush.ts'
import s from './Histogram.module.css'
import { chartTexts } from './texts.ts'
import { useWidth } from './useWidth.ts'

export interface Bin {
  from: number
  to: number
  count: number
}

interface Props {
  name: string
  bins: readonly Bin[]
  range: Range
  onRange: (range: Range) => void
  height?: number
}

/** A distribution on the scale value ÷ standard. Dragging over it selects a range; two number fields do the same. */
export function Histogram({ name, bins: all, range, onRange, height = 92 }: Props) {
  const t = useText(chartTexts)
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box, 760)
  const [drag, setDrag] = useState<{ a: number; b: number } | null>(null)
  const bins = trimmed(all)
  const low = bins[0]?.from ?? 0
  const high = bins.at(-1)?.to ?? 1
  const base = height - 18
  const most = Math.max(1, ...bins.map((b) => b.count))
  const x = (v: number) => ((v - low) / (high - low || 1)) * width
  const value = (e: PointerEvent) => {
    const r = e.currentTarget.getBoundingClientRect()
    return low + ((e.clientX - r.left) / r.width) * (high - low)
  }
  const edges = [...bins.map((b) => b.from), high]
  const shown = drag ? brushed(drag.a, drag.b, edges) : range
  const inside = (b: Bin) => (shown.from === null || b.to > shown.from) && (shown.to === null || b.from < shown.to)
  const total = bins.reduce((sum, b) => sum + b.count, 0)

  return (
    <div className={s.frame}>
      <div ref={box} className={s.box}>
        <svg
          className={s.chart}
          width={width}
          height={height}
          role="img"
          aria-label={t.histogram(name, number(total))}
          onPointerDown={(e) => {
            e.currentTarget.setPointerCapture(e.pointerId)
            setDrag({ a: value(e), b: value(e) })
          }}
          onPointerMove={(e) => drag && setDrag({ a: drag.a, b: value(e) })}
          onPointerUp={(e) => {
            if (drag) onRange(brushed(drag.a, value(e), edges))
            setDrag(null)
          }}
        >
          {bins.map((b) => {
            const h = b.count === 0 ? 0 : Math.max(1.5, (b.count / most) * (base - 16))
            const w = Math.max(1, x(b.to) - x(b.from) - 1)
            return (
              <rect key={b.from} className={cx(middle(b) < 0.85 ? s.unmet : middle(b) < 1 ? s.near : s.met, !inside(b) && s.out)} x={x(b.from)} y={base - h} width={w} height={h}>
                <title>{`${t.bin(number(b.from, 2), number(b.to, 2))} · ${number(b.count)}`}</title>
              </rect>
            )
          })}
          <line className={s.axis} x1={0} x2={width} y1={base} y2={base} />
          {ticks(low, high).map((v) => (
            <text key={v} className={s.tick} x={Math.min(Math.max(x(v), 8), width - 10)} y={height - 4}>
              {v === 0.85 ? '0.85' : number(v, 1)}
            </text>
          ))}
          {low < 1 && high > 1 && (
            <g>
              <line className={s.standard} x1={x(1)} x2={x(1)} y1={2} y2={base} />
              <text className={s.label} x={x(1) + 6} y={11}>
                {t.line}
              </text>
            </g>
          )}
        </svg>
      </div>
      <div className={s.fields}>
        <RangeField label={t.from} value={range.from} onValue={(from) => onRange({ ...range, from })} />
        <RangeField label={t.to} value={range.to} onValue={(to) => onRange({ ...range, to })} />
        {(range.from !== null || range.to !== null) && (
          <button type="button" className={s.reset} onClick={() => onRange({ from: null, to: null })}>
            {t.reset}
          </button>
        )}
      </div>
    </div>
  )
}

function RangeField({ label, value, onValue }: { label: string; value: number | null; onValue: (v: number | null) => void }) {
  return (
    <label className={s.field}>
      <span>{label}</span>
      <input
        key={value ?? ''}
        type="number"
        step="0.05"
        min="0"
        defaultValue={value ?? ''}
        onBlur={(e) => commit(e.currentTarget.value, value, onValue)}
        onKeyDown={(e) => e.key === 'Enter' && commit(e.currentTarget.value, value, onValue)}
      />
    </label>
  )
}

function commit(text: string, before: number | null, onValue: (v: number | null) => void) {
  const v = text === '' ? null : Number(text)
  if (v !== before && (v === null || Number.isFinite(v))) onValue(v)
}

function middle(b: Bin): number {
  return (b.from + b.to) / 2
}

/** Without the empty bins at the low end, as long as the scale still begins below the standard. */
function trimmed(bins: readonly Bin[]): readonly Bin[] {
  const first = bins.findIndex((b) => b.count > 0 || b.to > 0.6)
  return first > 0 ? bins.slice(first) : bins
}

function ticks(low: number, high: number): number[] {
  return [0.5, 1, 1.5, 2, 2.5, 3, 4, 5].filter((v) => v > low + 0.02 && v <= high + 1e-9)
}
