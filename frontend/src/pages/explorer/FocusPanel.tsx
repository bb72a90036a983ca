import { Histogram, type Bin } from '../../components/charts/Histogram.tsx'
import { type ExplorerSearch, formatConditions, parseConditions } from '../../components/explorerSearch.ts'
import { indicatorNames, isResource, RESOURCES, type ResourceCode } from '../../components/indicators.ts'
import { StatusSign } from '../../components/StatusMark.tsx'
import { words } from '../../components/words.ts'
import { useText } from '../../i18n/text.ts'
import { number } from '../../lib/format.ts'
import s from './FocusPanel.module.css'
import { explorerTexts } from './texts.ts'

interface Props {
  search: ExplorerSearch
  focus: ResourceCode
  bins: readonly Bin[]
  counts: ReadonlyMap<string, number>
  onPatch: (patch: Partial<ExplorerSearch>) => void
}

/** The distribution of one indicator, with what its units come to, and a range to select. */
export function FocusPanel({ search, focus, bins, counts, onPatch }: Props) {
  const t = useText(explorerTexts)
  const w = useText(words)
  const names = useText(indicatorNames)
  const conditions = parseConditions(search.where)
  const range = conditions.find((c) => c.indicator === focus && c.attainment)?.attainment ?? { from: null, to: null }
  return (
    <section className={s.panel} aria-label={t.focus}>
      <div className={s.side}>
        <label>
          <span className="visually-hidden">{t.focus}</span>
          <select className={s.pick} value={focus} onChange={(e) => isResource(e.target.value) && onPatch({ focus: e.target.value })}>
            {RESOURCES.map((r) => (
              <option key={r} value={r}>
                {names[r]}
              </option>
            ))}
          </select>
        </label>
        <p className={s.hint}>{t.focus_hint}</p>
        <dl className={s.counts}>
          {(['UNMET', 'NEAR', 'MET'] as const).map((status) => (
            <div key={status}>
              <dt>
                <StatusSign status={status} /> {w[`status.${status}`]}
              </dt>
              <dd>{number(counts.get(status) ?? 0)}</dd>
            </div>
          ))}
        </dl>
      </div>
      <Histogram
        name={names[focus]}
        bins={bins}
        range={range}
        onRange={(r) => {
          const rest = conditions.filter((c) => c.indicator !== focus || !c.attainment)
          onPatch({ where: formatConditions([...rest, { indicator: focus, attainment: r }]), focus })
        }}
      />
    </section>
  )
}
