import { useId, useState } from 'react'
import type { FormField } from '../../components/FieldsForm.tsx'
import { useLang, useText } from '../../i18n/text.ts'
import { cx } from '../../lib/cx.ts'
import { parseFigure } from '../../lib/figureText.ts'
import { decimal } from '../../lib/format.ts'
import s from './FigureControl.module.css'
import { sliderRange } from './sliderRange.ts'
import { whatIfTexts } from './texts.ts'

interface Props {
  field: FormField
  reported: string | null
  value: string | null
  isChanged: boolean
  /** How much more than now the slider has to reach. */
  room: number
  onValue: (value: string | null) => void
}

/** One figure to try: a slider for how it goes, a field for the exact number, and the way back to what is reported. */
export function FigureControl({ field, reported, value, isChanged, room, onValue }: Props) {
  const t = useText(whatIfTexts)
  const lang = useLang()
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const parsed = typed === null ? null : parseFigure(typed, field)
  const mistake = parsed && 'mistake' in parsed ? parsed.mistake : null
  const label = lang === 'zh' ? field.labelZh : field.labelEn
  const unit = lang === 'zh' ? field.unitZh : field.unitEn
  const { max, step } = sliderRange(Number(reported ?? 0), room, field.type === 'DECIMAL')

  function onType(text: string) {
    setTyped(text)
    const next = parseFigure(text, field)
    if ('value' in next) onValue(next.value === null ? null : String(next.value))
  }

  return (
    <div className={cx(s.control, isChanged && s.changed)}>
      <label htmlFor={id} className={s.label}>
        {label}
      </label>
      <span className={s.was}>
        {isChanged && (
          <>
            {reported === null ? t.none : t.was(decimal(reported))}
            <button
              type="button"
              className={s.reset}
              onClick={() => {
                setTyped(null)
                onValue(reported)
              }}
            >
              {t.reset}
              <span className="visually-hidden"> {label}</span>
            </button>
          </>
        )}
      </span>
      <input
        type="range"
        className={s.slider}
        aria-label={t.slider(label)}
        aria-valuetext={`${decimal(value)} ${unit ?? ''}`}
        min={0}
        max={Math.max(max, Number(value ?? 0))}
        step={step}
        value={Number(value ?? 0)}
        onChange={(e) => {
          setTyped(null)
          onValue(e.target.value)
        }}
      />
      <span className={s.box}>
        <input
          id={id}
          name={field.key}
          className={s.input}
          inputMode={field.type === 'DECIMAL' ? 'decimal' : 'numeric'}
          autoComplete="off"
          value={typed ?? value ?? ''}
          aria-invalid={mistake ? true : undefined}
          aria-describedby={mistake ? `${id}-wrong` : undefined}
          onChange={(e) => onType(e.target.value)}
          onBlur={() => mistake === null && setTyped(null)}
        />
        {unit && <span className={s.unit}>{unit}</span>}
      </span>
      {mistake && (
        <p id={`${id}-wrong`} className={s.wrong} role="alert">
          ◆ {t[`mistake.${mistake}`]}
        </p>
      )}
    </div>
  )
}
