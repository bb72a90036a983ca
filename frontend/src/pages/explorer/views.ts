import type { ExplorerSearch } from '../../components/explorerSearch.ts'
import { explorerSearch } from '../../components/explorerSearch.ts'
import { recall, remember } from '../../lib/preference.ts'

/** A view is a name and the conditions of an address. */
export interface SavedView {
  name: string
  search: ExplorerSearch
}

export const builtIn = {
  all: {},
  pe: { stage: 'JUNIOR', focus: 'R3', where: 'R3:NEAR+UNMET', sort: 'R3.a', dir: 'asc' },
  near: { verdict: 'PASS', met: '-6', sort: 'met', dir: 'asc' },
  failed: { verdict: 'FAIL', sort: 'met', dir: 'asc' },
  rural: { locale: 'RURAL', students: '-200', sort: 'students', dir: 'asc' },
} as const satisfies Record<string, ExplorerSearch>

export const builtInKeys = ['all', 'pe', 'near', 'failed', 'rural'] as const

export function savedViews(): SavedView[] {
  try {
    const kept: unknown = JSON.parse(recall('views') ?? '[]')
    if (!Array.isArray(kept)) return []
    return kept.flatMap((v: unknown) => (typeof v === 'object' && v !== null && 'name' in v && 'search' in v && typeof v.search === 'object' && v.search !== null ? [{ name: String(v.name), search: explorerSearch({ ...v.search }) }] : []))
  } catch {
    return []
  }
}

export function keepViews(views: readonly SavedView[]): void {
  remember('views', JSON.stringify(views))
}

const keys: (keyof ExplorerSearch)[] = ['q', 'stage', 'kind', 'locale', 'ownership', 'group', 'county', 'verdict', 'met', 'students', 'focus', 'where', 'sort', 'dir', 'cols']

/** Whether two addresses show the same. */
export function isSame(a: ExplorerSearch, b: ExplorerSearch): boolean {
  return keys.every((k) => (a[k] ?? '') === (b[k] ?? ''))
}

/** An address with every condition of another and none of its own. */
export function only(search: ExplorerSearch): ExplorerSearch {
  return Object.fromEntries(keys.map((k) => [k, search[k]])) as ExplorerSearch // the keys are those of the type
}
