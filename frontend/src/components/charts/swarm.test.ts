import { describe, expect, it } from 'vitest'
import { swarm } from './swarm.ts'

describe('a strip plot', () => {
  it('leaves single points on the line', () => {
    expect(swarm([10, 50], (v) => v, 3, 20).map((p) => p.y)).toEqual([0, 0])
  })

  it('keeps every x exactly', () => {
    const values = [5, 5, 5, 6, 7, 7]
    expect(swarm(values, (v) => v, 3, 20).map((p) => p.x)).toEqual(values)
  })

  it('moves equal points apart while there is room', () => {
    const ys = swarm([5, 5, 5], (v) => v, 3, 40).map((p) => p.y)
    expect(new Set(ys).size).toBe(3)
  })

  it('stays within its height', () => {
    for (const p of swarm(Array.from({ length: 60 }, () => 1), (v) => v, 3, 20)) expect(Math.abs(p.y) + 3).toBeLessThanOrEqual(10)
  })
})
