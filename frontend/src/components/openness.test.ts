import { describe, expect, it } from 'vitest'
import { openYearNear, opennessOf, type OpenYears, type Openness } from './openness.ts'

describe('a school is open from its first year to its last', () => {
  const cases: [string, OpenYears, number, Openness][] = [
    ['without years always', { firstYear: null, lastYear: null }, 1999, 'OPEN'],
    ['not before the first', { firstYear: 2024 }, 2023, 'NOT_YET'],
    ['in the first', { firstYear: 2024 }, 2024, 'OPEN'],
    ['in the last', { lastYear: 2022 }, 2022, 'OPEN'],
    ['not after the last', { lastYear: 2022 }, 2023, 'CLOSED'],
    ['in its only year', { firstYear: 2022, lastYear: 2022 }, 2022, 'OPEN'],
  ]
  it.each(cases)('%s', (_, school, year, want) => expect(opennessOf(school, year)).toBe(want))
})

describe('the year in which to find it', () => {
  const years = [2021, 2022, 2023]
  it('is its last for one that closed', () => expect(openYearNear({ firstYear: 2000, lastYear: 2022 }, 2023, years)).toBe(2022))
  it('is its first for one that opens later', () => expect(openYearNear({ firstYear: 2023 }, 2021, years)).toBe(2023))
  it('is none where the county has no results of it', () => expect(openYearNear({ firstYear: 2026 }, 2023, years)).toBeUndefined())
  it('is none while it is open', () => expect(openYearNear({ firstYear: 2021 }, 2022, years)).toBeUndefined())
})
