import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import type { ResultStatus, Stage } from '../../gql/graphql.ts'
import { useText } from '../../i18n/text.ts'
import { number } from '../../lib/format.ts'
import { StatusShape } from '../StatusMark.tsx'
import { words } from '../words.ts'
import { attainmentScale } from './scale.ts'
import s from './StripPlot.module.css'
import { swarm } from './swarm.ts'
import { chartTexts } from './texts.ts'
import { useWidth } from './useWidth.ts'

export interface StripPoint {
  code: string
  name: string
  attainment: number
  status: ResultStatus
}

interface Props {
  name: string
  stage: Stage
  points: readonly StripPoint[]
  /** Where units were that are elsewhere now. */
  ghosts?: readonly { code: string; attainment: number }[] | undefined
  height?: number
  onOpen: (code: string) => void
}

/** Every unit of a stage on the scale value ÷ standard, with the standard at 1 and the band down to 0.85. */
export function StripPlot({ name, stage, points, ghosts, height = 24, onOpen }: Props) {
  const t = useText(chartTexts)
  const w = useText(words)
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box, 420)
  const tip = useId()
  const [at, setAt] = useState<number | null>(null)
  const x = useMemo(() => attainmentScale(width), [width])
  const placed = useMemo(() => {
    // What misses the standard is drawn last, so that it is never covered.
    const rank = (p: StripPoint) => (p.status === 'UNMET' ? 2 : p.status === 'NEAR' ? 1 : 0)
    return swarm(points, (p) => x(p.attainment), 3, height).toSorted((a, b) => rank(a.item) - rank(b.item) || a.x - b.x)
  }, [points, x, height])
  const walk = useMemo(() => placed.toSorted((a, b) => a.x - b.x), [placed])
  const current = at === null ? undefined : walk[at]
  const unmet = points.filter((p) => p.attainment < 1).length

  function onKeyDown(e: KeyboardEvent) {
    if (e.key === 'ArrowRight' || e.key === 'ArrowLeft') {
      e.preventDefault()
      const step = e.key === 'ArrowRight' ? 1 : -1
      setAt((i) => Math.max(0, Math.min(walk.length - 1, (i ?? (step > 0 ? -1 : walk.length)) + step)))
    }
    if (e.key === 'Enter' && current) onOpen(current.item.code)
    if (e.key === 'Escape') setAt(null)
  }

  const one = x(1)
  return (
    <div className={s.frame} ref={box}>
      {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- one tab stop; its arrow keys walk the points */}
      <div
        className={s.plot}
        role="group"
        aria-label={t.strip(name, w[`stage.${stage}`], number(points.length), number(unmet))}
        aria-describedby={tip}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => setAt(null)}
      >
        {/* oxlint-enable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions */}
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          <rect className={s.below} x={0} width={one} height={height} />
          <rect className={s.near} x={x(0.85)} width={one - x(0.85)} height={height} />
          {ghosts?.map((g) => {
            const to = placed.find((p) => p.item.code === g.code)
            const y = height / 2 + (to?.y ?? 0)
            return (
              <g key={g.code} className={s.ghost}>
                {to && <line x1={x(g.attainment)} x2={to.x} y1={y} y2={y} />}
                <circle cx={x(g.attainment)} cy={y} r={4} />
              </g>
            )
          })}
          {placed.map((p) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the plot's keys do the same
            <g
              key={p.item.code}
              className={s.point}
              transform={`translate(${p.x.toFixed(1)} ${(height / 2 + p.y).toFixed(1)}) scale(${p.item.status === 'MET' ? 0.6 : 0.86})`}
              onClick={() => onOpen(p.item.code)}
              onPointerEnter={() => setAt(walk.indexOf(p))}
              onPointerLeave={() => setAt(null)}
            >
              <circle r="9" fill="transparent" />
              <StatusShape status={p.item.status} />
            </g>
          ))}
          <line className={s.line} x1={one} x2={one} y1={0} y2={height} />
          {current && <circle className={s.ring} cx={current.x} cy={height / 2 + current.y} r={7} />}
        </svg>
      </div>
      <span id={tip} role="status" className={current ? s.tip : 'visually-hidden'} style={current ? tipPlace(current.x, width) : undefined}>
        {current && t.point(current.item.name, number(current.item.attainment, 2), w[`status.${current.item.status}`])}
      </span>
    </div>
  )
}

function tipPlace(x: number, width: number) {
  return x > width / 2 ? { right: width - x } : { left: x }
}
