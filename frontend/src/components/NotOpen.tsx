import type { ReactNode } from 'react'
import { useLang, useText } from '../i18n/text.ts'
import { schoolYear } from '../lib/format.ts'
import { Empty } from '../ui/State.tsx'
import { opennessOf, opennessTexts, type OpenYears } from './openness.ts'

/** Says that a school is not open in a year, since or until when it is, and what that means. */
export function NotOpen({ school, year, children }: { school: OpenYears; year: number; children?: ReactNode }) {
  const t = useText(opennessTexts)
  const lang = useLang()
  const openness = opennessOf(school, year)
  const bound = openness === 'NOT_YET' ? school.firstYear : school.lastYear
  if (openness === 'OPEN' || typeof bound !== 'number') return null
  return (
    <Empty title={t[`title.${openness}`](schoolYear(year, lang))}>
      <p>{t[`why.${openness}`](schoolYear(bound, lang))}</p>
      <p>{t.correct}</p>
      {children}
    </Empty>
  )
}
