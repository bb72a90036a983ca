import { type SubmitEvent, useState } from 'react'
import { CodeField, focusOn } from '../../components/factor/CodeField.tsx'
import s from '../../components/factor/Factor.module.css'
import { factorTexts } from '../../components/factor/texts.ts'
import { graphql } from '../../gql/index.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { errorCode, errorSentence } from '../../lib/errors.ts'
import { useChange } from '../../lib/graph.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Notice } from '../../ui/State.tsx'
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
      }
    }
  }
`)

/** Takes the second factor away, for the password and a code. */
export function RemoveFactor({ onDone }: { onDone: (mustSetAnother: boolean) => void }) {
  const t = useText(factorTexts)
  const own = useText(settingsTexts)
  const lang = useLang()
  const [{ fetching }, remove] = useChange(RemoveSecondFactor)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  async function submit(e: SubmitEvent) {
    e.preventDefault()
    if (!password || !code.trim()) return setProblem(own.factor_missing)
    const { data, error } = await remove({ password, code })
    const got = data?.removeSecondFactor
    if (error || !got?.viewer) return setProblem(error ? errorSentence(errorCode(error), lang) : (got?.userErrors[0]?.message ?? t.refused))
    onDone(got.viewer.mustSetSecondFactor)
  }

  return (
    <form className={s.form} onSubmit={(e) => void submit(e)} noValidate>
      {problem && <Notice tone="error">{problem}</Notice>}
      <TextField ref={focusOn} label={t.password} type="password" autoComplete="current-password" value={password} onChange={(e) => setPassword(e.target.value)} />
      <CodeField className={s.code} label={t.code} hint={t.code_hint} value={code} onChange={(e) => setCode(e.target.value)} />
      <Button look="danger" type="submit" busy={fetching}>
        {own.factor_remove}
      </Button>
    </form>
  )
}
