import { type ReactNode, type SubmitEvent, Suspense, useState } from 'react'
import { graphql } from '../../gql/index.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { errorCode, errorSentence } from '../../lib/errors.ts'
import { useChange } from '../../lib/graph.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Skeleton } from '../../ui/State.tsx'
import { CodeField } from './CodeField.tsx'
import s from './Factor.module.css'
import { QrCode } from './QrCode.tsx'
import { grouped } from './qr.ts'
import { factorTexts } from './texts.ts'
import { useFocused } from './useFocused.ts'

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

/** Sets up a second factor in two steps: the password for a key, and a code that shows that an app has the key. Below both is the way out. */
export function SetUpFactor({ onDone, children }: { onDone: () => void; children?: ReactNode }) {
  const [key, setKey] = useState<Key | null>(null)
  return key ? (
    <Confirm shown={key} onDone={onDone}>
      {children}
    </Confirm>
  ) : (
    <Prepare onKey={setKey}>{children}</Prepare>
  )
}

function Prepare({ onKey, children }: { onKey: (key: Key) => void; children: ReactNode }) {
  const t = useText(factorTexts)
  const lang = useLang()
  const [{ fetching }, prepare] = useChange(PrepareSecondFactor)
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const { arrive, refocus } = useFocused()

  function refused(why: string) {
    setProblem(why)
    refocus()
  }

  async function submit(e: SubmitEvent) {
    e.preventDefault()
    if (!password) return refused(t.missing)
    const { data, error } = await prepare({ password })
    const got = data?.prepareSecondFactor
    if (error || !got?.secret || !got.uri) return refused(error ? errorSentence(errorCode(error), lang) : (got?.userErrors[0]?.message ?? t.refused))
    onKey({ secret: got.secret, uri: got.uri })
  }

  return (
    <form className={s.form} onSubmit={(e) => void submit(e)} noValidate>
      <p className={s.lead}>{t.what}</p>
      <TextField ref={arrive} error={problem} label={t.password} type="password" autoComplete="current-password" value={password} onChange={(e) => setPassword(e.target.value)} />
      <Button look="primary" type="submit" busy={fetching}>
        {t.begin}
      </Button>
      {children}
    </form>
  )
}

function Confirm({ shown, onDone, children }: { shown: Key; onDone: () => void; children: ReactNode }) {
  const t = useText(factorTexts)
  const lang = useLang()
  const [{ fetching }, confirm] = useChange(ConfirmSecondFactor)
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const { arrive, refocus } = useFocused()

  function refused(why: string) {
    setProblem(why)
    refocus()
  }

  async function submit(e: SubmitEvent) {
    e.preventDefault()
    if (!code.trim()) return refused(t.code_missing)
    const { data, error } = await confirm({ code })
    const got = data?.confirmSecondFactor
    if (got?.userErrors[0]?.code === 'SECOND_FACTOR_WRONG') setCode('')
    if (error || !got?.viewer) return refused(error ? errorSentence(errorCode(error), lang) : (got?.userErrors[0]?.message ?? t.refused))
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
      <CodeField className={s.code} ref={arrive} label={t.code} hint={t.code_hint} error={problem} value={code} onChange={(e) => setCode(e.target.value)} />
      <Button look="primary" type="submit" busy={fetching}>
        {t.confirm}
      </Button>
      {children}
    </form>
  )
}
