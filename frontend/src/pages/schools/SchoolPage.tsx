import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Failure } from '../../components/Failure.tsx'
import { NotFound } from '../../components/NotFound.tsx'
import { NotOpen } from '../../components/NotOpen.tsx'
import { opennessOf, opennessTexts, openYearNear } from '../../components/openness.ts'
import { SheetMenu } from '../../components/papers/SheetMenu.tsx'
import { SchoolDialog } from '../../components/schoolForm/SchoolDialog.tsx'
import { schoolFormTexts } from '../../components/schoolForm/texts.ts'
import { useScope } from '../../components/shell/scope.ts'
import { useViewer } from '../../components/shell/ViewerContext.ts'
import { words } from '../../components/words.ts'
import { graphql } from '../../gql/index.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { can, canTexts } from '../../lib/can.ts'
import { cx } from '../../lib/cx.ts'
import { schoolYear } from '../../lib/format.ts'
import { useGraph } from '../../lib/graph.ts'
import { useTitle } from '../../lib/useTitle.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty, Skeleton } from '../../ui/State.tsx'
import { SchoolItems } from './SchoolItems.tsx'
import s from './SchoolPage.module.css'
import { SchoolTabs } from './SchoolTabs.tsx'
import { SchoolTrace } from './SchoolTrace.tsx'
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
      firstYear
      lastYear
      ...SchoolDialog_school
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

/** One school in one year: where it stands, why, and what it reported. */
export function SchoolPage() {
  const t = useText(schoolTexts)
  const w = useText(words)
  const o = useText(opennessTexts)
  const form = useText(schoolFormTexts)
  const why = useText(canTexts)
  const lang = useLang()
  const { code } = useParams({ from: '/app/schools/$code' })
  const { trace } = useSearch({ from: '/app/schools/$code' })
  const { year, years } = useScope()
  const { role } = useViewer()
  const navigate = useNavigate()
  const [isEditing, setEditing] = useState(false)
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
  const near = openYearNear(school, year, years)
  const isOpen = opennessOf(school, year) === 'OPEN'
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
            {school.firstYear && <span>{o.first(schoolYear(school.firstYear, lang))}</span>}
            {school.lastYear && <span>{o.last(schoolYear(school.lastYear, lang))}</span>}
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
          <Button icon="fill" reason={can(role, 'schools') ? null : why[`why.${role}`]} onClick={() => setEditing(true)}>
            {form.edit}
          </Button>
          {school.assessments.length > 0 && (
            <Link to={paths.whatIf} search={{ region: school.region.code, school: code }} className={s.second}>
              {t.what_if}
            </Link>
          )}
          {isOpen && (
            <>
              <SheetMenu school={code} year={year} />
              <Link to={paths.report} params={{ code, year: String(year) }} className={s.action}>
                {can(role, 'fill') ? t.fill : t.view}
              </Link>
            </>
          )}
        </div>
      </header>
      {isOpen ? (
        <>
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
          <SchoolTabs school={school} year={year} />
        </>
      ) : (
        <NotOpen school={school} year={year}>
          {near && (
            <Link to={paths.school} params={{ code }} search={(old) => ({ ...old, year: near, trace: undefined })}>
              {o.go(schoolYear(near, lang))}
            </Link>
          )}
        </NotOpen>
      )}
      {isEditing && <SchoolDialog school={school} onClose={() => setEditing(false)} onSaved={() => setEditing(false)} />}
      {trace && isOpen && <SchoolTrace code={code} year={year} wanted={trace} onClose={() => openTrace(undefined)} />}
    </div>
  )
}
