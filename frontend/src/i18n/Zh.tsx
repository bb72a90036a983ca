import { langOf, useLang } from './text.ts'

/** A Chinese name or official text that has no translation: read as Chinese inside the English interface. */
export function Zh({ children }: { children: string }) {
  const lang = useLang()
  return lang === 'en' && langOf(children) ? <span lang="zh-CN">{children}</span> : <>{children}</>
}
