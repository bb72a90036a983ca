import { createContext, useContext } from 'react'
import type { Lang } from '../i18n/text.ts'

export type Theme = 'light' | 'dark'

export interface Preferences {
  lang: Lang
  setLang: (lang: Lang) => void
  theme: Theme
  setTheme: (theme: Theme) => void
}

export const PreferencesContext = createContext<Preferences>({ lang: 'zh', setLang: () => undefined, theme: 'light', setTheme: () => undefined })

export function usePreferences(): Preferences {
  return useContext(PreferencesContext)
}
