import { type SubmitEvent, Suspense, useState } from 'react'
import { graphql } from '../../gql/index.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { errorCode, errorSentence } from '../../lib/errors.ts'
import { useChange } from '../../lib/graph.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Notice, Skeleton } from '../../ui/State.tsx'
import { CodeField, focusOn } from './CodeField.tsx'
import s from './Factor.module.css'
import { QrCode } from './QrCode.tsx'
import { grouped } from './qr.ts'
import { factorTexts } from './texts.ts'

const PrepareSecondFactor = graphql(`
  mutation PrepareSecondFactor($password: String!) {
    prepareSecondFactor(input: { password: $password }) {
      secret
      uri
      userErrors {
        code
        message
      }
    }
  }
`)

const ConfirmSecondFactor = graphql(`
  mutation ConfirmSecondFactor($code: String!) {
    confirmSecondFactor(input: { code: $code }) {
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

interface Key {
  secret: string
  uri: string
}

/** Sets up a second factor in two steps: the password for a key, and a code that shows that an app has the key. */
export function SetUpFactor({ onDone }: { onDone: () => void }) {
  const [key, setKey] = useState<Key | null>(null)
  return key ? <Confirm shown={key} onAgain={() => setKey(null)} onDone={onDone} /> : <Prepare onKey={setKey} />
}

function Prepare({ onKey }: { onKey: (key: Key) => void }) {
  const t = useText(factorTexts)
  const lang = useLang()
  const [{ fetching }, prepare] = useChange(PrepareSecondFactor)
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  async function submit(e: SubmitEvent) {
    e.preventDefault()
    if (!password) return setProblem(t.missing)
    const { data, error } = await prepare({ password })
    const got = data?.prepareSecondFactor
    if (error || !got?.secret || !got.uri) return setProblem(error ? errorSentence(errorCode(error), lang) : (got?.userErrors[0]?.message ?? t.refused))
    onKey({ secret: got.secret, uri: got.uri })
  }

  return (
    <form className={s.form} onSubmit={(e) => void submit(e)} noValidate>
      <p className={s.lead}>{t.what}</p>
      {problem && <Notice tone="error">{problem}</Notice>}
      <TextField ref={focusOn} label={t.password} type="password" autoComplete="current-password" value={password} onChange={(e) => setPassword(e.target.value)} />
      <Button look="primary" type="submit" busy={fetching}>
        {t.begin}
      </Button>
    </form>
  )
}

function Confirm({ shown, onAgain, onDone }: { shown: Key; onAgain: () => void; onDone: () => void }) {
  const t = useText(factorTexts)
  const lang = useLang()
  const [{ fetching }, confirm] = useChange(ConfirmSecondFactor)
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  async function submit(e: SubmitEvent) {
    e.preventDefault()
    if (!code.trim()) return setProblem(t.code_missing)
    const { data, error } = await confirm({ code })
    const got = data?.confirmSecondFactor
    if (error || !got?.viewer) return setProblem(error ? errorSentence(errorCode(error), lang) : (got?.userErrors[0]?.message ?? t.refused))
    onDone()
  }

  return (
    <form className={s.form} onSubmit={(e) => void submit(e)} noValidate>
      <div className={s.show}>
        <Suspense fallback={<Skeleton height={184} label={t.qr} />}>
          <QrCode text={shown.uri} label={t.qr} />
        </Suspense>
        <div className={s.way}>
          <p>
            {t.scan}
            <code className={s.secret}>{grouped(shown.secret)}</code>
          </p>
          <p className={s.lead}>{t.once}</p>
          <a href={shown.uri}>{t.open}</a>
        </div>
      </div>
      <CodeField className={s.code} ref={focusOn} label={t.code} hint={t.code_hint} error={problem} value={code} onChange={(e) => setCode(e.target.value)} />
      <Button look="primary" type="submit" busy={fetching}>
        {t.confirm}
      </Button>
      <Button look="quiet" onClick={onAgain}>
        {t.again}
      </Button>
    </form>
  )
}
