import { RouterProvider } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { Provider } from 'urql'
import { PreferencesContext, type Theme } from './components/preferences.ts'
import { SignInContext } from './components/SignInContext.ts'
import { type Lang, LangContext } from './i18n/text.ts'
import { newCache } from './lib/cache.ts'
import { newClient, session } from './lib/client.ts'
import { recall, remember } from './lib/preference.ts'
import { newRouter } from './routes.tsx'

const router = newRouter()

function firstTheme(): Theme {
  const kept = recall('theme')
  if (kept === 'dark' || kept === 'light') return kept
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

export function App() {
  const [lang, setLang] = useState<Lang>(recall('lang') === 'en' ? 'en' : 'zh')
  const [theme, setTheme] = useState<Theme>(firstTheme)
  const [person, setPerson] = useState(0)
  // oxlint-disable-next-line react/exhaustive-deps -- another person gets a client and a cache of their own
  const client = useMemo(() => newClient(newCache()), [person])

  // The document's own attributes lie outside React.
  useEffect(() => {
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en'
    document.documentElement.dataset['theme'] = theme
  }, [lang, theme])

  // The session ends outside React: by a refusal of the server or in another part of the page.
  useEffect(() => session.onEnd(() => setPerson((n) => n + 1)), [])

  const begin = useCallback((accessToken: string, expiresAt: string) => {
    session.begin(accessToken, expiresAt)
    setPerson((n) => n + 1)
  }, [])

  const preferences = useMemo(
    () => ({
      lang,
      theme,
      setLang: (l: Lang) => {
        remember('lang', l)
        setLang(l)
      },
      setTheme: (t: Theme) => {
        remember('theme', t)
        setTheme(t)
      },
    }),
    [lang, theme],
  )

  return (
    <LangContext value={lang}>
      <PreferencesContext value={preferences}>
        <SignInContext value={begin}>
          <Provider value={client} key={person}>
            <RouterProvider router={router} />
          </Provider>
        </SignInContext>
      </PreferencesContext>
    </LangContext>
  )
}
