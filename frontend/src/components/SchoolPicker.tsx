import { useDeferredValue, useState } from 'react'
import { graphql } from '../gql/index.ts'
import { useLang, useText } from '../i18n/text.ts'
import { Zh } from '../i18n/Zh.tsx'
import { useGraph } from '../lib/graph.ts'
import { Combobox } from '../ui/Combobox.tsx'
import { SelectField } from '../ui/Field.tsx'
import { pickerTexts } from './pickerTexts.ts'
import { useScope } from './shell/scope.ts'
import { useNote } from './useNote.ts'

const PickSchool = graphql(`
  query PickSchool($region: String!, $year: Int!, $text: String!) {
    schools(where: { region: $region, isOpenIn: $year, search: $text }, orderBy: { field: NAME, direction: ASC }, first: 20) {
      totalCount
      nodes {
        id
        code
        name
      }
    }
  }
`)

export interface PickedSchool {
  code: string
  name: string
}

interface Props {
  label: string
  region: string
  /** The first schools of the county that are open in the year. */
  schools: readonly PickedSchool[]
  /** How many of them the county has. */
  total: number
  chosen: PickedSchool | null
  /** Stands first, for no school at all. */
  none?: string
  onChoose: (school: PickedSchool | null) => void
}

/** Chooses a school of a county that is open in the year: from a list, or by a search where they are more than the list holds. */
export function SchoolPicker(props: Props) {
  const { label, schools, total, chosen, none, onChoose } = props
  if (total > schools.length) return <SchoolSearch {...props} />
  return (
    <SelectField label={label} value={chosen?.code ?? ''} onChange={(e) => onChoose(schools.find((x) => x.code === e.target.value) ?? null)}>
      {none !== undefined && <option value="">{none}</option>}
      {schools.map((x) => (
        <option key={x.code} value={x.code} lang="zh-CN">
          {x.name}
        </option>
      ))}
    </SelectField>
  )
}

function SchoolSearch({ label, region, chosen, none, onChoose }: Props) {
  const t = useText(pickerTexts)
  const lang = useLang()
  const { year } = useScope()
  const [text, setText] = useState<string | null>(null)
  const wanted = useDeferredValue(text?.trim() ?? '')
  const { data } = useGraph(PickSchool, { region, year, text: wanted }, { pause: text === null })
  const found = data?.schools.nodes ?? []
  const rest = none !== undefined && wanted === '' ? [{ value: '', label: none }] : []
  const note = useNote(found.length, data?.schools.totalCount)
  return (
    <Combobox
      label={t.find(label)}
      chosen={chosen?.name ?? none ?? ''}
      lang={lang === 'en' && chosen ? 'zh-CN' : undefined}
      options={[...rest, ...found.map((x) => ({ value: x.code, label: x.name, note: x.code }))]}
      note={note}
      onSearch={setText}
      onChoose={(o) => onChoose(o.value === '' ? null : { code: o.value, name: o.label })}
    >
      {(name) => <Zh>{name}</Zh>}
    </Combobox>
  )
}
