import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ExplorerSearch } from '../../components/explorerSearch.ts'
import { words } from '../../components/words.ts'
import { useText } from '../../i18n/text.ts'
import { cx } from '../../lib/cx.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { explorerTexts } from './texts.ts'
import { builtIn, builtInKeys, isSame, keepViews, only, savedViews } from './views.ts'
import s from './ViewTabs.module.css'

/** Named addresses as tabs; those of one's own are kept in this browser. */
export function ViewTabs({ search }: { search: ExplorerSearch }) {
  const t = useText(explorerTexts)
  const w = useText(words)
  const [own, setOwn] = useState(savedViews)
  const [name, setName] = useState<string | null>(null)
  const keep = (views: typeof own) => {
    keepViews(views)
    setOwn(views)
  }
  const tab = (key: string, label: string, view: ExplorerSearch) => (
    <Link key={key} to={paths.explorer} search={only(view)} className={cx(s.tab, isSame(search, view) && s.active)} activeProps={{}} aria-current={isSame(search, view) ? 'true' : undefined}>
      {label}
    </Link>
  )
  return (
    <nav className={s.tabs} aria-label={t.views}>
      {builtInKeys.map((k) => tab(k, t[`view.${k}`], builtIn[k]))}
      {own.map((v) => (
        <span key={v.name} className={s.own}>
          {tab(v.name, v.name, v.search)}
          <button type="button" className={s.drop} aria-label={t.drop_view(v.name)} onClick={() => keep(own.filter((o) => o !== v))}>
            <Icon name="close" size={12} />
          </button>
        </span>
      ))}
      <button type="button" className={s.save} onClick={() => setName('')}>
        <Icon name="star" /> {t.save}
      </button>
      {name !== null && (
        <Drawer title={t.save} closeLabel={w.close} onClose={() => setName(null)} look="centre">
          <form
            className={s.form}
            onSubmit={(e) => {
              e.preventDefault()
              if (!name.trim()) return
              keep([...own.filter((o) => o.name !== name.trim()), { name: name.trim(), search: only(search) }])
              setName(null)
            }}
          >
            <TextField label={t.save_name} value={name} maxLength={40} onChange={(e) => setName(e.target.value)} />
            <Button look="primary" type="submit">
              {w.save}
            </Button>
          </form>
        </Drawer>
      )}
    </nav>
  )
}
