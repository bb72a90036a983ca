import type { ReactNode } from 'react'
import s from './State.module.css'

/** A grey shape of what is loading, of the height that it will have. */
export function Skeleton({ height, label }: { height: number; label: string }) {
  return (
    <div className={s.skeleton} style={{ height }} role="status">
      <span className="visually-hidden">{label}</span>
    </div>
  )
}

/** What to do next where there is nothing to show; the heading of the page where it is all there is. */
export function Empty({ title, isPage = false, children }: { title: string; isPage?: boolean; children?: ReactNode }) {
  return (
    <div className={s.empty}>
      {isPage ? <h1 className={s.title}>{title}</h1> : <p className={s.title}>{title}</p>}
      {children}
    </div>
  )
}

/** What went wrong, what is kept, and the way on. */
export function Notice({ tone = 'info', children }: { tone?: 'info' | 'warn' | 'error' | 'good'; children: ReactNode }) {
  return (
    <div className={s[tone]} role={tone === 'error' ? 'alert' : 'status'}>
      {children}
    </div>
  )
}
