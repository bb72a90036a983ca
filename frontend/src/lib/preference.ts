/** A choice that this browser remembers. A browser that forbids storage only forgets it. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(`junheng.${key}`)
  } catch {
    return null
  }
}

export function remember(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`junheng.${key}`)
    else localStorage.setItem(`junheng.${key}`, value)
  } catch {
    // Storage is full or forbidden: the choice holds until the page closes.
  }
}

/** Forgets everything that is kept under such a key. */
export function forget(keys: RegExp): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith('junheng.') && keys.test(key.slice('junheng.'.length))) localStorage.removeItem(key)
  } catch {
    // Storage is forbidden: there is nothing to forget.
  }
}
