import type { ComponentProps } from 'react'
import { cx } from '../../lib/cx.ts'
import { TextField } from '../../ui/Field.tsx'
import s from './CodeField.module.css'

/** The field for the six digits of an authenticator app, or for the two groups of three that some show. */
export function CodeField({ className, ...rest }: Omit<ComponentProps<typeof TextField>, 'type' | 'inputMode' | 'autoComplete' | 'maxLength'>) {
  return <TextField {...rest} className={cx(s.code, className)} name="code" type="text" inputMode="numeric" autoComplete="one-time-code" maxLength={7} spellCheck={false} />
}
