import type { FacetField, ResultStatus, SchoolAssessmentOrder, SchoolAssessmentWhere, Stage } from '../gql/graphql.ts'
import { isResource, RESOURCES, type ResourceCode } from './indicators.ts'

/**
 * The state of the explorer as it stands in the address. Lists are joined by commas, ranges are "from-to" with open
 * ends, so that an address can be read, sent and kept.
 */
export interface ExplorerSearch {
  q?: string | undefined
  stage?: Stage | undefined
  kind?: string | undefined
  locale?: string | undefined
  ownership?: 'PUBLIC' | 'PRIVATE' | undefined
  group?: string | undefined
  county?: string | undefined
  verdict?: string | undefined
  met?: string | undefined
  students?: string | undefined
  /** The indicator whose distribution is shown. */
  focus?: ResourceCode | undefined
  /** Conditions on indicators: R3:UNMET+NEAR, R3:a=0.5-0.85 (attainment), R3:v=1-2 (value), joined by commas. */
  where?: string | undefined
  /** name, students, met, or an indicator with .v (value) or .a (attainment). */
  sort?: string | undefined
  dir?: 'asc' | 'desc' | undefined
  cols?: string | undefined
}

const enums = {
  stage: ['PRIMARY', 'JUNIOR'],
  kind: ['PRIMARY', 'JUNIOR', 'NINE_YEAR', 'TWELVE_YEAR', 'COMPLETE_SECONDARY', 'TEACHING_POINT'],
  locale: ['URBAN', 'TOWN', 'RURAL'],
  ownership: ['PUBLIC', 'PRIVATE'],
  verdict: ['PASS', 'FAIL', 'INCOMPLETE'],
  status: ['MET', 'NEAR', 'UNMET', 'NOT_COMPUTABLE'],
} as const

type Values<K extends keyof typeof enums> = (typeof enums)[K][number]

function one<K extends keyof typeof enums>(key: K, value: unknown): Values<K> | undefined {
  return enums[key].find((v) => v === value)
}

/** The members of a joined list that are known; what is not is dropped, not guessed. */
export function list<K extends keyof typeof enums>(key: K, value: unknown): Values<K>[] {
  const wanted = typeof value === 'string' ? value.split(/[,+ ]/) : []
  return enums[key].filter((v) => wanted.includes(v))
}

const text = (v: unknown) => (typeof v === 'string' || typeof v === 'number' ? String(v).trim().slice(0, 100) || undefined : undefined)

export interface Span {
  from: number | null
  to: number | null
}

export function parseSpan(value: unknown): Span | null {
  const m = /^(\d*\.?\d*)-(\d*\.?\d*)$/.exec(String(value ?? ''))
  if (!m || (m[1] === '' && m[2] === '')) return null
  return { from: m[1] ? Number(m[1]) : null, to: m[2] ? Number(m[2]) : null }
}

export function formatSpan({ from, to }: Span): string | undefined {
  return from === null && to === null ? undefined : `${from ?? ''}-${to ?? ''}`
}

export interface Condition {
  indicator: ResourceCode
  status?: Values<'status'>[]
  attainment?: Span
  value?: Span
}

export function parseConditions(value: string | undefined): Condition[] {
  return (value ?? '').split(',').flatMap((part): Condition[] => {
    const [code = '', rest = ''] = part.split(':')
    if (!isResource(code) || rest === '') return []
    const span = parseSpan(rest.slice(2))
    if (rest.startsWith('a=')) return span ? [{ indicator: code, attainment: span }] : []
    if (rest.startsWith('v=')) return span ? [{ indicator: code, value: span }] : []
    const status = list('status', rest)
    return status.length > 0 ? [{ indicator: code, status }] : []
  })
}

export function formatConditions(conditions: readonly Condition[]): string | undefined {
  const parts = conditions.flatMap((c) => {
    if (c.status) return [`${c.indicator}:${c.status.join('+')}`]
    const span = formatSpan(c.attainment ?? c.value ?? { from: null, to: null })
    return span ? [`${c.indicator}:${c.attainment ? 'a' : 'v'}=${span}`] : []
  })
  return parts.join(',') || undefined
}

