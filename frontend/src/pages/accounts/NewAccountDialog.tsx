import { type SubmitEvent, useState } from 'react'
import { CountyPicker } from '../../components/shell/CountyPicker.tsx'
import { useScope } from '../../components/shell/scope.ts'
import { words } from '../../components/words.ts'
import type { Role } from '../../gql/graphql.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { errorCode, errorSentence } from '../../lib/errors.ts'
import { useChange } from '../../lib/graph.ts'
import { Button } from '../../ui/Button.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { Notice } from '../../ui/State.tsx'
import s from './AccountsPage.module.css'
import { CreateAccount } from './documents.ts'
import { accountTexts } from './texts.ts'

const roles: readonly Role[] = ['SCHOOL', 'INSPECTOR', 'BUREAU']

export function NewAccountDialog({ onClose, onDone }: { onClose: () => void; onDone: (name: string, password: string) => void }) {
  const t = useText(accountTexts)
  const w = useText(words)
  const lang = useLang()
  const { counties, hasMore, region, name: here } = useScope()
  const [{ fetching }, create] = useChange(CreateAccount)
  const [username, setUsername] = useState('')
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('SCHOOL')
  const [regions, setRegions] = useState<readonly string[]>([region])
  const [found, setFound] = useState([{ code: region, name: here }])
  const [school, setSchool] = useState('')
  const [errors, setErrors] = useState<Record<string, string>>({})

  async function submit(e: SubmitEvent) {
    e.preventDefault()
    const { data, error } = await create({
      input: { username: username.trim(), name: name.trim() || null, role, ...(role === 'SCHOOL' ? { schoolCode: school.trim() } : { regionCodes: [...regions] }) },
    })
    if (error) return setErrors({ '': errorSentence(errorCode(error), lang) })
    const got = data?.createAccount
    if (got?.account && got.password) return onDone(got.account.username, got.password)
    setErrors(Object.fromEntries((got?.userErrors ?? []).map((u) => [u.field?.at(-1) ?? '', u.message])))
  }

  const known = ['username', 'name', 'schoolCode']
  const general = Object.entries(errors).find(([field]) => !known.includes(field))?.[1]
  return (
    <Drawer title={t.add} closeLabel={w.close} onClose={onClose} look="centre">
      <form className={s.form} onSubmit={(e) => void submit(e)} noValidate>
        {general && <Notice tone="error">{general}</Notice>}
        <TextField label={t.username} hint={t.username_hint} error={errors['username']} autoCapitalize="none" spellCheck={false} autoComplete="off" value={username} onChange={(e) => setUsername(e.target.value)} />
        <TextField label={t.name} error={errors['name']} autoComplete="off" value={name} onChange={(e) => setName(e.target.value)} />
        <SelectField label={t.role} value={role} onChange={(e) => setRole(roles.find((r) => r === e.target.value) ?? 'SCHOOL')}>
          {roles.map((r) => (
            <option key={r} value={r}>
              {w[`role.${r}`]}
            </option>
          ))}
        </SelectField>
        {role === 'SCHOOL' ? (
          <TextField label={t.school} hint={t.school_hint} error={errors['schoolCode']} inputMode="numeric" autoComplete="off" value={school} onChange={(e) => setSchool(e.target.value)} />
        ) : (
          <fieldset className={s.regions}>
            <legend>{t.regions}</legend>
            {hasMore && (
              <CountyPicker
                name=""
                onChoose={(c) => {
                  setFound((old) => [...old.filter((x) => x.code !== c.code), c])
                  setRegions(role === 'BUREAU' ? [c.code] : [...regions.filter((x) => x !== c.code), c.code])
                }}
              />
            )}
            {(hasMore ? found : counties).map((c) => (
              <label key={c.code} lang="zh-CN">
                <input
                  type={role === 'BUREAU' ? 'radio' : 'checkbox'}
                  name="regions"
                  checked={regions.includes(c.code)}
                  onChange={(e) => setRegions(role === 'BUREAU' ? [c.code] : e.target.checked ? [...regions, c.code] : regions.filter((x) => x !== c.code))}
                />
                {c.name}
              </label>
            ))}
          </fieldset>
        )}
        <Button look="primary" type="submit" busy={fetching}>
          {t.add}
        </Button>
      </form>
    </Drawer>
  )
}
