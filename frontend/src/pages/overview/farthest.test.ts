import { describe, expect, it } from 'vitest'
import type { ResultStatus } from '../../gql/graphql.ts'
import { distance, farthest } from './farthest.ts'

const unit = (...of: [number | null, ResultStatus][]) => ({ attainments: of.map(([a]) => a), statuses: of.map(([, s]) => s) })

describe('what to fix first', () => {
  it('counts only what is below a standard', () => expect(distance(unit([1.4, 'MET'], [0.75, 'UNMET'], [null, 'NOT_COMPUTABLE'], [1, 'MET']))).toBeCloseTo(0.25))
  it('leaves out what passes by a relaxation', () => expect(distance(unit([0.5, 'MET']))).toBe(0))
  it('puts the farthest first and leaves out who lacks nothing', () => {
    const units = [unit([1.2, 'MET']), unit([0.9, 'NEAR']), unit([0.5, 'UNMET'], [0.9, 'NEAR'])]
    expect(farthest(units)).toEqual([units[2], units[1]])
  })
})
