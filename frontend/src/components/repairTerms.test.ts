import { describe, expect, it } from 'vitest'
import { repairSearch } from './repairSearch.ts'
import { bansOf, costsOf, formatCosts, toInput, withBan } from './repairTerms.ts'

describe('terms in an address', () => {
  it('come back as they were', () => {
    const search = repairSearch({ cost: 'R5.0_08-R7.10', move: 1, leave: '0.2', budget: '900.5', not: '4201079901.R5' })
    expect(toInput('420107', 2021, search)).toEqual({
      regionCode: '420107',
      year: 2021,
      costs: [
        { indicator: 'R5', cost: '0.08' },
        { indicator: 'R7', cost: '10' },
      ],
      limits: [{ schoolCode: '4201079901', indicator: 'R5', most: '0' }],
      moveCost: '1',
      moveShare: '0.2',
      budget: '900.5',
    })
    expect(formatCosts(costsOf(search))).toBe('R5.0_08-R7.10')
  })
  it('leave out what is garbled', () => {
    expect(repairSearch({ cost: 'R8.1', move: '-1', leave: '2', budget: 'x', not: '42.R5' })).toEqual({ cost: undefined, move: undefined, leave: undefined, budget: undefined, not: undefined })
    expect(formatCosts(new Map([['R1', 'two']]))).toBeUndefined()
  })
})

describe('what a school may not gain', () => {
  it('is set, and set free again', () => {
    const ban = { school: '4201079901', indicator: 'R5' }
    const once = withBan([], ban)
    expect(once).toBe('4201079901.R5')
    expect(withBan(bansOf({ not: once }), ban)).toBeUndefined()
  })
})
