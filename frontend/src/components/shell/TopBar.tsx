import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useLang, useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { schoolYear } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Icon } from '../../ui/Icon.tsx'
import { usePreferences } from '../preferences.ts'
import { words } from '../words.ts'
import { useScope } from './scope.ts'
import { shellTexts } from './texts.ts'
import s from './TopBar.module.css'
import { useViewer } from './ViewerContext.ts'

// For the few who see more counties than a list can hold.
const CountyPicker = lazy(() => import('./CountyPicker.tsx').then((m) => ({ default: m.CountyPicker })))

/** Which county and year, the search, and the choices of the person who looks. */
export function TopBar({ onSearch, onSignOut }: { onSearch: () => void; onSignOut: () => void }) {
  const t = useText(shellTexts)
  const w = useText(words)
  const lang = useLang()
  const { region, name, year, counties, hasMore, years, isDemo } = useScope()
  const { setLang, theme, setTheme } = usePreferences()
  const viewer = useViewer()
  const navigate = useNavigate()
  const go = (code: string) => void navigate({ to: '.', search: (old) => ({ ...old, region: code, year: undefined }) })
  const other = lang === 'zh' ? 'en' : 'zh'
  return (
    <header className={s.bar}>
      {hasMore ? (
        <div className={s.find}>
          <Suspense>
            <CountyPicker name={name} onChoose={(c) => go(c.code)} />
          </Suspense>
        </div>
      ) : counties.length > 1 ? (
        <label className={s.pick}>
          <span className="visually-hidden">{t.county}</span>
          <select value={region} onChange={(e) => go(e.target.value)} lang="zh-CN">
            {counties.map((c) => (
              <option key={c.code} value={c.code}>
                {c.name}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <strong className={s.name}>
          <Zh>{name}</Zh>
        </strong>
      )}
      {years.length > 0 && (
        <label className={s.pick}>
          <span className="visually-hidden">{w.year}</span>
          <select value={year} onChange={(e) => void navigate({ to: '.', search: (old) => ({ ...old, year: Number(e.target.value) }) })}>
            {years.map((y) => (
              <option key={y} value={y}>
                {schoolYear(y, lang)}
              </option>
            ))}
          </select>
        </label>
      )}
      {isDemo && (
        <span className={s.demo} title={w.made_up_why}>
          {t.demo_banner}
        </span>
      )}
      <button type="button" className={s.search} onClick={onSearch} aria-keyshortcuts="Control+K">
        <Icon name="search" />
        <span className={s.searchText}>{t.search}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <span className={s.space} />
      <button type="button" className={s.tool} onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')} aria-label={theme === 'dark' ? t['theme.light'] : t['theme.dark']} title={theme === 'dark' ? t['theme.light'] : t['theme.dark']}>
        <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
      </button>
      <button type="button" className={s.tool} onClick={() => setLang(other)} lang={other === 'zh' ? 'zh-CN' : 'en'}>
        {other === 'zh' ? '中文' : 'English'}
      </button>
      <button type="button" className={s.person} onClick={() => void navigate({ to: paths.settings })} title={t['page.settings']}>
        <span className={s.avatar} aria-hidden="true">
          {(viewer.name ?? viewer.username).slice(0, 1)}
        </span>
        <span className={s.who}>
          <b>
            <Zh>{viewer.name ?? viewer.username}</Zh>
          </b>
          <small>{w[`role.${viewer.role}`]}</small>
        </span>
      </button>
      <button type="button" className={s.tool} onClick={onSignOut} aria-label={t['sign.out']} title={t['sign.out']}>
        <Icon name="out" />
      </button>
    </header>
  )
}
