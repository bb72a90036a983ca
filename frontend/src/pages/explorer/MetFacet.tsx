import { type ExplorerSearch, parseSpan, toWhere } from '../../components/explorerSearch.ts'
import { graphql } from '../../gql/index.ts'
import { useText } from '../../i18n/text.ts'
import { cx } from '../../lib/cx.ts'
import { number } from '../../lib/format.ts'
import { useGraph } from '../../lib/graph.ts'
import s from './MetFacet.module.css'
import { explorerTexts } from './texts.ts'

const MetCounts = graphql(`
  query MetCounts(
    $w0: SchoolAssessmentWhere!
    $w1: SchoolAssessmentWhere!
    $w2: SchoolAssessmentWhere!
    $w3: SchoolAssessmentWhere!
    $w4: SchoolAssessmentWhere!
    $w5: SchoolAssessmentWhere!
    $w6: SchoolAssessmentWhere!
    $w7: SchoolAssessmentWhere!
  ) {
    m0: schoolAssessments(where: $w0, first: 0) {
      totalCount
    }
    m1: schoolAssessments(where: $w1, first: 0) {
      totalCount
    }
    m2: schoolAssessments(where: $w2, first: 0) {
      totalCount
    }
    m3: schoolAssessments(where: $w3, first: 0) {
      totalCount
    }
    m4: schoolAssessments(where: $w4, first: 0) {
      totalCount
    }
    m5: schoolAssessments(where: $w5, first: 0) {
      totalCount
    }
    m6: schoolAssessments(where: $w6, first: 0) {
      totalCount
    }
    m7: schoolAssessments(where: $w7, first: 0) {
      totalCount
    }
  }
`)

const numbers = [0, 1, 2, 3, 4, 5, 6, 7] as const

/** How many of the seven the units meet: eight columns, each a filter. */
export function MetFacet({ search, year, onPatch }: { search: ExplorerSearch; year: number; onPatch: (patch: Partial<ExplorerSearch>) => void }) {
  const t = useText(explorerTexts)
  const base = toWhere(search, year, 'MET')
  const at = (n: number) => ({ ...base, metCount: { gte: n, lte: n } })
  const { data } = useGraph(MetCounts, { w0: at(0), w1: at(1), w2: at(2), w3: at(3), w4: at(4), w5: at(5), w6: at(6), w7: at(7) })
  const counts = numbers.map((n) => data?.[`m${n}`].totalCount ?? 0)
  const most = Math.max(...counts, 1)
  const chosen = parseSpan(search.met)
  const isIn = (n: number) => !chosen || (n >= (chosen.from ?? 0) && n <= (chosen.to ?? 7))
  return (
    <fieldset className={s.facet}>
      <legend>{t['facet.met']}</legend>
      <div className={s.columns}>
        {numbers.map((n) => {
          const isOnly = chosen?.from === n && chosen.to === n
          return (
            <button key={n} type="button" aria-pressed={isOnly} aria-label={`${n}：${number(counts[n])}`} title={number(counts[n])} className={cx(s.column, isIn(n) && s.in)} onClick={() => onPatch({ met: isOnly ? undefined : `${n}-${n}` })}>
              <span className={s.track}>
                <i style={{ height: `${((counts[n] ?? 0) / most) * 100}%` }} />
              </span>
              {n}
            </button>
          )
        })}
      </div>
    </fieldset>
  )
}
