import { useDeferredValue, useState } from 'react'
import { graphql } from '../../gql/index.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { normalise } from '../../lib/figureText.ts'
import { useGraph } from '../../lib/graph.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { pickerTexts } from '../pickerTexts.ts'
import { useNote } from '../useNote.ts'

const PickCounty = graphql(`
  query PickCounty($where: RegionWhere!) {
    regions(where: $where, first: 20) {
      totalCount
      nodes {
        id
        code
        name
      }
    }
  }
`)

/** Finds a county by a part of its name or code: for who sees more than a list can hold. */
export function CountyPicker({ name, onChoose }: { name: string; onChoose: (county: { code: string; name: string }) => void }) {
  const t = useText(pickerTexts)
  const lang = useLang()
  const [text, setText] = useState<string | null>(null)
  const wanted = useDeferredValue(normalise(text ?? ''))
  const where = { level: ['COUNTY' as const], ...(/^\d+$/.test(wanted) ? { code: { contains: wanted } } : wanted === '' ? {} : { name: { contains: wanted } }) }
  const { data } = useGraph(PickCounty, { where }, { pause: text === null })
  const found = data?.regions.nodes ?? []
  const note = useNote(found.length, data?.regions.totalCount)
  return (
    <Combobox
      label={t.county}
      isLabelHidden
      chosen={name}
      lang={lang === 'en' ? 'zh-CN' : undefined}
      options={found.map((x) => ({ value: x.code, label: x.name, note: x.code }))}
      note={note}
      onSearch={setText}
      onChoose={(o) => onChoose({ code: o.value, name: o.label })}
    >
      {(label) => <Zh>{label}</Zh>}
    </Combobox>
  )
}
