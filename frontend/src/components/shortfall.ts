import type { Lang } from '../i18n/text.ts'
import { number } from '../lib/format.ts'
import type { ResourceCode } from './indicators.ts'

const people: readonly ResourceCode[] = ['R1', 'R2', 'R3']

/** What is missing, in the amount's own unit: 7 people, 289 m², 78 ten-thousand yuan, 3 rooms. */
export function amount(code: ResourceCode, value: number, lang: Lang): string {
  if (people.includes(code)) return lang === 'zh' ? `${number(Math.ceil(value))} 人` : number(Math.ceil(value))
  if (code === 'R7') return lang === 'zh' ? `${number(Math.ceil(value))} 间` : `${number(Math.ceil(value))} ${value > 1 ? 'rooms' : 'room'}`
  if (code === 'R6') {
    if (lang === 'en') return value >= 1_000_000 ? `¥${number(value / 1_000_000, 2)} m` : value >= 10_000 ? `¥${number(value / 1_000, value >= 100_000 ? 0 : 1)}k` : `¥${number(value)}`
    return value >= 10_000 ? `${number(value / 10_000, value >= 100_000 ? 0 : 1)} 万元` : `${number(value)} 元`
  }
  return `${number(value)} m²`
}

/** The same as a claim: 缺 7 人, 7 more needed. */
export function shortOf(code: ResourceCode, value: number, lang: Lang): string {
  return lang === 'zh' ? `缺 ${amount(code, value, lang)}` : `needs ${amount(code, value, lang)}${people.includes(code) ? ' more' : ''}`
}
