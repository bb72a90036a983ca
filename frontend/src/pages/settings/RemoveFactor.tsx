import { type ReactNode, type SubmitEvent, useRef, useState } from 'react'
import { CodeField } from '../../components/factor/CodeField.tsx'
import s from '../../components/factor/Factor.module.css'
import { factorTexts } from '../../components/factor/texts.ts'
import { useFocused } from '../../components/factor/useFocused.ts'
import { graphql } from '../../gql/index.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { errorCode, errorSentence } from '../../lib/errors.ts'
import { useChange } from '../../lib/graph.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { settingsTexts } from './texts.ts'

const RemoveSecondFactor = graphql(`
  mutation RemoveSecondFactor($password: String!, $code: String!) {
    removeSecondFactor(input: { password: $password, code: $code }) {
      viewer {
        id
        hasSecondFactor
        mustSetSecondFactor
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`)

/** Takes the second factor away, for the password and a code. Below is the way out. */
export function RemoveFactor({ onDone, children }: { onDone: (mustSetAnother: boolean) => void; children: ReactNode }) {
  const t = useText(factorTexts)
  const own = useText(settingsTexts)
  const lang = useLang()
  const [{ fetching }, remove] = useChange(RemoveSecondFactor)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<{ at: 'password' | 'code'; why: string } | null>(null)
  const { arrive, refocus } = useFocused()
  const codeField = useRef<HTMLInputElement>(null)

  function refused(at: 'password' | 'code', why: string) {
    setProblem({ at, why })
    if (at === 'code') codeField.current?.focus()
    else refocus()
  }

  async function submit(e: SubmitEvent) {
    e.preventDefault()
    if (!password) return refused('password', t.missing)
    if (!code.trim()) return refused('code', t.code_missing)
    const { data, error } = await remove({ password, code })
    const got = data?.removeSecondFactor
    if (error) return refused('code', errorSentence(errorCode(error), lang))
    const wrong = got?.userErrors[0]
    if (wrong?.code === 'SECOND_FACTOR_WRONG') setCode('')
    if (!got?.viewer) return refused(wrong?.field?.includes('password') ? 'password' : 'code', wrong?.message ?? t.refused)
    onDone(got.viewer.mustSetSecondFactor)
  }

  return (
    <form className={s.form} onSubmit={(e) => void submit(e)} noValidate>
      <TextField ref={arrive} error={problem?.at === 'password' ? problem.why : null} label={t.password} type="password" autoComplete="current-password" value={password} onChange={(e) => setPassword(e.target.value)} />
      <CodeField className={s.code} ref={codeField} error={problem?.at === 'code' ? problem.why : null} label={t.code} hint={t.code_hint} value={code} onChange={(e) => setCode(e.target.value)} />
      <Button look="danger" type="submit" busy={fetching}>
        {own.factor_remove}
      </Button>
      {children}
    </form>
  )
}
