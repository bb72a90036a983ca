import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react'
import { graphql } from '../../gql/index.ts'
import { useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { cx } from '../../lib/cx.ts'
import { useGraph } from '../../lib/graph.ts'
import { paths } from '../../paths.ts'
import { Drawer } from '../../ui/Drawer.tsx'
import { indicatorNames, isIndicator } from '../indicators.ts'
import { words } from '../words.ts'
import { railItems, railPaths } from './Rail.tsx'
import s from './SearchDialog.module.css'
import { shellTexts } from './texts.ts'

const FindSchools = graphql(`
  query FindSchools($text: String!) {
    schools(where: { search: $text }, first: 8) {
      nodes {
        id
        code
        name
      }
    }
  }
`)

interface Hit {
  key: string
  group: 'schools' | 'indicators' | 'pages'
  label: string
  note?: string
  go: () => void
}

/** One field that leads to any school, indicator or page; arrow keys choose, Enter goes. */
export function SearchDialog({ onClose }: { onClose: () => void }) {
  const t = useText(shellTexts)
  const w = useText(words)
  const names = useText(indicatorNames)
  const navigate = useNavigate()
  const list = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const wanted = useDeferredValue(text.trim())
  const { data } = useGraph(FindSchools, { text: wanted }, { pause: wanted === '' })

  const has = (label: string) => label.toLowerCase().includes(wanted.toLowerCase())
  const hits: Hit[] = [
    ...(wanted === '' ? [] : (data?.schools.nodes ?? [])).map((n) => ({ key: n.code, group: 'schools' as const, label: n.name, note: n.code, go: () => void navigate({ to: paths.school, params: { code: n.code } }) })),
    ...Object.entries(names)
      .filter(([code, name]) => wanted !== '' && (has(name) || code.toLowerCase() === wanted.toLowerCase()))
      .slice(0, 6)
      .map(([code, name]) => ({ key: code, group: 'indicators' as const, label: name, note: code, go: () => void (isIndicator(code) && navigate({ to: paths.indicator, params: { code } })) })),
    ...railItems.filter((i) => has(t[`page.${i.key}`])).map((i) => ({ key: i.key, group: 'pages' as const, label: t[`page.${i.key}`], go: () => void navigate({ to: railPaths[i.key] }) })),
  ]
  const current = Math.min(at, hits.length - 1)

  function go(hit: Hit) {
    onClose()
    hit.go()
  }

  function onKeyDown(e: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key]
    if (step) {
      e.preventDefault()
      setAt(Math.max(0, Math.min(hits.length - 1, current + step)))
    }
    const hit = hits[current]
    if (e.key === 'Enter' && hit) {
      e.preventDefault()
      go(hit)
    }
  }

  return (
    <Drawer title={t.search} closeLabel={w.close} onClose={onClose} look="centre">
      <input
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog is opened to type into this field
        autoFocus
        className={s.input}
        value={text}
        onChange={(e) => {
          setText(e.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-label={t.search}
        aria-expanded={hits.length > 0}
        aria-controls={list}
        aria-activedescendant={hits[current] ? `${list}-${hits[current].key}` : undefined}
        autoComplete="off"
      />
      <ul id={list} role="listbox" aria-label={t.search} className={s.list}>
        {hits.map((hit, i) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field's keys choose and open
          <li key={hit.key} id={`${list}-${hit.key}`} role="option" aria-selected={i === current} className={cx(s.hit, i === current && s.current)} onClick={() => go(hit)}>
            <span>
              <Zh>{hit.label}</Zh>
            </span>
            <small>
              {hit.note ? `${hit.note} · ` : ''}
              {t[`search.group.${hit.group}`]}
            </small>
          </li>
        ))}
      </ul>
      {hits.length === 0 && <p className={s.none}>{t['search.none']}</p>}
    </Drawer>
  )
}
