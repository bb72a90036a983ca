import { type ReactNode, useState } from 'react'
import type { Change } from '../../components/changes.ts'
import { indicatorNames } from '../../components/indicators.ts'
import { words } from '../../components/words.ts'
import { useText } from '../../i18n/text.ts'
import { useGraph } from '../../lib/graph.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { EditionsQuery } from './documents.ts'
import s from './forms.module.css'
import { SchoolField } from './SchoolField.tsx'
import type { SchoolHere } from './schoolsIn.ts'
import { whatIfTexts } from './texts.ts'

interface Props {
  schools: readonly SchoolHere[]
  chosen: string
  onAdd: (change: Change) => void
}

function Folded({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className={s.fold}>
      <summary>{title}</summary>
      <div className={s.form}>{children}</div>
    </details>
  )
}

/** Teachers of one kind go from one school to another. */
export function MoveForm({ schools, chosen, onAdd }: Props) {
  const t = useText(whatIfTexts)
  const w = useText(words)
  const names = useText(indicatorNames)
  const [form, setForm] = useState({ from: '', to: chosen, what: 'R3', count: '1' })
  const patch = (next: Partial<typeof form>) => setForm((old) => ({ ...old, ...next }))
  const stages = schools.find((x) => x.code === form.from)?.stages.filter((stage) => schools.find((x) => x.code === form.to)?.stages.includes(stage)) ?? []
  const [asked, setAsked] = useState(0)
  const stage = stages[asked] ?? stages[0]
  const count = Number(form.count)
  const reason = form.from === '' || form.to === '' || form.from === form.to ? t.pick_two : !Number.isInteger(count) || count < 1 ? t.pick_count : null
  return (
    <Folded title={t.move}>
      <SchoolField label={t.move_from} schools={schools} value={form.from} none={t.choose} onValue={(from) => patch({ from })} />
      <SchoolField label={t.move_to} schools={schools} value={form.to} none={t.choose} onValue={(to) => patch({ to })} />
      <SelectField label={t.move_what} value={form.what} onChange={(e) => patch({ what: e.target.value })}>
        {(['R1', 'R2', 'R3'] as const).map((code) => (
          <option key={code} value={code}>
            {names[code]}
          </option>
        ))}
      </SelectField>
      {stages.length > 1 && (
        <SelectField label={w.stage} value={asked} onChange={(e) => setAsked(Number(e.target.value))}>
          {stages.map((x, i) => (
            <option key={x} value={i}>
              {w[`stage.${x}`]}
            </option>
          ))}
        </SelectField>
      )}
      <TextField label={t.move_count} inputMode="numeric" value={form.count} onChange={(e) => patch({ count: e.target.value })} />
      <Button reason={reason} onClick={() => onAdd({ kind: 'move', from: form.from, to: form.to, indicator: form.what, stage: stage ?? null, count })}>
        {t.add}
      </Button>
    </Folded>
  )
}

/** A school closes; its pupils go to another or leave. */
export function CloseForm({ schools, chosen, onAdd }: Props) {
  const t = useText(whatIfTexts)
  const [school, setSchool] = useState(chosen)
  const [into, setInto] = useState('')
  const reason = school === '' ? t.pick_one : school === into ? t.pick_two : null
  return (
    <Folded title={t.close}>
      <SchoolField label={t.close} schools={schools} value={school} none={t.choose} onValue={setSchool} />
      <SchoolField label={t.close_into} schools={schools} value={into} none={t.close_nowhere} onValue={setInto} />
      <Button reason={reason} onClick={() => onAdd({ kind: 'close', school, into: into === '' ? null : into })}>
        {t.add}
      </Button>
    </Folded>
  )
}

/** Two schools become one. */
export function MergeForm({ schools, chosen, onAdd }: Props) {
  const t = useText(whatIfTexts)
  const [school, setSchool] = useState(chosen)
  const [into, setInto] = useState('')
  const reason = school === '' || into === '' || school === into ? t.pick_two : null
  return (
    <Folded title={t.merge}>
      <SchoolField label={t.merge_keeps} schools={schools} value={school} none={t.choose} onValue={setSchool} />
      <SchoolField label={t.merge_takes} schools={schools} value={into} none={t.choose} onValue={setInto} />
      <Button reason={reason} onClick={() => onAdd({ kind: 'merge', school, into })}>
        {t.add}
      </Button>
    </Folded>
  )
}

/** The changed county judged by another edition. */
export function EditionForm({ current, under, onUnder }: { current: string; under: string | undefined; onUnder: (code: string | undefined) => void }) {
  const t = useText(whatIfTexts)
  const { data } = useGraph(EditionsQuery, {})
  return (
    <SelectField label={t.edition} value={under ?? ''} onChange={(e) => onUnder(e.target.value === '' ? undefined : e.target.value)}>
      <option value="">{t.edition_same}</option>
      {data?.editions
        .filter((e) => e.code !== current)
        .map((e) => (
          <option key={e.code} value={e.code}>
            {e.name}
          </option>
        ))}
    </SelectField>
  )
}
