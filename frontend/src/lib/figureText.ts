/** What a typed text comes to: a value for the API (null clears it), or the kind of mistake. */
export type Parsed = { value: number | string | null } | { mistake: 'whole' | 'decimal' | 'least' | 'most' }

interface Field {
  type: string
  min?: string | null | undefined
  max?: string | null | undefined
}

/** Folds full-width digits and drops thousands commas and spaces, as people paste them from sheets. */
export function normalise(text: string): string {
  return text
    .replace(/[０-９．－，]/g, (c) => ({ '．': '.', '－': '-', '，': ',' })[c] ?? String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[,\s]/g, '')
}

/** Reads one figure by its type and bounds in the dictionary. Decimals stay text, so that nothing is rounded. */
export function parseFigure(text: string, field: Field): Parsed {
  const plain = normalise(text)
  if (plain === '') return { value: null }
  if (field.type === 'INT' || field.type === 'YEAR') {
    if (!/^\d{1,9}$/.test(plain)) return { mistake: 'whole' }
  } else if (!/^\d{1,14}(\.\d{1,4})?$/.test(plain)) return { mistake: 'decimal' }
  if (field.min && Number(plain) < Number(field.min)) return { mistake: 'least' }
  if (field.max && Number(plain) > Number(field.max)) return { mistake: 'most' }
  return { value: field.type === 'INT' || field.type === 'YEAR' ? Number(plain) : plain }
}

/** Whether two texts mean the same figure. */
export function sameFigure(a: string | null, b: string | null): boolean {
  const x = normalise(a ?? '')
  const y = normalise(b ?? '')
  return x === y || (x !== '' && y !== '' && Number(x) === Number(y))
}
