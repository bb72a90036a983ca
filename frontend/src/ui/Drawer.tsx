import { type ReactNode, useEffect, useId, useRef } from 'react'
import s from './Drawer.module.css'
import { Icon } from './Icon.tsx'

interface Props {
  title: ReactNode
  closeLabel: string
  onClose: () => void
  look?: 'side' | 'centre'
  children: ReactNode
}

/** A sheet over the page. The browser keeps the focus inside, closes it by Escape and gives the focus back. */
export function Drawer({ title, closeLabel, onClose, look = 'side', children }: Props) {
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  // A modal dialog can only be opened by a call, after it stands in the document.
  useEffect(() => {
    const dialog = ref.current
    const before = document.activeElement
    dialog?.showModal()
    return () => {
      dialog?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- a click on the shade closes; Escape does the same by keyboard
    <dialog
      ref={ref}
      className={look === 'side' ? s.side : s.centre}
      aria-labelledby={id}
      onCancel={(e) => {
        e.preventDefault()
        onClose()
      }}
      onClick={(e) => e.target === e.currentTarget && onClose()}
    >
      <div className={s.sheet}>
        <header className={s.head}>
          <h2 id={id}>{title}</h2>
          <button type="button" className={s.close} onClick={onClose} aria-label={closeLabel}>
            <Icon name="close" />
          </button>
        </header>
        <div className={s.body}>{children}</div>
      </div>
    </dialog>
  )
}
