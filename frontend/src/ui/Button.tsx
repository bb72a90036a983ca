import type { ComponentProps } from 'react'
import { cx } from '../lib/cx.ts'
import s from './Button.module.css'
import { Icon, type IconName } from './Icon.tsx'

interface Props extends Omit<ComponentProps<'button'>, 'disabled'> {
  look?: 'plain' | 'primary' | 'quiet' | 'danger'
  icon?: IconName
  /** Why the action is not possible now. The button stays reachable and says so. */
  reason?: string | null | undefined
  busy?: boolean
}

export function Button({ look = 'plain', icon, reason, busy = false, className, children, onClick, type = 'button', ...rest }: Props) {
  const off = busy || Boolean(reason)
  return (
    <button
      {...rest}
      type={off ? 'button' : type}
      className={cx(s.button, s[look], className)}
      aria-disabled={off || undefined}
      aria-busy={busy || undefined}
      title={reason ?? rest.title}
      onClick={off ? undefined : onClick}
    >
      {icon && <Icon name={icon} />}
      {children}
      {reason && <span className="visually-hidden">（{reason}）</span>}
    </button>
  )
}
