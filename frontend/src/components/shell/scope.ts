import { createContext, useContext } from 'react'

/** A county that the person may see, and the years it has results for, newest first. */
export interface County {
  code: string
  name: string
  isDemo: boolean
  assessedYears: readonly number[]
}

/** Which county and year the pages speak of, and which there are to choose from. */
export interface Scope {
  region: string
  year: number
  name: string
  /** The first hundred by code. */
  counties: readonly County[]
  /** There are more than those. */
  hasMore: boolean
  years: readonly number[]
  isDemo: boolean
}

export interface Choice {
  counties: readonly County[]
  hasMore: boolean
  /** The county of the address, where it is none of the first hundred. */
  asked: County | null
  /** The first county that has results. */
  assessed: County | null
  /** The county of the person's own school. */
  home: string | undefined
  search: { region?: string | undefined; year?: number | undefined }
}

/** What the address asks for; else the own county, the first with results, or any; and its newest year with results. */
export function scopeOf({ counties, hasMore, asked, assessed, home, search }: Choice, thisYear: number): Scope {
  const at = (code: string | undefined) => counties.find((c) => c.code === code)
  const county = at(search.region) ?? (asked?.code === search.region ? asked : null) ?? at(home) ?? assessed ?? counties[0]
  const years = county?.assessedYears ?? []
  return { region: county?.code ?? home ?? '', name: county?.name ?? '', year: search.year ?? years[0] ?? thisYear, counties, hasMore, years, isDemo: county?.isDemo ?? false }
}

export const ScopeContext = createContext<Scope | null>(null)

export function useScope(): Scope {
  const scope = useContext(ScopeContext)
  if (!scope) throw new Error('useScope is used outside the shell')
  return scope
}
