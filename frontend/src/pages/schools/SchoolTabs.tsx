import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { words } from '../../components/words.ts'
import type { SchoolQuery } from '../../gql/graphql.ts'
import { useText } from '../../i18n/text.ts'
import { cx } from '../../lib/cx.ts'
import { paths } from '../../paths.ts'
import { FiguresTab } from './FiguresTab.tsx'
import { PeersTab } from './PeersTab.tsx'
import s from './SchoolPage.module.css'
import { TeachersTab } from './TeachersTab.tsx'
import { schoolTexts } from './texts.ts'

const tabs = ['figures', 'teachers', 'peers'] as const

/** What the school reported, who teaches there, and schools like it. */
export function SchoolTabs({ school, year }: { school: NonNullable<SchoolQuery['school']>; year: number }) {
  const t = useText(schoolTexts)
  const w = useText(words)
  const { code } = school
  const { tab = 'figures' } = useSearch({ from: '/app/schools/$code' })
  const [stageOfPeers, setStageOfPeers] = useState(0)
  const unit = school.assessments[stageOfPeers] ?? school.assessments[0]
  return (
    <section className={s.tabbed}>
      <nav className={cx(s.tabs, 'no-print')} aria-label={school.name}>
        {tabs.map((k) => (
          <Link key={k} to={paths.school} params={{ code }} search={(old) => ({ ...old, tab: k })} className={cx(s.tab, tab === k && s.active)} activeProps={{}} aria-current={tab === k ? 'true' : undefined} resetScroll={false}>
            {t[k]}
          </Link>
        ))}
        {tab === 'peers' && school.assessments.length > 1 && (
          <label className={s.stages}>
            <span className="visually-hidden">{w.stage}</span>
            <select value={stageOfPeers} onChange={(e) => setStageOfPeers(Number(e.target.value))}>
              {school.assessments.map((a, i) => (
                <option key={a.id} value={i}>
                  {w[`stage.${a.stage}`]}
                </option>
              ))}
            </select>
          </label>
        )}
      </nav>
      {tab === 'figures' && <FiguresTab code={code} year={year} />}
      {tab === 'teachers' && <TeachersTab key={year} code={code} year={year} />}
      {tab === 'peers' && unit && <PeersTab code={code} year={year} stage={unit.stage} locale={school.locale} students={unit.students} />}
    </section>
  )
}
