import type { ComponentProps } from 'react'
import { TextField } from '../../ui/Field.tsx'

/** The field for the six digits of an authenticator app, or for the two groups of three that some show. */
export function CodeField(props: Omit<ComponentProps<typeof TextField>, 'type' | 'inputMode' | 'autoComplete' | 'maxLength'>) {
  return <TextField {...props} name="code" type="text" inputMode="numeric" autoComplete="one-time-code" maxLength={7} spellCheck={false} />
}

/** Puts the focus where it is mounted: the step before has just gone, and the focus with it. */
export function focusOn(e: HTMLInputElement | null) {
  e?.focus()
}
