import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { number } from '../../lib/format.ts'
import s from './MiniTrend.module.css'

interface Point {
  year: number
  value: number | null
}

/** One attainment over the years, with the standard as a line. */
export function MiniTrend({ points, name, width = 108, height = 30 }: { points: readonly Point[]; name: string; width?: number; height?: number }) {
  const known = points.flatMap((p) => (p.value === null ? [] : [{ year: p.year, value: p.value }]))
  const last = known.at(-1)
  if (!last) return null
  const years = known.map((p) => p.year)
  const x = scaleLinear()
    .domain([Math.min(...years), Math.max(...years)])
    .range(known.length === 1 ? [width / 2, width / 2] : [6, width - 6])
  const y = scaleLinear()
    .domain([Math.min(0.7, ...known.map((p) => p.value)), Math.max(1.3, ...known.map((p) => p.value))])
    .range([height - 5, 5])
  const path = line<{ year: number; value: number }>(
    (p) => x(p.year),
    (p) => y(p.value),
  )(known)
  return (
    <svg className={s.trend} width={width} height={height} role="img" aria-label={`${name}：${known.map((p) => `${p.year} ${number(p.value, 2)}`).join('，')}`}>
      <line className={s.standard} x1={0} x2={width} y1={y(1)} y2={y(1)} />
      <path d={path ?? ''} />
      {known.map((p) => (
        <circle key={p.year} className={p.value < 1 ? s.below : undefined} cx={x(p.year)} cy={y(p.value)} r={p === last ? 3.2 : 2}>
          <title>{`${p.year} · ${number(p.value, 2)}`}</title>
        </circle>
      ))}
    </svg>
  )
}
