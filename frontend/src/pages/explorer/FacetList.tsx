import { useState } from 'react'
import { type FragmentType, graphql, readFragment } from '../../gql/index.ts'
import { useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { number } from '../../lib/format.ts'
import s from './FacetList.module.css'
import { explorerTexts } from './texts.ts'

export const FacetList_facet = graphql(`
  fragment FacetList_facet on Facet {
    field
    values {
      value
      label
      count
    }
  }
`)

interface Props {
  title: string
  facets: readonly FragmentType<typeof FacetList_facet>[] | undefined
  chosen: readonly string[]
  label: (value: string, label: string) => string
  onChoose: (values: string[]) => void
}

const SHORT = 8

/** The values of one facet with their counts; several can be chosen. */
export function FacetList({ title, facets, chosen, label, onChoose }: Props) {
  const t = useText(explorerTexts)
  const [isLong, setLong] = useState(false)
  const values = readFragment(FacetList_facet, facets ?? []).flatMap((f) => f.values)
  if (values.length === 0) return null
  const most = Math.max(...values.map((v) => v.count), 1)
  const shown = isLong ? values : values.slice(0, SHORT)
  return (
    <fieldset className={s.facet}>
      <legend>{title}</legend>
      {shown.map((v) => (
        <label key={v.value} className={s.value}>
          <input type="checkbox" checked={chosen.includes(v.value)} onChange={(e) => onChoose(e.target.checked ? [...chosen, v.value] : chosen.filter((c) => c !== v.value))} />
          <span className={s.label}>
            <Zh>{label(v.value, v.label)}</Zh>
          </span>
          <span className={s.bar} aria-hidden="true">
            <i style={{ width: `${(v.count / most) * 100}%` }} />
          </span>
          <span className={s.count}>{number(v.count)}</span>
        </label>
      ))}
      {values.length > SHORT && !isLong && (
        <button type="button" className={s.more} onClick={() => setLong(true)}>
          {t['facet.more'](number(values.length))}
        </button>
      )}
    </fieldset>
  )
}
