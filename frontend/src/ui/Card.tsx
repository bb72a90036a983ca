import { type ReactNode, useId } from 'react'
import { cx } from '../lib/cx.ts'
import s from './Card.module.css'

interface Props {
  title?: ReactNode
  aside?: ReactNode
  className?: string | undefined
  flush?: boolean
  children: ReactNode
}

/** A white sheet with a heading; its aside stands at the right of the heading. */
export function Card({ title, aside, className, flush = false, children }: Props) {
  const id = useId()
  return (
    <section className={cx(s.card, flush && s.flush, className)} aria-labelledby={title ? id : undefined}>
      {title && (
        <header className={s.head}>
          <h2 id={id}>{title}</h2>
          {aside && <div className={s.aside}>{aside}</div>}
        </header>
      )}
      {children}
    </section>
  )
}
