interface Item {
  kind: string
  school: { code: string; name: string }
}

export interface Group<T> {
  key: string
  items: T[]
}

/** Items by school, in the order in which they came, or by kind, the commonest first. */
export function groups<T extends Item>(items: readonly T[], by: 'school' | 'kind'): Group<T>[] {
  const found = new Map<string, T[]>()
  for (const item of items) {
    const key = by === 'school' ? item.school.code : item.kind
    found.set(key, [...(found.get(key) ?? []), item])
  }
  const list = [...found].map(([key, of]) => ({ key, items: of }))
  return by === 'school' ? list : list.toSorted((a, b) => b.items.length - a.items.length)
}
