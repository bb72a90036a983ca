import { createContext, useContext } from 'react'

export type Lang = 'zh' | 'en'

/** What a text may be: a sentence, or a function of the numbers and names that stand in it. */
type Text = string | ((...values: never[]) => unknown)

type Translation<Z extends Record<string, Text>> = {
  [K in keyof Z]: Z[K] extends (...values: infer V) => infer R ? (...values: V) => R : string
}

export interface Texts<T> {
  zh: T
  en: T
}

/**
 * Declares the texts of one page in both languages. A key or a parameter that the English side lacks does not compile,
 * and the texts load with the page that says them.
 */
export function texts<Z extends Record<string, Text>>(zh: Z, en: Translation<Z>): Texts<Translation<Z>> {
  return { zh: zh as unknown as Translation<Z>, en } // the same shape; only literal types differ
}

/** English only: a count with its noun, such as 1 pupil, 2,000 pupils. The plural is given where it is not the noun and an s. */
export function plural(n: number | string, one: string, many = `${one}s`): string {
  return `${typeof n === 'number' ? n.toLocaleString('en') : n} ${String(n) === '1' ? one : many}`
}

export const LangContext = createContext<Lang>('zh')

export function useLang(): Lang {
  return useContext(LangContext)
}

export function useText<T>(t: Texts<T>): T {
  return t[useContext(LangContext)]
}

/** The language of a text that somebody wrote, where it is Chinese. */
export const langOf = (text: string) => (/\p{Script=Han}/u.test(text) ? 'zh-CN' : undefined)
