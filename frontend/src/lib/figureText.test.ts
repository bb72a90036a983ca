import { describe, expect, it } from 'vitest'
import { type Parsed, parseFigure, sameFigure } from './figureText.ts'

const int = { type: 'INT', min: '0' }
const decimal = { type: 'DECIMAL' }

describe('a typed figure', () => {
  const cases: [string, Parsed, Parsed][] = [
    ['nothing clears it', parseFigure('  ', int), { value: null }],
    ['a whole number is a number', parseFigure('1200', int), { value: 1200 }],
    ['thousands commas are read', parseFigure('1,200', int), { value: 1200 }],
    ['full-width digits are read', parseFigure('１２００', int), { value: 1200 }],
    ['a count with a unit is a mistake', parseFigure('12人', int), { mistake: 'whole' }],
    ['a count with decimals is a mistake', parseFigure('1.5', int), { mistake: 'whole' }],
    ['a dash is a mistake, never zero', parseFigure('-', decimal), { mistake: 'decimal' }],
    ['a decimal stays exact text', parseFigure('8421.05', decimal), { value: '8421.05' }],
    ['five decimals are a mistake', parseFigure('1.00001', decimal), { mistake: 'decimal' }],
    ['a year above its bound is a mistake', parseFigure('3000', { type: 'YEAR', max: '2026' }), { mistake: 'most' }],
  ]
  it.each(cases)('%s', (_, got, want) => expect(got).toEqual(want))

  it('compares by meaning', () => {
    expect(sameFigure('8421.0500', '8,421.05')).toBe(true)
    expect(sameFigure(null, '')).toBe(true)
    expect(sameFigure('0', null)).toBe(false)
  })
})
