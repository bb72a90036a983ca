import { Link } from '@tanstack/react-router'
import { useText } from '../../i18n/text.ts'
import { type Action, can, canTexts } from '../../lib/can.ts'
import { paths } from '../../paths.ts'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import s from './Rail.module.css'
import { shellTexts } from './texts.ts'
import { useViewer } from './ViewerContext.ts'

type Item = { key: 'overview' | 'explorer' | 'indicators' | 'whatIf' | 'repair' | 'fill' | 'import' | 'funding' | 'county' | 'attest' | 'oddities' | 'papers' | 'claims' | 'accounts' | 'settings'; icon: IconName; action?: Action }

export const railItems: readonly Item[] = [
  { key: 'overview', icon: 'overview' },
  { key: 'explorer', icon: 'explore' },
  { key: 'indicators', icon: 'indicator' },
  { key: 'whatIf', icon: 'whatIf' },
  { key: 'repair', icon: 'repair', action: 'repair' },
  { key: 'oddities', icon: 'alert' },
  { key: 'fill', icon: 'fill', action: 'fill' },
  { key: 'import', icon: 'import', action: 'import' },
  { key: 'funding', icon: 'money', action: 'funding' },
  { key: 'county', icon: 'county', action: 'county' },
  { key: 'attest', icon: 'attest', action: 'attest' },
  { key: 'papers', icon: 'file', action: 'papers' },
  { key: 'claims', icon: 'check', action: 'claims' },
  { key: 'accounts', icon: 'people', action: 'accounts' },
  { key: 'settings', icon: 'settings' },
]

export const railPaths = {
  overview: paths.overview,
  explorer: paths.explorer,
  indicators: paths.indicators,
  whatIf: paths.whatIf,
  repair: paths.repair,
  fill: paths.fill,
  import: paths.imports,
  funding: paths.funding,
  county: paths.countyFigures,
  attest: paths.attestations,
  oddities: paths.oddities,
  papers: paths.papers,
  claims: paths.claims,
  accounts: paths.accounts,
  settings: paths.settings,
} as const

/** The pages, at the left; what a role may not do stands there with its reason. */
export function Rail() {
  const t = useText(shellTexts)
  const why = useText(canTexts)
  const { role } = useViewer()
  return (
    <nav className={s.rail} aria-label={t.nav}>
      <span className={s.seal} aria-hidden="true" lang="zh-CN">
        均
      </span>
      <ul className={s.list}>
        {railItems.map((item) => (
          <li key={item.key} className={item.key === 'settings' ? s.last : undefined}>
            {item.action && !can(role, item.action) ? (
              <span className={s.off} title={why[`why.${role}`]}>
                <Icon name={item.icon} size={19} />
                <span>{t[`nav.${item.key}`]}</span>
                <span className="visually-hidden">（{why[`why.${role}`]}）</span>
              </span>
            ) : (
              <Link to={railPaths[item.key]} className={s.link} activeProps={{ className: s.active ?? '', 'aria-current': 'page' }} activeOptions={{ exact: item.key === 'overview', includeSearch: false }}>
                <Icon name={item.icon} size={19} />
                <span>{t[`nav.${item.key}`]}</span>
              </Link>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}
