import { Link } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { Failure } from '../../components/Failure.tsx'
import { useScope } from '../../components/shell/scope.ts'
import { useViewer } from '../../components/shell/ViewerContext.ts'
import { UnitsNote } from '../../components/UnitsNote.tsx'
import { useUnits } from '../../components/useUnits.ts'
import { words } from '../../components/words.ts'
import { graphql } from '../../gql/index.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { can } from '../../lib/can.ts'
import { dateTime, number, schoolYear } from '../../lib/format.ts'
import { useGraph, useStream } from '../../lib/graph.ts'
import { useTitle } from '../../lib/useTitle.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty, Skeleton } from '../../ui/State.tsx'
import { AreaCells } from './AreaCells.tsx'
import { FirstGaps } from './FirstGaps.tsx'
import { FundingCard } from './FundingCard.tsx'
import { InstrumentPanel } from './InstrumentPanel.tsx'
import s from './OverviewPage.module.css'
import { ReportState } from './ReportState.tsx'
import { overviewTexts } from './texts.ts'

const OverviewQuery = graphql(`
  query Overview($region: String!, $year: Int!) {
    countyAssessment(regionCode: $region, year: $year) {
      id
      computedAt
      schoolCount
      teacherCount
      studentCount
      primary: unitCount(stage: PRIMARY)
      junior: unitCount(stage: JUNIOR)
      areas {
        met
        unmet
        pending
        total
      }
      vetoes {
        code
        answer
      }
      ...AreaCells_county
      ...InstrumentPanel_county
      ...ReportState_county
    }
    trend: countyAssessments(where: { region: $region }, first: 30) {
      nodes {
        id
        ...InstrumentPanel_trend
      }
    }
    fundingYears(where: { region: $region }, first: 20) {
      nodes {
        id
        ...FundingCard_funding
      }
    }
    schools(where: { region: $region, isOpenIn: $year }, orderBy: { field: NAME, direction: ASC }, first: 100) {
      totalCount
      nodes {
        id
        ...ReportState_school
      }
    }
  }
`)

const Changed = graphql(`
  subscription CountyChanged($region: String!, $year: Int!) {
    countyAssessmentChanged(regionCode: $region, year: $year) {
      id
      computedAt
    }
  }
`)

/** Are we there, where is the gap, who must do what: one county in one year on one screen. */
export function OverviewPage() {
  const t = useText(overviewTexts)
  const w = useText(words)
  const lang = useLang()
  const { region, year } = useScope()
  const { role } = useViewer()
  const { data, error, isLoading, retry } = useGraph(OverviewQuery, { region, year }, { pause: region === '' })
  useStream(Changed, { region, year }, { pause: region === '' })
  const county = data?.countyAssessment
  const all = useUnits(region, year, county?.computedAt)
  const [opened, setOpened] = useState<{ key: string; at: string } | null>(null)
  // The headline is painted first; what has two thousand marks follows in slices.
  const isHeadlineDrawn = useDeferredValue(county !== undefined, false)
  const key = `${region} ${year}`
  if (county && opened?.key !== key) setOpened({ key, at: county.computedAt })
  useTitle(t.title)

  if (region === '') return <Empty isPage title={t.no_county} />
  if (error && !data) return <Failure error={error} onRetry={retry} />
  if (isLoading || !data) {
    return (
      <div className={s.page}>
        <Skeleton height={66} label={w.loading} />
        <Skeleton height={122} label={w.loading} />
        <Skeleton height={420} label={w.loading} />
        <Skeleton height={160} label={w.loading} />
      </div>
    )
  }
  if (!county) {
    return (
      <Empty isPage title={t.empty}>
        <p>{t.empty_next}</p>
        {can(role, 'import') && <Link to={paths.imports}>{t.to_import}</Link>}
      </Empty>
    )
  }

  const { areas } = county
  const sum = (pick: (a: (typeof areas)[number]) => number) => areas.reduce((total, a) => total + pick(a), 0)
  const unmet = sum((a) => a.unmet)
  const pending = sum((a) => a.pending)
  return (
    <div className={s.page}>
      <header className={s.head}>
        <div>
          <p className={s.meta}>
            <span>{t.self(schoolYear(year, lang))}</span>
            <span>{t.meta_schools(number(county.schoolCount), number(county.primary), number(county.junior))}</span>
            <span>{t.meta_students(number(county.studentCount))}</span>
            <span>{t.meta_teachers(number(county.teacherCount))}</span>
            <span>{t.meta_at(dateTime(county.computedAt, lang))}</span>
            {opened && opened.at !== county.computedAt && <span role="status">{t.changed}</span>}
          </p>
          <h1>
            {t.counts(number(sum((a) => a.total)))}
            <span className={s.met}>{t.met(number(sum((a) => a.met)))}</span>
            {unmet > 0 && t.comma}
            {unmet > 0 && <span className={s.unmet}>{t.unmet(number(unmet))}</span>}
            {pending > 0 && t.comma}
            {pending > 0 && <span>{t.pending(number(pending))}</span>}
          </h1>
        </div>
        <div className={s.tools}>
          <Vetoes vetoes={county.vetoes} />
          <Button icon="print" onClick={() => window.print()}>
            {t.print}
          </Button>
        </div>
      </header>
      <AreaCells county={county} />
      {isHeadlineDrawn ? (
        <>
          <UnitsNote of={all} />
          <InstrumentPanel county={county} trend={data.trend.nodes} units={all.units} isOwn={role === 'SCHOOL'} />
          <div className={s.cards}>
            <FirstGaps units={all.units} isKnown={!all.isLoading && !all.error} />
            <ReportState county={county} schools={data.schools.nodes} total={data.schools.totalCount} />
            <FundingCard years={data.fundingYears.nodes} />
          </div>
        </>
      ) : (
        <Skeleton height={600} label={w.loading} />
      )}
    </div>
  )
}

function Vetoes({ vetoes }: { vetoes: readonly { code: string; answer?: boolean | null }[] }) {
  const t = useText(overviewTexts)
  const hit = vetoes.filter((v) => v.answer === true).length
  const open = vetoes.filter((v) => v.answer === null || v.answer === undefined).length
  return (
    <p className={s.vetoes}>
      {t.vetoes}
      <b className={hit > 0 ? s.unmet : open > 0 ? undefined : s.met}>{hit > 0 ? `◆ ${t.vetoes_hit(number(hit))}` : open > 0 ? t.vetoes_open(number(open)) : `✓ ${t.vetoes_none}`}</b>
    </p>
  )
}
