import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { useText } from '../../i18n/text.ts'
import { number } from '../../lib/format.ts'
import s from './Sparkline.module.css'
import { chartTexts } from './texts.ts'

export interface TrendPoint {
  year: number
  primary: number | null
  junior: number | null
}

interface Props {
  points: readonly TrendPoint[]
  limits: { primary: number; junior: number }
  width?: number
  height?: number
}

/** Two coefficients over the years: primary ends in a disc, junior in a square; a line over its limit is red and ends in a diamond. */
export function Sparkline({ points, limits, width = 112, height = 28 }: Props) {
  const t = useText(chartTexts)
  const values = points.flatMap((p) => [p.primary, p.junior]).filter((v) => v !== null)
  if (points.length === 0 || values.length === 0) return null
  const years = points.map((p) => p.year)
  const x = scaleLinear()
    .domain([Math.min(...years), Math.max(...years)])
    .range(points.length === 1 ? [width - 6, width - 6] : [4, width - 6])
  // At least a tenth from bottom to top, so that noise does not look like a movement.
  const middle = (Math.min(...values) + Math.max(...values)) / 2
  const half = Math.max((Math.max(...values) - Math.min(...values)) / 2, 0.05)
  const [low, high] = [middle - half, middle + half]
  const y = scaleLinear()
    .domain([low, high])
    .range([height - 4, 4])
  const name = t.trend(points.map((p) => t.trend_point(String(p.year), number(p.primary, 3), number(p.junior, 3))).join('；'))
  return (
    <svg className={s.spark} width={width} height={height} role="img" aria-label={name}>
      {(['junior', 'primary'] as const).map((stage) => {
        const d = line<TrendPoint>()
          .defined((p) => p[stage] !== null)
          .x((p) => x(p.year))
          .y((p) => y(p[stage] ?? 0))([...points])
        const last = points.findLast((p) => p[stage] !== null)
        if (!d || !last) return null
        const over = (last[stage] ?? 0) > limits[stage]
        return (
          <g key={stage} className={over ? s.over : s[stage]}>
            <path d={d} />
            <End stage={stage} over={over} x={x(last.year)} y={y(last[stage] ?? 0)} />
          </g>
        )
      })}
    </svg>
  )
}

function End({ stage, over, x, y }: { stage: 'primary' | 'junior'; over: boolean; x: number; y: number }) {
  if (over) return <path className={s.end} d={`M${x} ${y - 4}l4 4-4 4-4-4Z`} />
  return stage === 'primary' ? <circle className={s.end} cx={x} cy={y} r={2.8} /> : <rect className={s.end} x={x - 2.4} y={y - 2.4} width={4.8} height={4.8} />
}
