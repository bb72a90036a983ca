import { texts } from '../i18n/text.ts'

/** The school years between which a school is open, both included; absent is no bound. */
export interface OpenYears {
  firstYear?: number | null | undefined
  lastYear?: number | null | undefined
}

export type Openness = 'OPEN' | 'NOT_YET' | 'CLOSED'

/** Whether a school is open in a school year. */
export function opennessOf({ firstYear, lastYear }: OpenYears, year: number): Openness {
  if (typeof firstYear === 'number' && year < firstYear) return 'NOT_YET'
  return typeof lastYear === 'number' && year > lastYear ? 'CLOSED' : 'OPEN'
}

/** The year, of those that there are, in which to find a school that is not open in this one: its first or its last. */
export function openYearNear(school: OpenYears, year: number, years: readonly number[]): number | undefined {
  const openness = opennessOf(school, year)
  const near = openness === 'NOT_YET' ? school.firstYear : openness === 'CLOSED' ? school.lastYear : null
  return typeof near === 'number' && years.includes(near) ? near : undefined
}

export const opennessTexts = texts(
  {
    first: (y: string) => `${y}起开办`,
    last: (y: string) => `办至 ${y}`,
    'title.NOT_YET': (y: string) => `${y}该校尚未开办`,
    'title.CLOSED': (y: string) => `${y}该校已停办`,
    'why.NOT_YET': (y: string) => `该校从 ${y}起开办，此前不用填报，也不计入全县。`,
    'why.CLOSED': (y: string) => `该校的末个学年是 ${y}，此后不用填报，也不计入全县。`,
    correct: '年份有误时，请教育局更正该校的首个学年或末个学年。',
    go: (y: string) => `看 ${y}`,
  },
  {
    first: (y) => `Open from ${y}`,
    last: (y) => `Open until ${y}`,
    'title.NOT_YET': (y) => `Not open yet in ${y}`,
    'title.CLOSED': (y) => `Closed in ${y}`,
    'why.NOT_YET': (y) => `The school opens in ${y}. Nothing is filled in for earlier years, and it does not count in its county there.`,
    'why.CLOSED': (y) => `The last school year of the school is ${y}. Nothing is filled in for later years, and it does not count in its county there.`,
    correct: 'If a year is wrong, the education bureau can correct the school’s first or last school year.',
    go: (y) => `See ${y}`,
  },
)
