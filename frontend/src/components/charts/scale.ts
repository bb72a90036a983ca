import { scaleLinear } from 'd3-scale'

/** The scale that all strips and bullets share: value divided by its own standard, cut at the end. */
export const STRIP_MIN = 0.5
export const STRIP_MAX = 3

export function attainmentScale(width: number, inset = 6) {
  return scaleLinear().domain([STRIP_MIN, STRIP_MAX]).range([inset, width - inset]).clamp(true)
}

/** How much of a bullet is filled: the track ends at twice the standard, or at the limit times 4/3 for a coefficient. */
export function filled(value: number | null | undefined, end: number): number {
  if (value === null || value === undefined || !(value > 0)) return 0
  return Math.min(value / end, 1)
}
