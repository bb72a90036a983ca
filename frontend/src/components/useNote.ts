import { useText } from '../i18n/text.ts'
import { pickerTexts } from './pickerTexts.ts'

/** What is said of the options that a text led to: how many there are, and that some are left out. */
export function useNote(shown: number, total: number | undefined): string {
  const t = useText(pickerTexts)
  if (total === undefined) return t.loading
  if (total === 0) return t.none
  return total > shown ? t.part(shown, total) : t.found(total)
}
