import { useText } from '../i18n/text.ts'
import { Notice } from '../ui/State.tsx'
import { Failure } from './Failure.tsx'
import type { Units } from './useUnits.ts'
import { words } from './words.ts'

/** Says when the units of a county could not be read, or are more than are drawn; else nothing. */
export function UnitsNote({ of: { units, total, error, retry } }: { of: Units }) {
  const w = useText(words)
  if (error) return <Failure error={error} onRetry={retry} />
  return total > units.length ? <Notice tone="warn">{w.units_cut(units.length, total)}</Notice> : null
}
