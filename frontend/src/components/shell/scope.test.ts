import { describe, expect, it } from 'vitest'
import { type Choice, type County, scopeOf } from './scope.ts'

const county = (n: number, ...assessedYears: number[]): County => ({ code: String(420_101 + n), name: `${n} 县`, isDemo: false, assessedYears })
const hundred = Array.from({ length: 100 }, (_, n) => county(n, ...(n < 30 ? [] : [2023, 2022, 2021])))
const none: Choice = { counties: [], hasMore: false, asked: null, assessed: null, home: undefined, search: {} }

describe('scopeOf', () => {
  it('opens the newest year of a county however far down the list it stands', () => {
    expect(scopeOf({ ...none, counties: hundred, search: { region: hundred[99]?.code } }, 2026)).toMatchObject({ region: hundred[99]?.code, year: 2023, years: [2023, 2022, 2021] })
  })
  it('knows the county of the address beyond the first hundred', () => {
    const asked = county(250, 2020)
    expect(scopeOf({ ...none, counties: hundred, hasMore: true, asked, search: { region: asked.code } }, 2026)).toMatchObject({ region: asked.code, name: '250 县', year: 2020 })
  })
  it('opens the first county with results where the address names none', () => {
    expect(scopeOf({ ...none, counties: hundred, assessed: hundred[30] ?? null }, 2026)).toMatchObject({ region: hundred[30]?.code, year: 2023 })
  })
  it('opens the own county first', () => {
    expect(scopeOf({ ...none, counties: hundred, assessed: hundred[30] ?? null, home: hundred[2]?.code }, 2026)).toMatchObject({ region: hundred[2]?.code, year: 2026, years: [] })
  })
  it('keeps to what may be seen where the address names another', () => {
    expect(scopeOf({ ...none, counties: hundred, search: { region: '110101', year: 2022 } }, 2026)).toMatchObject({ region: hundred[0]?.code, year: 2022 })
  })
})
