import type { ChangeInput, Stage } from '../gql/graphql.ts'

/** One step of a simulation, as the page keeps it. */
export type Change =
  | { kind: 'figure'; school: string; key: string; value: string | null }
  | { kind: 'move'; from: string; to: string; indicator: string; stage: Stage | null; count: number }
  | { kind: 'close'; school: string; into: string | null }
  | { kind: 'merge'; school: string; into: string }

const school = /^\d{10}$/
const most = 200

/**
 * Changes in an address, joined by "-": f.school.key.value, m.R3P.from.to.count, c.school.into, g.school.into. A school of the
 * county is its last four digits, a decimal point is "_", a figure that is not reported is empty.
 */
export function formatChanges(changes: readonly Change[], region: string): string | undefined {
  const short = (code: string) => (code.startsWith(region) ? code.slice(region.length) : code)
  const parts = changes.map((c) => {
    switch (c.kind) {
      case 'figure':
        return `f.${short(c.school)}.${c.key}.${(c.value ?? '').replace('.', '_')}`
      case 'move':
        return `m.${c.indicator}${c.stage?.slice(0, 1) ?? ''}.${short(c.from)}.${short(c.to)}.${c.count}`
      case 'close':
        return `c.${short(c.school)}.${c.into ? short(c.into) : ''}`
      default:
        return `g.${short(c.school)}.${short(c.into)}`
    }
  })
  return parts.length > 0 ? parts.join('-') : undefined
}

/** The changes that an address means; what it garbles is left out. */
export function parseChanges(text: string | undefined, region: string): Change[] {
  const full = (code: string | undefined) => (code?.length === 4 ? region + code : (code ?? ''))
  return (text ?? '')
    .split('-')
    .slice(0, most)
    .flatMap((part): Change[] => {
      const [kind, a, b = '', d = '', e = ''] = part.split('.')
      if (kind === 'f' && school.test(full(a)) && /^[a-z]\w{1,60}$/.test(b) && /^(\d{1,14}(_\d{1,4})?)?$/.test(d)) {
        return [{ kind: 'figure', school: full(a), key: b, value: d === '' ? null : d.replace('_', '.') }]
      }
      if (kind === 'm' && /^R[123][PJ]?$/.test(a ?? '') && school.test(full(b)) && school.test(full(d)) && /^\d{1,5}$/.test(e)) {
        const stage = a?.[2] === 'P' ? 'PRIMARY' : a?.[2] === 'J' ? 'JUNIOR' : null
        return [{ kind: 'move', indicator: (a ?? '').slice(0, 2), stage, from: full(b), to: full(d), count: Number(e) }]
      }
      if (kind === 'c' && school.test(full(a)) && (b === '' || school.test(full(b)))) return [{ kind: 'close', school: full(a), into: b === '' ? null : full(b) }]
      if (kind === 'g' && school.test(full(a)) && school.test(full(b))) return [{ kind: 'merge', school: full(a), into: full(b) }]
      return []
    })
}

export function toInput(c: Change): ChangeInput {
  switch (c.kind) {
    case 'figure':
      return { figure: { schoolCode: c.school, key: c.key, value: c.value } }
    case 'move':
      return { move: { fromCode: c.from, toCode: c.to, indicator: c.indicator, stage: c.stage, count: c.count } }
    case 'close':
      return { close: { schoolCode: c.school, intoCode: c.into } }
    default:
      return { merge: { schoolCode: c.school, absorbedCode: c.into } }
  }
}

/** The same changes with one figure as it is to be; back at what is reported, it is no change. */
export function withFigure(changes: readonly Change[], code: string, key: string, value: string | null, reported: string | null): Change[] {
  const isIt = (c: Change) => c.kind === 'figure' && c.school === code && c.key === key
  const isBack = value === reported || (value !== null && reported !== null && Number(value) === Number(reported))
  const next: Change = { kind: 'figure', school: code, key, value }
  if (isBack) return changes.filter((c) => !isIt(c))
  return changes.some(isIt) ? changes.map((c) => (isIt(c) ? next : c)) : [...changes, next]
}
