import { describe, expect, it } from 'vitest'
import { shortOf } from './shortfall.ts'

describe('a shortfall in words', () => {
  const cases: [string, string, string][] = [
    ['people are whole', shortOf('R3', 7, 'zh'), '缺 7 人'],
    ['area is in square metres', shortOf('R5', 2239.6, 'zh'), '缺 2,240 m²'],
    ['money from ten thousand up is in 万元', shortOf('R6', 780_000, 'zh'), '缺 78 万元'],
    ['small money is in yuan', shortOf('R6', 9_500, 'zh'), '缺 9,500 元'],
    ['money from ten thousand up is in thousands in English', shortOf('R6', 111_540, 'en'), 'needs ¥112k'],
    ['rooms are whole', shortOf('R7', 1, 'en'), 'needs 1 room'],
    ['people in English', shortOf('R1', 3, 'en'), 'needs 3 more'],
  ]
  it.each(cases)('%s', (_, got, want) => expect(got).toBe(want))
})
