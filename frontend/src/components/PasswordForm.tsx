import { type SubmitEvent, useState } from 'react'
import { graphql } from '../gql/index.ts'
import { useLang, useText } from '../i18n/text.ts'
import { errorCode, errorSentence } from '../lib/errors.ts'
import { useChange } from '../lib/graph.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/Field.tsx'
import { Notice } from '../ui/State.tsx'
import s from './PasswordForm.module.css'
import { passwordTexts } from './passwordTexts.ts'

const ChangePassword = graphql(`
  mutation ChangePassword($current: String!, $fresh: String!) {
    changePassword(input: { currentPassword: $current, newPassword: $fresh }) {
      accessToken
      expiresAt
      userErrors {
        code
        message
        field
      }
    }
  }
`)

/** Changes the password; the answer begins a new session in place of the old one. */
export function PasswordForm({ onDone }: { onDone: (accessToken: string, expiresAt: string) => void }) {
  const t = useText(passwordTexts)
  const lang = useLang()
  const [{ fetching }, change] = useChange(ChangePassword)
  const [current, setCurrent] = useState('')
  const [fresh, setFresh] = useState('')
  const [again, setAgain] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  async function submit(e: SubmitEvent) {
    e.preventDefault()
    if (fresh !== again) return setProblem(t.differ)
    const { data, error } = await change({ current, fresh })
    if (error) return setProblem(errorSentence(errorCode(error), lang))
    const got = data?.changePassword
    if (!got?.accessToken || !got.expiresAt) return setProblem(got?.userErrors[0]?.message ?? t.refused)
    setCurrent('')
    setFresh('')
    setAgain('')
    onDone(got.accessToken, got.expiresAt)
  }

  return (
    <form className={s.form} onSubmit={(e) => void submit(e)} noValidate>
      {problem && <Notice tone="error">{problem}</Notice>}
      <TextField label={t.current} type="password" autoComplete="current-password" value={current} onChange={(e) => setCurrent(e.target.value)} />
      <TextField label={t.fresh} hint={t.hint} type="password" autoComplete="new-password" value={fresh} onChange={(e) => setFresh(e.target.value)} />
      <TextField label={t.again} type="password" autoComplete="new-password" value={again} onChange={(e) => setAgain(e.target.value)} />
      <Button look="primary" type="submit" busy={fetching}>
        {t.submit}
      </Button>
    </form>
  )
}
