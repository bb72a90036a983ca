import { useState } from 'react'
import { Failure } from '../../components/Failure.tsx'
import { PaperButtons } from '../../components/papers/PaperButtons.tsx'
import { type PickedSchool, SchoolPicker } from '../../components/SchoolPicker.tsx'
import { useScope } from '../../components/shell/scope.ts'
import { useViewer } from '../../components/shell/ViewerContext.ts'
import { words } from '../../components/words.ts'
import { graphql } from '../../gql/index.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { can, canTexts } from '../../lib/can.ts'
import { schoolYear } from '../../lib/format.ts'
import { useGraph } from '../../lib/graph.ts'
import { useTitle } from '../../lib/useTitle.ts'
import { Card } from '../../ui/Card.tsx'
import { Empty, Notice, Skeleton } from '../../ui/State.tsx'
import { GapList } from './GapList.tsx'
import { KeepReport, type Kept } from './KeepReport.tsx'
import s from './PapersPage.module.css'
import { papersTexts } from './texts.ts'

const PapersQuery = graphql(`
  query Papers($region: String!, $year: Int!) {
    papers(regionCode: $region, year: $year) {
      kind
      formats
      gaps {
        table
        item
        reason
      }
    }
    schools(where: { region: $region, isOpenIn: $year }, orderBy: { field: NAME, direction: ASC }, first: 100) {
      totalCount
      nodes {
        id
        code
        name
      }
    }
  }
`)

/** The papers that the county hands in for a year: what they lack, and the files. */
export function PapersPage() {
  const t = useText(papersTexts)
  const w = useText(words)
  const why = useText(canTexts)
  const lang = useLang()
  const { region, year } = useScope()
  const { role } = useViewer()
  const [kept, setKept] = useState<Kept | null>(null)
  const [chosen, setChosen] = useState<PickedSchool | null>(null)
  const mayRead = can(role, 'papers')
  const { data, error, isLoading, retry } = useGraph(PapersQuery, { region, year }, { pause: region === '' || !mayRead, fresh: true })
  useTitle(t.title)
  if (!mayRead) return <Notice tone="warn">{why[`why.${role}`]}</Notice>
  if (error && !data) return <Failure error={error} onRetry={retry} />
  if (isLoading || !data) return <Skeleton height={520} label={w.loading} />
  const form = data.papers?.find((p) => p.kind === 'FORM')
  const report = data.papers?.find((p) => p.kind === 'REPORT')
  const schools = data.schools.nodes
  // A school chosen in another county is none of this one's: its code begins with the county's. One chosen in another year may
  // not be open in this.
  const isHere = chosen?.code.startsWith(region) && (data.schools.totalCount > schools.length || schools.some((x) => x.code === chosen.code))
  const school = isHere ? chosen : (schools[0] ?? null)
  return (
    <div className={s.page}>
      <header>
        <h1>{t.title}</h1>
        <p className={s.lead}>{t.lead(schoolYear(year, lang))}</p>
      </header>
      {!form || !report ? (
        <Empty title={t.empty}>
          <p>{t.empty_hint}</p>
        </Empty>
      ) : (
        <div className={s.papers}>
          <Card title={t.form}>
            <p className={s.lead}>{t.form_lead}</p>
            <GapList gaps={form.gaps} />
            <PaperButtons paper={{ kind: 'FORM', regionCode: region, year }} name={t.form} formats={form.formats} />
          </Card>
          <Card title={t.report}>
            <p className={s.lead}>{t.report_lead}</p>
            <GapList gaps={report.gaps} />
            {can(role, 'import') && <KeepReport kept={kept} onKeep={setKept} />}
            <PaperButtons paper={{ kind: 'REPORT', regionCode: region, year, ...(kept ? { keptUploadId: kept.id } : {}) }} name={t.report} formats={report.formats} />
          </Card>
          <Card title={t.sheet}>
            <p className={s.lead}>{t.sheet_lead}</p>
            <SchoolPicker label={t.school} region={region} schools={schools} total={data.schools.totalCount} chosen={school} onChoose={setChosen} />
            {school && <PaperButtons key={school.code} paper={{ kind: 'SCHOOL_SHEET', schoolCode: school.code, year }} name={t.sheet} formats={report.formats} />}
          </Card>
        </div>
      )}
    </div>
  )
}
