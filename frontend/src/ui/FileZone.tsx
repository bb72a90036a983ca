import { type ReactNode, useId, useState } from 'react'
import { cx } from '../lib/cx.ts'
import s from './FileZone.module.css'
import { Icon, type IconName } from './Icon.tsx'

interface Props {
  /** A large zone is what its page is for; a small one stands in a form. */
  size: 'large' | 'small'
  icon: IconName
  label: ReactNode
  hint: ReactNode
  /** Endings and media types, as an input takes them. */
  accept: string
  isBusy: boolean
  onFile: (file: File | undefined) => void
}

/** Where a file is dropped or chosen. */
export function FileZone({ size, icon, label, hint, accept, isBusy, onFile }: Props) {
  const id = useId()
  const [isOver, setOver] = useState(false)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a file may also be dropped; the input inside serves keyboards
    <label
      htmlFor={id}
      className={cx(s.zone, s[size], isOver && s.over)}
      onDragOver={(e) => {
        e.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => {
        e.preventDefault()
        setOver(false)
        onFile(e.dataTransfer.files[0])
      }}
    >
      <Icon name={icon} size={size === 'large' ? 28 : 22} />
      <b>{label}</b>
      <span>{hint}</span>
      <input
        id={id}
        className="visually-hidden"
        type="file"
        accept={accept}
        disabled={isBusy}
        onChange={(e) => {
          onFile(e.target.files?.[0])
          e.target.value = ''
        }}
      />
    </label>
  )
}
