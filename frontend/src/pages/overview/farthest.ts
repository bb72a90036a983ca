import type { Unit } from '../../components/useUnits.ts'

type Ranked = Pick<Unit, 'attainments' | 'statuses'>

/** How much a unit lacks: the sum over its unmet indicators of the share of the standard that is missing. */
export function distance(unit: Ranked): number {
  // What passes by a relaxation is met, although it stays below its standard.
  return unit.attainments.reduce((sum: number, a, i) => sum + (a !== null && a < 1 && unit.statuses[i] !== 'MET' ? 1 - a : 0), 0)
}

/** Units below a standard, the farthest first. */
export function farthest<T extends Ranked>(units: readonly T[]): T[] {
  return units.filter((u) => distance(u) > 0).toSorted((a, b) => distance(b) - distance(a))
}
