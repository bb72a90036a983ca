import { useState } from 'react'
import { pickerTexts } from '../../components/pickerTexts.ts'
import { useNote } from '../../components/useNote.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { Combobox } from '../../ui/Combobox.tsx'
import { SelectField } from '../../ui/Field.tsx'
import type { SchoolHere } from './schoolsIn.ts'
import { whatIfTexts } from './texts.ts'

// More than these are found by typing.
const MOST = 100
const SHOWN = 20

interface Props {
  label: string
  schools: readonly SchoolHere[]
  value: string
  /** Stands first, for no school at all. */
  none?: string
  /** What is said of a school beside its name; then the schools keep the order they come in. */
  note?: (school: SchoolHere) => string
  onValue: (code: string) => void
}

/** Chooses one of the simulated schools. */
export function SchoolField({ label, schools, value, none, note, onValue }: Props) {
  const t = useText(whatIfTexts)
  const lang = useLang()
  const ordered = note ? schools : schools.toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN'))
  if (schools.length > MOST) return <SchoolSearch label={label} schools={ordered} value={value} none={none} note={note} onValue={onValue} />
  return (
    <SelectField label={label} value={value} onChange={(e) => onValue(e.target.value)}>
      {none !== undefined && <option value="">{none}</option>}
      {ordered.map((x) => (
        <option key={x.code} value={x.code} lang={lang === 'en' ? 'zh-CN' : undefined}>
          {note ? t.school_option(x.name, note(x)) : x.name}
        </option>
      ))}
    </SelectField>
  )
}

function SchoolSearch({ label, schools, value, none, note, onValue }: Props) {
  const t = useText(pickerTexts)
  const lang = useLang()
  const [text, setText] = useState('')
  const wanted = text.trim()
  const found = schools.filter((x) => x.name.includes(wanted) || x.code.includes(wanted))
  const shown = found.slice(0, SHOWN)
  const said = useNote(shown.length, found.length)
  const chosen = schools.find((x) => x.code === value)
  const rest = none !== undefined && wanted === '' ? [{ value: '', label: none }] : []
  return (
    <Combobox
      label={t.find(label)}
      chosen={chosen?.name ?? none ?? ''}
      lang={lang === 'en' && chosen ? 'zh-CN' : undefined}
      options={[...rest, ...shown.map((x) => ({ value: x.code, label: x.name, note: note?.(x) ?? x.code }))]}
      note={said}
      onSearch={setText}
      onChoose={(o) => onValue(o.value)}
    >
      {(name) => <Zh>{name}</Zh>}
    </Combobox>
  )
}
