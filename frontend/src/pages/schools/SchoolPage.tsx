import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Failure } from '../../components/Failure.tsx'
import { NotFound } from '../../components/NotFound.tsx'
import { SheetMenu } from '../../components/papers/SheetMenu.tsx'
import { useScope } from '../../components/shell/scope.ts'
import { useViewer } from '../../components/shell/ViewerContext.ts'
import { words } from '../../components/words.ts'
import { graphql } from '../../gql/index.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { can } from '../../lib/can.ts'
import { cx } from '../../lib/cx.ts'
import { schoolYear } from '../../lib/format.ts'
import { useGraph } from '../../lib/graph.ts'
import { useTitle } from '../../lib/useTitle.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty, Skeleton } from '../../ui/State.tsx'
import { FiguresTab } from './FiguresTab.tsx'
import { PeersTab } from './PeersTab.tsx'
import { SchoolItems } from './SchoolItems.tsx'
import s from './SchoolPage.module.css'
import { SchoolTrace } from './SchoolTrace.tsx'
import { TeachersTab } from './TeachersTab.tsx'
import { schoolTexts } from './texts.ts'
import { UnitCard } from './UnitCard.tsx'

const SchoolQuery = graphql(`
  query School($code: String!, $year: Int!, $y1: Int!, $y2: Int!, $y3: Int!, $y4: Int!) {
    school(code: $code) {
      id
      code
      name
      kind
      ownership
      locale
      isBoarding
      builtYear
      group
      region {
        id
        code
        name
      }
      stages
      assessments(year: $year) {
        id
        stage
        students
        ...UnitCard_assessment
        ...UnitCard_history
      }
      h1: assessments(year: $y1) {
        id
        stage
        ...UnitCard_history
      }
      h2: assessments(year: $y2) {
        id
        stage
        ...UnitCard_history
      }
      h3: assessments(year: $y3) {
        id
        stage
        ...UnitCard_history
      }
      h4: assessments(year: $y4) {
        id
        stage
        ...UnitCard_history
      }
      itemResults(year: $year) {
        ...SchoolItems_item
      }
    }
  }
`)

const tabs = ['figures', 'teachers', 'peers'] as const

/** One school in one year: where it stands, why, and what it reported. */
export function SchoolPage() {
  const t = useText(schoolTexts)
  const w = useText(words)
  const lang = useLang()
  const { code } = useParams({ from: '/app/schools/$code' })
  const { trace, tab = 'figures' } = useSearch({ from: '/app/schools/$code' })
  const { year } = useScope()
  const { role } = useViewer()
  const navigate = useNavigate()
  const [stageOfPeers, setStageOfPeers] = useState(0)
  const { data, error, isLoading, retry } = useGraph(SchoolQuery, { code, year, y1: year - 1, y2: year - 2, y3: year - 3, y4: year - 4 })
  const school = data?.school
  useTitle(school?.name ?? w.school)

  if (error && !data) return <Failure error={error} onRetry={retry} />
  if (isLoading) {
    return (
      <div className={s.page}>
        <Skeleton height={66} label={w.loading} />
        <Skeleton height={420} label={w.loading} />
        <Skeleton height={300} label={w.loading} />
      </div>
    )
  }
  if (!school) return <NotFound />

  const openTrace = (next: string | undefined) => void navigate({ to: paths.school, params: { code }, search: (old) => ({ ...old, trace: next }), resetScroll: false })
  const unit = school.assessments[stageOfPeers] ?? school.assessments[0]
  return (
    <div className={s.page}>
      <header className={s.head}>
        <div>
          <p className={s.meta}>
            <span>{schoolYear(year, lang)}</span>
            <span>{w[`kind.${school.kind}`]}</span>
            <span>{w[`ownership.${school.ownership}`]}</span>
            <span>{w[`locale.${school.locale}`]}</span>
            <span>
              <Zh>{school.region.name}</Zh>
            </span>
            {school.builtYear && <span>{t.built(String(school.builtYear))}</span>}
            {school.isBoarding && <span>{t.boarding}</span>}
            {school.group && (
              <span>
                <Zh>{school.group}</Zh>
              </span>
            )}
            <span>{t.code(school.code)}</span>
          </p>
          <h1>
            <Zh>{school.name}</Zh>
          </h1>
        </div>
        <div className={cx(s.tools, 'no-print')}>
          <Button icon="print" onClick={() => window.print()}>
            {t.print}
          </Button>
          {school.assessments.length > 0 && (
            <Link to={paths.whatIf} search={{ region: school.region.code, school: code }} className={s.second}>
              {t.what_if}
            </Link>
          )}
          <SheetMenu school={code} year={year} />
          <Link to={paths.report} params={{ code, year: String(year) }} className={s.action}>
            {can(role, 'fill') ? t.fill : t.view}
          </Link>
        </div>
      </header>
      {school.assessments.length === 0 && (
        <Empty title={t.no_assessment}>
          <p>{t.no_assessment_hint}</p>
        </Empty>
      )}
      <div className={s.units}>
        {school.assessments.map((a) => (
          <UnitCard key={a.id} assessment={a} history={[...school.h4, ...school.h3, ...school.h2, ...school.h1, ...school.assessments].filter((h) => h.stage === a.stage)} onTrace={(indicator) => openTrace(`${indicator}.${a.stage}`)} />
        ))}
      </div>
      {school.itemResults.length > 0 && <SchoolItems items={school.itemResults} onTrace={openTrace} />}
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
      {trace && <SchoolTrace code={code} year={year} wanted={trace} onClose={() => openTrace(undefined)} />}
    </div>
  )
}
