import { useLang } from './text.ts'

const han = /\p{Script=Han}/u

/** A Chinese name or official text that has no translation: read as Chinese inside the English interface. */
export function Zh({ children }: { children: string }) {
  const lang = useLang()
  return lang === 'en' && han.test(children) ? <span lang="zh-CN">{children}</span> : <>{children}</>
}
