import { forget, recall, remember } from '../../lib/preference.ts'

export type Draft = Readonly<Record<string, string>>

/** Where one account's unsaved figures of a school and year are kept: whoever signs in next on this computer has their own. */
export function draftKey(viewer: string, code: string, year: number): string {
  return `draft.${viewer}.${code}.${year}`
}

export function keptDraft(key: string): Draft {
  try {
    const kept: unknown = JSON.parse(recall(key) ?? '{}')
    return typeof kept === 'object' && kept !== null ? Object.fromEntries(Object.entries(kept).filter((e): e is [string, string] => typeof e[1] === 'string')) : {}
  } catch {
    return {}
  }
}

export function keepDraft(key: string, open: readonly (readonly [string, string])[]): void {
  remember(key, open.length > 0 ? JSON.stringify(Object.fromEntries(open)) : null)
}

/** Drafts were once kept without an account: nobody can tell whose they are. */
export function dropNameless(): void {
  forget(/^draft\.\d{10}\.\d{4}$/)
}
