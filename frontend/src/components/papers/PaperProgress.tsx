import { useText } from '../../i18n/text.ts'
import { Notice } from '../../ui/State.tsx'
import s from './Papers.module.css'
import { paperTexts } from './texts.ts'
import type { PaperState } from './usePaper.ts'

/** How far a paper is, or why there is none. */
export function PaperProgress({ state }: { state: PaperState }) {
  const t = useText(paperTexts)
  switch (state.phase) {
    case 'idle':
      return null
    case 'failed':
      return <Notice tone="error">{state.message}</Notice>
    case 'saved':
      return <Notice tone="good">{t.saved(state.name)}</Notice>
    default:
      return (
        <p className={s.progress} role="status">
          <i className={s.spinner} aria-hidden="true" />
          {state.phase === 'checking' ? t.checking : state.isPdf ? t.making_pdf : t.making}
        </p>
      )
  }
}
