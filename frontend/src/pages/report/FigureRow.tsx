import { memo, useId } from 'react'
import { useLang, useText } from '../../i18n/text.ts'
import { cx } from '../../lib/cx.ts'
import { decimal } from '../../lib/format.ts'
import s from './FigureRow.module.css'
import { reportTexts } from './texts.ts'
import type { Problem } from './useReport.ts'

interface Props {
  field: { key: string; labelZh: string; labelEn: string; unitZh?: string | null; unitEn?: string | null; type: string }
  text: string
  before: string | null
  isRequired: boolean
  isOpen: boolean
  isReadOnly: boolean
  problem: Problem | undefined
  /** What the server finds odd about the saved figure; it stops nothing. */
  warning: string | undefined
  onChange: (key: string, text: string) => void
  onLeave: () => void
}

/** One figure: its name, unit and use, the field, last year's value, and what is wrong with it. */
export const FigureRow = memo(function FigureRow({ field, text, before, isRequired, isOpen, isReadOnly, problem, warning, onChange, onLeave }: Props) {
  const t = useText(reportTexts)
  const lang = useLang()
  const id = useId()
  const message = problem && (problem.message ?? (problem.mistake && t[`mistake.${problem.mistake}`]))
  const unit = lang === 'zh' ? field.unitZh : field.unitEn
  return (
    <div className={cx(s.row, message && s.wrong)}>
      <label htmlFor={id} className={s.label}>
        {lang === 'zh' ? field.labelZh : field.labelEn}
        {isRequired && (
          <span className={s.required} title={t.required}>
            *<span className="visually-hidden">{t.required}</span>
          </span>
        )}
      </label>
      <span className={s.box}>
        <input
          id={id}
          name={field.key}
          className={cx(s.input, isOpen && s.open)}
          inputMode={field.type === 'DECIMAL' ? 'decimal' : 'numeric'}
          autoComplete="off"
          value={text}
          readOnly={isReadOnly}
          aria-required={isRequired || undefined}
          aria-invalid={message ? true : undefined}
          aria-describedby={message || warning ? `${id}-wrong` : undefined}
          onChange={(e) => onChange(field.key, e.target.value)}
          onBlur={onLeave}
        />
        {unit && <span className={s.unit}>{unit}</span>}
      </span>
      <span className={s.before}>{decimal(before)}</span>
      {message && (
        <p id={`${id}-wrong`} className={s.message} role="alert">
          ◆ {message}
        </p>
      )}
      {!message && warning && (
        <p id={`${id}-wrong`} className={s.odd} role="status">
          ◇ {warning}
        </p>
      )}
    </div>
  )
})