export function explorerSearch(search: Record<string, unknown>): ExplorerSearch {
  const focus = String(search['focus'] ?? '')
  const sort = String(search['sort'] ?? '')
  const cols = String(search['cols'] ?? '')
    .split(',')
    .filter(isResource)
  const met = parseSpan(search['met'])
  const students = parseSpan(search['students'])
  return {
    q: text(search['q']),
    stage: one('stage', search['stage']),
    kind: list('kind', search['kind']).join(',') || undefined,
    locale: list('locale', search['locale']).join(',') || undefined,
    ownership: one('ownership', search['ownership']),
    group: text(search['group']),
    county: /^\d{6}$/.test(String(search['county'])) ? String(search['county']) : undefined,
    verdict: list('verdict', search['verdict']).join(',') || undefined,
    met: met ? formatSpan(met) : undefined,
    students: students ? formatSpan(students) : undefined,
    focus: isResource(focus) ? focus : undefined,
    where: formatConditions(parseConditions(text(search['where']))),
    sort: /^(name|students|met|R[1-7]\.[va])$/.test(sort) ? sort : undefined,
    dir: search['dir'] === 'asc' || search['dir'] === 'desc' ? search['dir'] : undefined,
    cols: cols.length > 0 && cols.length < RESOURCES.length ? cols.join(',') : undefined,
  }
}

function bounds(span: Span | null) {
  return span ? { gte: span.from, lte: span.to } : null
}

/** Leaves out what says nothing: the API refuses nulls where a condition was meant. */
function given<T extends object>(o: T): Partial<T> {
  return Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined && v !== null && !(Array.isArray(v) && v.length === 0))) as Partial<T> // entries keep their types
}

/** The filter that an address means; a facet counts without its own condition, which `without` leaves out. */
export function toWhere(s: ExplorerSearch, year: number, without?: FacetField | 'FOCUS' | 'MET'): SchoolAssessmentWhere {
  const school = given({
    search: s.q,
    kind: without === 'KIND' ? undefined : list('kind', s.kind),
    locale: without === 'LOCALE' ? undefined : list('locale', s.locale),
    ownership: without === 'OWNERSHIP' ? undefined : s.ownership,
    group: without === 'GROUP' || !s.group ? undefined : { eq: s.group },
    region: without === 'REGION' ? undefined : s.county,
  })
  const conditions = parseConditions(s.where).filter((c) => without !== 'FOCUS' || c.indicator !== (s.focus ?? 'R1'))
  const met = without === 'MET' ? null : bounds(parseSpan(s.met))
  return {
    year,
    ...given({
      stage: without === 'STAGE' ? undefined : s.stage,
      school: Object.keys(school).length > 0 ? school : undefined,
      verdict: without === 'VERDICT' ? undefined : list('verdict', s.verdict),
      metCount: met ? given(met) : undefined,
      students: s.students ? given(bounds(parseSpan(s.students)) ?? {}) : undefined,
      indicators: conditions.map((c) => given({ indicator: c.indicator, status: c.status satisfies ResultStatus[] | undefined, attainment: c.attainment && given(bounds(c.attainment) ?? {}), value: c.value && given(bounds(c.value) ?? {}) })),
    }),
  } as SchoolAssessmentWhere // built of its own parts; `given` only drops the empty ones
}

export function toOrder(s: ExplorerSearch): SchoolAssessmentOrder {
  const direction = s.dir === 'desc' ? 'DESC' : 'ASC'
  const sort = s.sort ?? 'name'
  if (sort === 'name') return { field: 'NAME', direction }
  if (sort === 'students') return { field: 'STUDENTS', direction }
  if (sort === 'met') return { field: 'MET_COUNT', direction }
  return { field: sort.endsWith('.v') ? 'VALUE' : 'ATTAINMENT', indicator: sort.slice(0, 2), direction }
}
