import { useNavigate, useSearch } from '@tanstack/react-router'
import { type SubmitEvent, useCallback, useRef, useState } from 'react'
import { CodeField } from '../../components/factor/CodeField.tsx'
import { useFocused } from '../../components/factor/useFocused.ts'
import { usePreferences } from '../../components/preferences.ts'
import { useBeginSession } from '../../components/SignInContext.ts'
import { graphql } from '../../gql/index.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { errorCode, errorSentence } from '../../lib/errors.ts'
import { useChange } from '../../lib/graph.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Notice } from '../../ui/State.tsx'
import s from './SignInPage.module.css'
import { signInTexts } from './texts.ts'

const SignIn = graphql(`
  mutation SignIn($username: String!, $password: String!, $code: String) {
    signIn(input: { username: $username, password: $password, code: $code }) {
      accessToken
      expiresAt
      viewer {
        id
        mustChangePassword
        mustSetSecondFactor
      }
      userErrors {
        code
        message
      }
    }
  }
`)

export function SignInPage() {
  const t = useText(signInTexts)
  const lang = useLang()
  const { setLang } = usePreferences()
  const begin = useBeginSession()
  const navigate = useNavigate()
  const { next } = useSearch({ from: '/sign-in' })
  const [{ fetching }, signIn] = useChange(SignIn)
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  // Null until the right password was given for an account with a second factor.
  const [code, setCode] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  const { arrive, refocus } = useFocused()
  // Whoever comes back from the second step has lost the focus with it; whoever opens the page may read first.
  const wasSecond = useRef(false)
  const comeBack = useCallback((e: HTMLInputElement | null) => {
    if (wasSecond.current) e?.focus()
  }, [])

  async function submit(e: SubmitEvent) {
    e.preventDefault()
    if (!username.trim() || !password) return setProblem(t.missing)
    if (code?.trim() === '') return refused({ code: '', message: t.code_missing })
    const { data, error } = await signIn({ username: username.trim(), password, code })
    if (error) return refused({ code: errorCode(error), message: errorSentence(errorCode(error), lang) })
    const got = data?.signIn
    if (!got?.accessToken || !got.expiresAt) return refused(got?.userErrors[0])
    begin(got.accessToken, got.expiresAt)
    await navigate({ href: got.viewer?.mustChangePassword ? paths.password : got.viewer?.mustSetSecondFactor ? paths.secondFactor : (next ?? '/'), replace: true })
  }

  function refused(why: { code: string; message: string } | undefined) {
    const asksForCode = why?.code === 'SECOND_FACTOR_REQUIRED'
    setProblem(asksForCode ? null : (why?.message ?? t.refused))
    if (asksForCode || why?.code === 'SECOND_FACTOR_WRONG') setCode('')
    else if (why?.code === 'SIGN_IN_REFUSED') setCode(null)
    if (asksForCode) wasSecond.current = true
    refocus()
  }

  function back() {
    setCode(null)
    setPassword('')
    setProblem(null)
  }

  const other = lang === 'zh' ? 'en' : 'zh'
  // What the server said was said in the other language.
  function speak() {
    setLang(other)
    setProblem(null)
  }

  return (
    <main className={s.page}>
      <section className={s.side} aria-hidden="true">
        <span className={s.seal} lang="zh-CN">
          均
        </span>
        <p className={s.motto}>{t.motto}</p>
        <ol className={s.questions}>
          <li>{t.first}</li>
          <li>{t.second}</li>
          <li>{t.third}</li>
        </ol>
      </section>
      <form className={s.form} onSubmit={(e) => void submit(e)} noValidate>
        <h1>{t.title}</h1>
        <p className={s.lead}>{code === null ? t.lead : t.code_lead(username.trim())}</p>
        {problem && code === null && <Notice tone="error">{problem}</Notice>}
        {code === null ? (
          <>
            <TextField ref={comeBack} label={t.username} name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} value={username} onChange={(e) => setUsername(e.target.value)} required />
            <TextField label={t.password} name="password" type="password" autoComplete="current-password" value={password} onChange={(e) => setPassword(e.target.value)} required />
          </>
        ) : (
          <CodeField ref={arrive} label={t.code} hint={t.code_hint} error={problem} value={code} onChange={(e) => setCode(e.target.value)} />
        )}
        <Button look="primary" type="submit" busy={fetching}>
          {t.submit}
        </Button>
        {code !== null && (
          <Button look="quiet" onClick={back}>
            {t.back}
          </Button>
        )}
        <button type="button" className={s.lang} lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={speak}>
          {other === 'zh' ? '中文' : 'English'}
        </button>
      </form>
    </main>
  )
}
