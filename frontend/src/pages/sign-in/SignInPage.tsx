import { useNavigate, useSearch } from '@tanstack/react-router'
import { type SubmitEvent, useState } from 'react'
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
  mutation SignIn($username: String!, $password: String!) {
    signIn(input: { username: $username, password: $password }) {
      accessToken
      expiresAt
      viewer {
        id
        mustChangePassword
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
  const [problem, setProblem] = useState<string | null>(null)

  async function submit(e: SubmitEvent) {
    e.preventDefault()
    if (!username.trim() || !password) return setProblem(t.missing)
    const { data, error } = await signIn({ username: username.trim(), password })
    if (error) return setProblem(errorSentence(errorCode(error), lang))
    const got = data?.signIn
    if (!got?.accessToken || !got.expiresAt) return setProblem(got?.userErrors[0]?.message ?? t.refused)
    begin(got.accessToken, got.expiresAt)
    await navigate({ href: got.viewer?.mustChangePassword ? paths.password : (next ?? '/'), replace: true })
  }

  const other = lang === 'zh' ? 'en' : 'zh'
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
        <p className={s.lead}>{t.lead}</p>
        {problem && <Notice tone="error">{problem}</Notice>}
        <TextField label={t.username} name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} value={username} onChange={(e) => setUsername(e.target.value)} required />
        <TextField label={t.password} name="password" type="password" autoComplete="current-password" value={password} onChange={(e) => setPassword(e.target.value)} required />
        <Button look="primary" type="submit" busy={fetching}>
          {t.submit}
        </Button>
        <button type="button" className={s.lang} lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => setLang(other)}>
          {other === 'zh' ? '中文' : 'English'}
        </button>
      </form>
    </main>
  )
}
