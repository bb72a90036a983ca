import { describe, expect, it } from 'vitest'
import { decimal, money, number, percent, schoolYear, signedPercent } from './format.ts'

describe('numbers for people', () => {
  const cases: [name: string, got: string, want: string][] = [
    ['absent is a dash, never zero', number(null), '–'],
    ['thousands are grouped', number(48297), '48,297'],
    ['decimals are fixed', number(4.2, 2), '4.20'],
    ['millions are grouped', number(1234567.5, 2), '1,234,567.50'],
    ['a tie is rounded away from zero', number(2.5), '3'],
    ['what is not exactly a tie is not', number(1.005, 2), '1.00'],
    ['a negative number has a real minus sign', number(-3), '\u22123'],
    ['a ratio is a percentage of one decimal', percent(0.1036), '10.4%'],
    ['growth carries its sign', signedPercent(0.014), '+1.4%'],
    ['an exact decimal keeps its decimals', decimal('8421.0500'), '8,421.05'],
    ['an exact decimal is not rounded', decimal('12345678901234567.8901'), '12,345,678,901,234,567.8901'],
    ['zeros at the end of a decimal are cut', decimal('1200.5000'), '1,200.5'],
    ['zeros of a whole number are not', decimal('1200'), '1,200'],
    ['a whole number with decimals is whole', decimal('1200.0000'), '1,200'],
    ['a negative decimal has a real minus sign', decimal('-1234.5'), '\u22121,234.5'],
    ['a decimal below one is not grouped after its point', decimal('0.1234'), '0.1234'],
    ['large money is told in hundred millions', money('140600', 'zh'), '14.06 亿元'],
    ['small money stays in ten thousands', money('303.16', 'zh'), '303.16 万元'],
    ['money in English is in millions', money('140600', 'en'), '¥1,406 m'],
    ['a school year spans two years in English', schoolYear(2023, 'en'), '2023/24'],
    ['the end of a century is padded', schoolYear(2099, 'en'), '2099/00'],
  ]
  it.each(cases)('%s', (_, got, want) => expect(got).toBe(want))
})
