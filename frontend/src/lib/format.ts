import type { Lang } from '../i18n/text.ts'

const MINUS = '\u2212'

// Both languages group by thousands and use a point. Intl would say the same, but its first formatter takes the
// browser longer than a whole page of numbers.
function grouped(digits: string): string {
  const [whole = '', fraction] = digits.replace('-', '').split('.')
  return `${digits.startsWith('-') ? MINUS : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction ? `.${fraction}` : ''}`
}

/** A number with fixed decimals; absent is a dash, never 0. */
export function number(value: number | null | undefined, digits = 0): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–'
  return grouped(value.toFixed(digits))
}

/** A ratio as a percentage: 0.1036 is 10.4 %. */
export function percent(ratio: number | null | undefined, digits = 1): string {
  return ratio === null || ratio === undefined ? '–' : `${number(ratio * 100, digits)}%`
}

/** A change with its sign. */
export function signedPercent(ratio: number | null | undefined, digits = 1): string {
  if (ratio === null || ratio === undefined) return '–'
  return ratio > 0 ? `+${percent(ratio, digits)}` : percent(ratio, digits)
}

/** An exact decimal string with thousands commas, its decimals as they came. */
export function decimal(value: string | null | undefined): string {
  if (value === null || value === undefined || value === '') return '–'
  return grouped(value.includes('.') ? value.replace(/\.?0+$/, '') : value)
}

/** Money given in 10,000 yuan, in the unit people say: 亿元 from 10,000 up, million in English. */
export function money(tenThousandYuan: string | null | undefined, lang: Lang): string {
  if (tenThousandYuan === null || tenThousandYuan === undefined) return '–'
  const n = Number(tenThousandYuan)
  if (lang === 'en') return `¥${number(n / 100, n >= 10000 ? 0 : 2)} m`
  return n >= 10000 ? `${number(n / 10000, 2)} 亿元` : `${number(n, 2)} 万元`
}

export function date(iso: string | null | undefined, lang: Lang): string {
  if (!iso) return '–'
  return new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'medium', timeZone: 'Asia/Shanghai' }).format(new Date(iso))
}

export function dateTime(iso: string | null | undefined, lang: Lang): string {
  if (!iso) return '–'
  return new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Shanghai' }).format(new Date(iso))
}

/** The school year by its first of September: 2023 is 2023/24, 2023 学年. */
export function schoolYear(year: number, lang: Lang): string {
  return lang === 'zh' ? `${year} 年度` : `${year}/${String((year + 1) % 100).padStart(2, '0')}`
}
