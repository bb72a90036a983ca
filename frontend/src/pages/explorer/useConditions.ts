import { type ExplorerSearch, formatConditions, list, parseConditions, parseSpan, type Span } from '../../components/explorerSearch.ts'
import { indicatorNames } from '../../components/indicators.ts'
import { words } from '../../components/words.ts'
import { useText } from '../../i18n/text.ts'
import { number } from '../../lib/format.ts'
import { explorerTexts } from './texts.ts'

/** One condition of the address in words, and the address without it. */
export interface ConditionChip {
  key: string
  field: string
  value: string
  without: Partial<ExplorerSearch>
}

/** The conditions of an address, one chip each. */
export function useConditions(search: ExplorerSearch): ConditionChip[] {
  const t = useText(explorerTexts)
  const w = useText(words)
  const names = useText(indicatorNames)
  const span = ({ from, to }: Span, digits: number) => {
    const say = (v: number) => number(v, Number.isInteger(v) && digits === 0 ? 0 : digits)
    if (from !== null && to !== null) return t.between(say(from), say(to))
    return from !== null ? t.at_least(say(from)) : t.at_most(say(to ?? 0))
  }
  const chips: ConditionChip[] = []
  if (search.q) chips.push({ key: 'q', field: w.school, value: `“${search.q}”`, without: { q: undefined } })
  if (search.stage) chips.push({ key: 'stage', field: t['facet.stage'], value: w[`stage.${search.stage}`], without: { stage: undefined } })
  const kinds = list('kind', search.kind)
  if (kinds.length > 0) chips.push({ key: 'kind', field: t['facet.kind'], value: kinds.map((k) => w[`kind.${k}`]).join(t.or), without: { kind: undefined } })
  const locales = list('locale', search.locale)
  if (locales.length > 0) chips.push({ key: 'locale', field: t['facet.locale'], value: locales.map((l) => w[`locale.${l}`]).join(t.or), without: { locale: undefined } })
  if (search.ownership) chips.push({ key: 'ownership', field: t['facet.ownership'], value: w[`ownership.${search.ownership}`], without: { ownership: undefined } })
  if (search.group) chips.push({ key: 'group', field: t['facet.group'], value: search.group, without: { group: undefined } })
  if (search.county) chips.push({ key: 'county', field: t['facet.county'], value: search.county, without: { county: undefined } })
  const verdicts = list('verdict', search.verdict)
  if (verdicts.length > 0) chips.push({ key: 'verdict', field: t['facet.verdict'], value: verdicts.map((v) => w[`verdict.${v}`]).join(t.or), without: { verdict: undefined } })
  const met = parseSpan(search.met)
  if (met) chips.push({ key: 'met', field: t['col.met'], value: span(met, 0), without: { met: undefined } })
  const students = parseSpan(search.students)
  if (students) chips.push({ key: 'students', field: t['facet.students'], value: span(students, 0), without: { students: undefined } })
  const conditions = parseConditions(search.where)
  conditions.forEach((c, i) => {
    const without = { where: formatConditions(conditions.filter((_, k) => k !== i)) }
    const name = names[c.indicator]
    if (c.status) chips.push({ key: `${c.indicator}-${i}`, field: name, value: c.status.map((x) => w[`status.${x}`]).join(t.or), without })
    else if (c.attainment) chips.push({ key: `${c.indicator}-${i}`, field: t.attainment(name), value: span(c.attainment, 2), without })
    else if (c.value) chips.push({ key: `${c.indicator}-${i}`, field: name, value: span(c.value, 2), without })
  })
  return chips
}
