import { type SubmitEvent, useId, useState } from 'react'
import { texts, useLang, useText } from '../i18n/text.ts'
import { decimal } from '../lib/format.ts'
import { parseFigure } from '../lib/figureText.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/State.tsx'
import s from './FieldsForm.module.css'
import { words } from './words.ts'

const own = texts(
  {
    whole: '请填写不小于 0 的整数，不带单位',
    decimal: '请填写不小于 0 的数，最多 4 位小数',
    least: '低于允许的最小值',
    most: '超过允许的最大值',
    required: '必填',
    missing: '此项必填',
    saved: '已保存，结果已重新计算',
    before: '上年',
  },
  {
    whole: 'Enter a whole number, 0 or more, without a unit',
    decimal: 'Enter a number, 0 or more, with at most 4 decimals',
    least: 'Below the least allowed value',
    most: 'Above the greatest allowed value',
    required: 'Required',
    missing: 'This one is required',
    saved: 'Saved, results are computed anew',
    before: 'Last year',
  },
)

export interface FormField {
  key: string
  labelZh: string
  labelEn: string
  unitZh?: string | null | undefined
  unitEn?: string | null | undefined
  type: string
  min?: string | null | undefined
  max?: string | null | undefined
  isRequired: boolean
}

export type FormValues = Record<string, number | string | null>

/** What a save answers: nothing when all is well, sentences by field, or one for the whole. */
export interface FormErrors {
  fields?: Record<string, string>
  general?: string
}

interface Props {
  fields: readonly FormField[]
  initial: Readonly<Record<string, string | null>>
  before?: Readonly<Record<string, string | null>> | undefined
  onSave: (values: FormValues) => Promise<FormErrors | null>
  isPartial?: boolean
}

/** A form generated from fields of the dictionary, saved by a button. */
export function FieldsForm({ fields, initial, before, onSave, isPartial = false }: Props) {
  const t = useText(own)
  const w = useText(words)
  const lang = useLang()
  const id = useId()
  const [texts, setTexts] = useState<Record<string, string>>({})
  const [errors, setErrors] = useState<FormErrors>({})
  const [phase, setPhase] = useState<'idle' | 'saving' | 'saved'>('idle')
  const textOf = (key: string) => texts[key] ?? initial[key] ?? ''

  async function submit(e: SubmitEvent) {
    e.preventDefault()
    const values: FormValues = {}
    const wrong: Record<string, string> = {}
    for (const f of fields) {
      const parsed = parseFigure(textOf(f.key), f)
      if ('mistake' in parsed) wrong[f.key] = t[parsed.mistake]
      else if (parsed.value === null && f.isRequired && !isPartial) wrong[f.key] = t.missing
      else values[f.key] = parsed.value
    }
    setErrors({ fields: wrong })
    if (Object.keys(wrong).length > 0) return
    setPhase('saving')
    const refused = await onSave(values)
    setErrors(refused ?? {})
    setPhase(refused ? 'idle' : 'saved')
    if (!refused) setTexts({})
  }

  return (
    <form className={s.form} onSubmit={(e) => void submit(e)} noValidate>
      {errors.general && <Notice tone="error">{errors.general}</Notice>}
      {phase === 'saved' && <Notice tone="good">✓ {t.saved}</Notice>}
      {fields.map((f) => {
        const wrong = errors.fields?.[f.key]
        const unit = lang === 'zh' ? f.unitZh : f.unitEn
        return (
          <div key={f.key} className={s.row}>
            <label htmlFor={`${id}${f.key}`}>
              {lang === 'zh' ? f.labelZh : f.labelEn}
              {f.isRequired && (
                <span className={s.required} title={t.required}>
                  *<span className="visually-hidden">{t.required}</span>
                </span>
              )}
            </label>
            <span className={s.box}>
              <input
                id={`${id}${f.key}`}
                name={f.key}
                inputMode={f.type === 'DECIMAL' ? 'decimal' : 'numeric'}
                autoComplete="off"
                value={textOf(f.key)}
                aria-required={f.isRequired || undefined}
                aria-invalid={wrong ? true : undefined}
                aria-describedby={wrong ? `${id}${f.key}-wrong` : undefined}
                onChange={(e) => {
                  setPhase('idle')
                  setTexts((old) => ({ ...old, [f.key]: e.target.value }))
                }}
              />
              {unit && <span className={s.unit}>{unit}</span>}
            </span>
            {before && (
              <span className={s.before} title={t.before}>
                {decimal(before[f.key])}
              </span>
            )}
            {wrong && (
              <p id={`${id}${f.key}-wrong`} className={s.wrong} role="alert">
                ◆ {wrong}
              </p>
            )}
          </div>
        )
      })}
      <p>
        <Button look="primary" type="submit" busy={phase === 'saving'}>
          {w.save}
        </Button>
      </p>
    </form>
  )
}

/** Sorts refusals of the server by field; what belongs to none speaks for the whole. */
export function formErrors(errors: readonly { message: string; field?: readonly string[] | null | undefined }[], fields: readonly FormField[]): FormErrors | null {
  if (errors.length === 0) return null
  const byField: Record<string, string> = {}
  const rest: string[] = []
  for (const e of errors) {
    const key = e.field?.findLast((part) => fields.some((f) => f.key === part))
    if (key) byField[key] = e.message
    else rest.push(e.message)
  }
  return { fields: byField, ...(rest[0] ? { general: rest[0] } : {}) }
}
