import { createContext, useContext } from 'react'

/** Which county and year the pages speak of, and which there are to choose from. */
export interface Scope {
  region: string
  year: number
  counties: readonly { code: string; name: string }[]
  years: readonly number[]
  isDemo: boolean
}

export const ScopeContext = createContext<Scope | null>(null)

export function useScope(): Scope {
  const scope = useContext(ScopeContext)
  if (!scope) throw new Error('useScope is used outside the shell')
  return scope
}
