/** What a brush over a histogram selects; null on a side is open. */
export interface Range {
  from: number | null
  to: number | null
}

/** Turns two ends of a drag into a range on bin edges, open where it reaches the first or last edge. */
export function brushed(a: number, b: number, edges: readonly number[]): Range {
  const first = edges[0]
  const last = edges.at(-1)
  if (first === undefined || last === undefined) return { from: null, to: null }
  const low = Math.min(a, b)
  const high = Math.max(a, b)
  const from = edges.findLast((e) => e <= low) ?? first
  const to = edges.find((e) => e >= high) ?? last
  return { from: from <= first ? null : round(from), to: to >= last ? null : round(to) }
}

function round(v: number): number {
  return Math.round(v * 1000) / 1000
}
