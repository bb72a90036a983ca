import { words } from '../../components/words.ts'
import { useText } from '../../i18n/text.ts'
import { cx } from '../../lib/cx.ts'
import { number } from '../../lib/format.ts'
import s from './SaveState.module.css'
import { reportTexts } from './texts.ts'
import type { Phase } from './useReport.ts'

/** Where one's work is: saved, on its way, or only here. */
export function SaveState({ phase, savedAt, errors, onSave }: { phase: Phase; savedAt: Date | null; errors: number; onSave: () => void }) {
  const t = useText(reportTexts)
  const w = useText(words)
  const at = savedAt?.toTimeString().slice(0, 5) ?? ''
  const sentence = phase === 'saved' ? t['state.saved'](at) : phase === 'errors' ? t['state.errors'](number(errors)) : phase === 'conflict' ? t.conflict : t[`state.${phase}`]
  return (
    <p className={cx(s.state, (phase === 'errors' || phase === 'offline' || phase === 'refused' || phase === 'conflict') && s.wrong, phase === 'saved' && s.good)} role="status" data-phase={phase}>
      {phase === 'saved' && <span aria-hidden="true">✓ </span>}
      {sentence}
      {(phase === 'offline' || phase === 'refused') && (
        <button type="button" onClick={onSave} aria-label={w.retry} title={w.retry}>
          ↻
        </button>
      )}
    </p>
  )
}
