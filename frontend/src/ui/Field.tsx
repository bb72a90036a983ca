import { type ComponentProps, type ReactNode, useId } from 'react'
import { cx } from '../lib/cx.ts'
import s from './Field.module.css'

interface Frame {
  label: string
  hint?: ReactNode
  error?: string | null | undefined
}

type TextFieldProps = Frame & Omit<ComponentProps<'input'>, 'id' | 'children'>

/** A labelled input; its hint and its error are read with it. */
export function TextField({ label, hint, error, className, ...rest }: TextFieldProps) {
  const id = useId()
  return (
    <div className={cx(s.field, className)}>
      <label htmlFor={id}>{label}</label>
      <input {...rest} id={id} className={s.input} aria-invalid={error ? true : undefined} aria-describedby={error || hint ? `${id}-note` : undefined} />
      <Note id={`${id}-note`} hint={hint} error={error} />
    </div>
  )
}

type SelectFieldProps = Frame & Omit<ComponentProps<'select'>, 'id'>

export function SelectField({ label, hint, error, className, children, ...rest }: SelectFieldProps) {
  const id = useId()
  return (
    <div className={cx(s.field, className)}>
      <label htmlFor={id}>{label}</label>
      <select {...rest} id={id} className={s.input} aria-invalid={error ? true : undefined} aria-describedby={error || hint ? `${id}-note` : undefined}>
        {children}
      </select>
      <Note id={`${id}-note`} hint={hint} error={error} />
    </div>
  )
}

type TextAreaFieldProps = Frame & Omit<ComponentProps<'textarea'>, 'id'>

export function TextAreaField({ label, hint, error, className, ...rest }: TextAreaFieldProps) {
  const id = useId()
  return (
    <div className={cx(s.field, className)}>
      <label htmlFor={id}>{label}</label>
      <textarea rows={3} {...rest} id={id} className={s.input} aria-invalid={error ? true : undefined} aria-describedby={error || hint ? `${id}-note` : undefined} />
      <Note id={`${id}-note`} hint={hint} error={error} />
    </div>
  )
}

function Note({ id, hint, error }: { id: string; hint: ReactNode; error: string | null | undefined }) {
  if (!error && !hint) return null
  return (
    <p id={id} className={error ? s.error : s.hint} role={error ? 'alert' : undefined}>
      {error ?? hint}
    </p>
  )
}
