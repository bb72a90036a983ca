import { useState } from 'react'
import { PasswordForm } from '../../components/PasswordForm.tsx'
import { usePreferences } from '../../components/preferences.ts'
import { SignOutButton } from '../../components/SignOutButton.tsx'
import { useText } from '../../i18n/text.ts'
import { session } from '../../lib/client.ts'
import { useTitle } from '../../lib/useTitle.ts'
import { Card } from '../../ui/Card.tsx'
import { Notice } from '../../ui/State.tsx'
import { FactorCard } from './FactorCard.tsx'
import s from './SettingsPage.module.css'
import { settingsTexts } from './texts.ts'

export function SettingsPage() {
  const t = useText(settingsTexts)
  const { lang, setLang, theme, setTheme } = usePreferences()
  const [isChanged, setChanged] = useState(false)
  useTitle(t.title)
  return (
    <div className={s.page}>
      <h1>{t.title}</h1>
      <Card title={t.look}>
        <fieldset className={s.choice}>
          <legend>{t.lang}</legend>
          <label lang="zh-CN">
            <input type="radio" name="lang" checked={lang === 'zh'} onChange={() => setLang('zh')} /> 中文
          </label>
          <label lang="en">
            <input type="radio" name="lang" checked={lang === 'en'} onChange={() => setLang('en')} /> English
          </label>
        </fieldset>
        <fieldset className={s.choice}>
          <legend>{t.theme}</legend>
          {(['light', 'dark'] as const).map((x) => (
            <label key={x}>
              <input type="radio" name="theme" checked={theme === x} onChange={() => setTheme(x)} /> {t[x]}
            </label>
          ))}
        </fieldset>
      </Card>
      <Card title={t.password}>
        <div className={s.stack}>
          {isChanged && <Notice tone="good">{t.password_done}</Notice>}
          <PasswordForm
            onDone={(accessToken, expiresAt) => {
              session.begin(accessToken, expiresAt)
              setChanged(true)
            }}
          />
        </div>
      </Card>
      <FactorCard />
      <Card title={t.sessions}>
        <p className={s.out}>
          <SignOutButton />
        </p>
        <p className={s.lead}>{t.sessions_lead}</p>
        <SignOutButton everywhere />
      </Card>
    </div>
  )
}
