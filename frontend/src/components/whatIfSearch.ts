/** What the simulation page keeps in its address. */
export interface WhatIfSearch {
  /** The school whose figures are open. */
  school?: string | undefined
  /** Edition by which the changed county is judged. */
  under?: string | undefined
  /** The changes, as formatChanges writes them. */
  c?: string | undefined
}

const school = /^\d{10}$/

export function whatIfSearch(search: Record<string, unknown>): WhatIfSearch {
  const text = (v: unknown, shape: RegExp) => (typeof v === 'string' || typeof v === 'number') && shape.test(String(v)) ? String(v) : undefined
  return { school: text(search['school'], school), under: text(search['under'], /^[a-z0-9-]{2,40}$/), c: text(search['c'], /^[\w.-]{3,12000}$/) }
}
