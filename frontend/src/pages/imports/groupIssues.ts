interface Issue {
  code: string
  sheet: string
  row: number
  column?: string | null | undefined
}

/** Findings grouped by kind, the most frequent kind first; inside by sheet, row and column. */
export function groupIssues<T extends Issue>(issues: readonly T[]): { code: string; issues: T[] }[] {
  const groups = new Map<string, T[]>()
  for (const i of issues) groups.set(i.code, [...(groups.get(i.code) ?? []), i])
  const place = (i: Issue) => [i.sheet, String(i.row).padStart(7, '0'), (i.column ?? '').padStart(3)].join('\0')
  return [...groups]
    .map(([code, list]) => ({ code, issues: list.toSorted((a, b) => (place(a) < place(b) ? -1 : 1)) }))
    .toSorted((a, b) => b.issues.length - a.issues.length)
}
