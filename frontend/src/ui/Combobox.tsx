import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react'
import { cx } from '../lib/cx.ts'
import s from './Combobox.module.css'
import f from './Field.module.css'

export interface ComboboxOption {
  value: string
  label: string
  note?: string
}

interface Props {
  label: string
  isLabelHidden?: boolean
  /** The label of what is chosen now. */
  chosen: string
  /** What the text typed so far leads to. */
  options: readonly ComboboxOption[]
  /** Says how many there are, that some are left out, or that there are none. */
  note: string
  lang?: string | undefined
  onSearch: (text: string) => void
  onChoose: (option: ComboboxOption) => void
  /** How a label is written in the list. */
  children: (label: string) => ReactNode
}

/** A field that finds one of many by typing: arrows choose, Enter takes, Escape leaves what was chosen. */
export function Combobox({ label, isLabelHidden = false, chosen, options, note, lang, onSearch, onChoose, children }: Props) {
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const [at, setAt] = useState(0)
  const isOpen = typed !== null
  const current = Math.min(at, options.length - 1)
  const search = (text: string) => {
    setTyped(text)
    setAt(0)
    onSearch(text)
  }
  const fold = () => setTyped(null)
  // Where the field says again what is chosen, the next letter replaces it: before anyone can type one.
  useLayoutEffect(() => {
    if (!isOpen && document.activeElement === field.current) field.current?.select()
  }, [isOpen, chosen])
  const take = (option: ComboboxOption) => {
    fold()
    onChoose(option)
  }
  const move = (to: number) => {
    const next = Math.max(0, Math.min(options.length - 1, to))
    setAt(next)
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' })
  }
  function onKeyDown(e: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key]
    if (step && !e.altKey) {
      e.preventDefault()
      if (isOpen) move(current + step)
      else search('')
    } else if (e.key === 'Enter' && isOpen) {
      e.preventDefault()
      const option = options[current]
      if (option) take(option)
    } else if (e.key === 'Escape' && isOpen) {
      e.preventDefault()
      e.stopPropagation()
      fold()
    }
  }
  return (
    <div className={cx(f.field, s.box)}>
      <label htmlFor={id} className={isLabelHidden ? 'visually-hidden' : undefined}>
        {label}
      </label>
      <input
        ref={field}
        id={id}
        className={f.input}
        role="combobox"
        autoComplete="off"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={isOpen ? `${id}-list` : undefined}
        aria-activedescendant={isOpen && options[current] ? `${id}-${current}` : undefined}
        value={typed ?? chosen}
        lang={lang}
        onChange={(e) => search(e.target.value)}
        onFocus={(e) => e.target.select()}
        onClick={() => !isOpen && search('')}
        onBlur={fold}
        onKeyDown={onKeyDown}
      />
      {isOpen && (
        // A press in the list leaves the focus in the field.
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- as above; the field's keys do all of it
        <div className={s.list} onMouseDown={(e) => e.preventDefault()}>
          <ul ref={list} id={`${id}-list`} role="listbox" aria-label={label}>
            {options.map((o, i) => (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field's keys choose and take
              <li key={o.value} id={`${id}-${i}`} role="option" aria-selected={i === current} className={cx(s.option, i === current && s.current)} onClick={() => take(o)}>
                <span>{children(o.label)}</span>
                {o.note && <small>{o.note}</small>}
              </li>
            ))}
          </ul>
          {note && <p className={s.none}>{note}</p>}
        </div>
      )}
      <span className="visually-hidden" role="status">
        {isOpen ? note : ''}
      </span>
    </div>
  )
}
