import { type ReactNode, useEffect, useRef } from 'react'
import { cx } from '../lib/cx.ts'
import { Icon, type IconName } from './Icon.tsx'
import s from './Menu.module.css'

interface Props {
  label: string
  icon?: IconName
  look?: 'plain' | 'primary'
  children: ReactNode
}

/** A button that unfolds a sheet of choices; it folds when the focus or a click goes elsewhere. */
export function Menu({ label, icon, look = 'plain', children }: Props) {
  const ref = useRef<HTMLDetailsElement>(null)
  // A click elsewhere happens outside this element.
  useEffect(() => {
    const fold = (e: Event) => {
      if (ref.current?.open && e.target instanceof Node && !ref.current.contains(e.target)) ref.current.open = false
    }
    document.addEventListener('pointerdown', fold)
    document.addEventListener('focusin', fold)
    return () => {
      document.removeEventListener('pointerdown', fold)
      document.removeEventListener('focusin', fold)
    }
  }, [])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape folds the sheet and gives the focus back to its button
    <details
      ref={ref}
      className={s.menu}
      onKeyDown={(e) => {
        if (e.key !== 'Escape' || !ref.current?.open) return
        e.stopPropagation()
        ref.current.open = false
        ref.current.querySelector('summary')?.focus()
      }}
    >
      <summary className={cx(s.summary, s[look])}>
        {icon && <Icon name={icon} />}
        {label}
      </summary>
      <div className={s.sheet}>{children}</div>
    </details>
  )
}
