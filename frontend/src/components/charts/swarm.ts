/** One point of a strip plot: where it stands on the scale and how many places it is moved off the line. */
export interface Placed<T> {
  item: T
  x: number
  y: number
}

/**
 * Places points along a line so that they do not cover each other: each keeps its x and takes the free place nearest to
 * the line, above and below in turn. Points that find none within the height stay at the edge and overlap.
 */
export function swarm<T>(items: readonly T[], x: (item: T) => number, radius: number, height: number): Placed<T>[] {
  const step = radius * 1.15
  const places = [0]
  for (let i = 1; i * step + radius <= height / 2; i++) places.push(-i * step, i * step)
  const gap = radius * 2 * 0.92
  const placed: Placed<T>[] = []
  const sorted = items.map((item) => ({ item, x: x(item), y: 0 })).toSorted((a, b) => a.x - b.x)
  for (const p of sorted) {
    const near: Placed<T>[] = []
    for (let i = placed.length - 1; i >= 0; i--) {
      const q = placed[i]
      if (!q || p.x - q.x > gap) break
      near.push(q)
    }
    const free = places.find((y) => near.every((q) => (q.x - p.x) ** 2 + (q.y - y) ** 2 >= gap * gap))
    placed.push({ ...p, y: free ?? places.at(-1) ?? 0 })
  }
  return placed
}
