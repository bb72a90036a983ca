import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef } from 'react'
import { RESOURCES, shortNames, type ResourceCode } from '../../components/indicators.ts'
import { amount } from '../../components/shortfall.ts'
import { words } from '../../components/words.ts'
import type { ExplorerSearch } from '../../components/explorerSearch.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { cx } from '../../lib/cx.ts'
import { number } from '../../lib/format.ts'
import { Icon } from '../../ui/Icon.tsx'
import { explorerTexts } from './texts.ts'
import { type RowWords, UnitRow } from './UnitRow.tsx'
import s from './UnitTable.module.css'
import type { Rows } from './useRows.ts'

const ROW = 46

interface Props {
  data: Rows
  columns: readonly ResourceCode[]
  focus: ResourceCode
  search: ExplorerSearch
  current: number
  onCurrent: (index: number) => void
  onSort: (sort: string, dir: 'asc' | 'desc') => void
  onOpen: (code: string) => void
}

/** The units as a grid of which only the visible rows exist; pages follow as one scrolls. */
export function UnitTable({ data, columns, focus, search, current, onCurrent, onSort, onOpen }: Props) {
  const t = useText(explorerTexts)
  const w = useText(words)
  const lang = useLang()
  const short = useText(shortNames)
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const { rows, total, hasMore, more } = data
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 6, scrollPaddingStart: 44 })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0

  // The next page is asked for before its first row comes into view.
  useEffect(() => {
    if (hasMore && last > rows.length - 40) more()
  }, [hasMore, last, rows.length, more])

  const say = useMemo<RowWords>(
    () => ({
      lang,
      stage: (r) => w[`stage.${r.stage}`],
      kind: (r) => `${w[`locale.${r.school.locale}`]} · ${w[`ownership.${r.school.ownership}`]}`,
      value: (code, v) => number(v, code === 'R6' ? 0 : code === 'R4' || code === 'R5' ? 1 : 2),
      lacks: (code, v) => (lang === 'zh' ? `缺 ${amount(code, v, lang)}` : `−${amount(code, v, lang)}`),
      status: (x) => w[`status.${x}`],
    }),
    [lang, w],
  )

  function onKeyDown(e: KeyboardEvent) {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity }[e.key]
    if (step !== undefined) {
      e.preventDefault()
      const to = Math.max(0, Math.min(rows.length - 1, current + step))
      onCurrent(to)
      virtual.scrollToIndex(to)
    }
    const row = rows[current]
    if (e.key === 'Enter' && row) onOpen(row.school.code)
  }

  const sort = search.sort ?? 'name'
  const dir = search.dir ?? 'asc'
  const head = (key: string, label: string, className?: string, first: 'asc' | 'desc' = 'asc') => {
    const isSorted = sort === key
    return (
      <div role="columnheader" aria-sort={isSorted ? (dir === 'asc' ? 'ascending' : 'descending') : 'none'} className={cx(s.head, className)}>
        <button type="button" onClick={() => onSort(key, isSorted ? (dir === 'asc' ? 'desc' : 'asc') : first)} title={t.sort_by(label)}>
          {label}
          {isSorted && <Icon name={dir === 'asc' ? 'up' : 'down'} size={13} />}
        </button>
      </div>
    )
  }

  return (
    <div
      ref={scroller}
      className={cx(s.scroller, data.isStale && s.stale)}
      role="grid"
      aria-label={t.title}
      aria-rowcount={total + 1}
      aria-busy={data.isStale}
      aria-activedescendant={rows[current] ? `${id}-${current}` : undefined}
      tabIndex={0}
      data-shortcuts="rows"
      onKeyDown={onKeyDown}
      style={{ '--columns': columns.length }}
    >
      <div role="row" aria-rowindex={1} className={s.header}>
        {head('name', t['col.school'])}
        <div role="columnheader" className={s.head}>
          {t['col.stage']}
        </div>
        {head('students', t['col.students'], s.right, 'desc')}
        {head('met', t['col.met'])}
        {columns.map((code) => {
          const byValue = sort === `${code}.v`
          return (
            <div key={code} role="columnheader" aria-sort={sort.startsWith(code) ? (dir === 'asc' ? 'ascending' : 'descending') : 'none'} className={cx(s.head, s.right, code === focus && s.focus)}>
              <button
                type="button"
                title={`${t.sort_by(short[code])}${byValue ? `（${t.sort_value}）` : ''}`}
                onClick={() => onSort(`${code}.a`, sort === `${code}.a` && dir === 'asc' ? 'desc' : 'asc')}
              >
                {short[code]}
                {sort.startsWith(code) && <Icon name={dir === 'asc' ? 'up' : 'down'} size={13} />}
              </button>
            </div>
          )
        })}
      </div>
      <div className={s.body} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index]
          return row && <UnitRow key={row.id} id={`${id}-${item.index}`} row={row} index={item.index} top={item.start} isCurrent={item.index === current} columns={columns} focus={focus} say={say} onOpen={onOpen} />
        })}
      </div>
    </div>
  )
}

/** The columns of an address, all seven unless some are named. */
export function chosenColumns(search: ExplorerSearch): readonly ResourceCode[] {
  const wanted = search.cols?.split(',')
  return wanted ? RESOURCES.filter((r) => wanted.includes(r)) : RESOURCES
}
