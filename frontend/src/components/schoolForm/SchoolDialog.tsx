import { type SubmitEvent, useState } from 'react'
import { type FragmentType, graphql, readFragment } from '../../gql/index.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { errorCode, errorSentence } from '../../lib/errors.ts'
import { useChange } from '../../lib/graph.ts'
import { Button } from '../../ui/Button.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { Notice } from '../../ui/State.tsx'
import { useScope } from '../shell/scope.ts'
import { words } from '../words.ts'
import s from './SchoolDialog.module.css'
import { changedSchool, formFields, formOf, kinds, locales, newSchool, type SchoolForm, wrongYears } from './schoolForm.ts'
import { schoolFormTexts } from './texts.ts'

export const SchoolDialog_school = graphql(`
  fragment SchoolDialog_school on School {
    id
    code
    name
    kind
    organizer
    locale
    isBoarding
    inDenseCore
    builtYear
    group
    address
    firstYear
    lastYear
  }
`)

const CreateSchool = graphql(`
  mutation CreateSchool($input: CreateSchoolInput!) {
    createSchool(input: $input) {
      school {
        id
        code
        ...SchoolDialog_school
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`)

const UpdateSchool = graphql(`
  mutation UpdateSchool($input: UpdateSchoolInput!) {
    updateSchool(input: $input) {
      school {
        id
        code
        ...SchoolDialog_school
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`)

interface Props {
  /** The school to change; null adds one to the county of the page. */
  school: FragmentType<typeof SchoolDialog_school> | null
  onClose: () => void
  onSaved: (code: string) => void
}

/** Adds a school, or changes what is known of one apart from its yearly figures. */
export function SchoolDialog({ school, onClose, onSaved }: Props) {
  const t = useText(schoolFormTexts)
  const w = useText(words)
  const lang = useLang()
  const { region, name: county } = useScope()
  const before = readFragment(SchoolDialog_school, school)
  const [{ fetching: isCreating }, create] = useChange(CreateSchool)
  const [{ fetching: isUpdating }, update] = useChange(UpdateSchool)
  const [form, setForm] = useState(() => formOf(before))
  const [errors, setErrors] = useState<Record<string, string>>({})
  const edit = (part: Partial<SchoolForm>) => setForm({ ...form, ...part })
  const year = (key: 'firstYear' | 'lastYear' | 'builtYear') => ({ error: errors[key], inputMode: 'numeric' as const, autoComplete: 'off', value: form[key], onChange: (e: { target: { value: string } }) => edit({ [key]: e.target.value }) })

  async function save() {
    if (before) {
      const { data, error } = await update({ input: changedSchool(form, before) })
      return { error, payload: data?.updateSchool }
    }
    const { data, error } = await create({ input: newSchool(form, region) })
    return { error, payload: data?.createSchool }
  }

  async function submit(e: SubmitEvent) {
    e.preventDefault()
    const wrong = wrongYears(form)
    setErrors(Object.fromEntries(wrong.map((k) => [k, t.year_wrong])))
    if (wrong.length > 0) return
    const { error, payload } = await save()
    if (error) return setErrors({ '': errorSentence(errorCode(error), lang) })
    if (payload?.school) return onSaved(payload.school.code)
    setErrors(Object.fromEntries((payload?.userErrors ?? []).map((u) => [u.field?.at(-1) ?? '', u.message])))
  }

  const general = Object.entries(errors).find(([field]) => !formFields.includes(field))?.[1]
  return (
    <Drawer title={before ? t.edit : t.add} closeLabel={w.close} onClose={onClose}>
      <form className={s.form} onSubmit={(e) => void submit(e)} noValidate>
        <p className={s.lead}>{before ? t.edit_lead : t.lead}</p>
        {!before && (
          <p>
            {t.county} <Zh>{county}</Zh>
          </p>
        )}
        {general && <Notice tone="error">{general}</Notice>}
        {!before && <TextField label={t.code} hint={t.code_hint} error={errors['code']} inputMode="numeric" autoComplete="off" value={form.code} onChange={(e) => edit({ code: e.target.value })} />}
        <TextField label={t.name} error={errors['name']} autoComplete="off" maxLength={200} value={form.name} onChange={(e) => edit({ name: e.target.value })} />
        <SelectField label={t.kind} error={errors['kind']} value={form.kind} onChange={(e) => edit({ kind: kinds.find((k) => k === e.target.value) ?? form.kind })}>
          {kinds.map((k) => (
            <option key={k} value={k}>
              {w[`kind.${k}`]}
            </option>
          ))}
        </SelectField>
        <SelectField label={t.locale} error={errors['locale']} value={form.locale} onChange={(e) => edit({ locale: locales.find((l) => l === e.target.value) ?? form.locale })}>
          {locales.map((l) => (
            <option key={l} value={l}>
              {w[`locale.${l}`]}
            </option>
          ))}
        </SelectField>
        <SelectField label={t.organizer} hint={t.organizer_hint} error={errors['organizer']} value={form.organizer} onChange={(e) => edit({ organizer: Number(e.target.value) })}>
          {Array.from({ length: 10 }, (_, i) => (
            <option key={i + 1}>{i + 1}</option>
          ))}
        </SelectField>
        <TextField label={t.first} hint={t.first_hint} {...year('firstYear')} />
        <TextField label={t.last} hint={t.last_hint} {...year('lastYear')} />
        <TextField label={t.built} {...year('builtYear')} />
        <TextField label={t.group} error={errors['group']} autoComplete="off" maxLength={200} value={form.group} onChange={(e) => edit({ group: e.target.value })} />
        <TextField label={t.address} error={errors['address']} autoComplete="off" maxLength={200} value={form.address} onChange={(e) => edit({ address: e.target.value })} />
        <div>
          <label className={s.check}>
            <input type="checkbox" checked={form.isBoarding} onChange={(e) => edit({ isBoarding: e.target.checked })} /> {t.boarding}
          </label>
          <label className={s.check}>
            <input type="checkbox" checked={form.inDenseCore} onChange={(e) => edit({ inDenseCore: e.target.checked })} /> {t.dense}
          </label>
        </div>
        <p>
          <Button look="primary" type="submit" busy={isCreating || isUpdating}>
            {w.save}
          </Button>
        </p>
      </form>
    </Drawer>
  )
}
