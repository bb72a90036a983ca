import { describe, expect, it } from 'vitest'
import { distance, farthest } from './farthest.ts'

describe('what to fix first', () => {
  it('counts only what is below a standard', () => expect(distance({ attainments: [1.4, 0.75, null, 1] })).toBeCloseTo(0.25))
  it('puts the farthest first and leaves out who lacks nothing', () => {
    const units = [{ attainments: [1.2] }, { attainments: [0.9] }, { attainments: [0.5, 0.9] }]
    expect(farthest(units)).toEqual([units[2], units[1]])
  })
})
