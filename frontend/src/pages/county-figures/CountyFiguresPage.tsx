import { Failure } from '../../components/Failure.tsx'
import { FieldsForm, formErrors } from '../../components/FieldsForm.tsx'
import { useScope } from '../../components/shell/scope.ts'
import { useViewer } from '../../components/shell/ViewerContext.ts'
import { useDictionary } from '../../components/useDictionary.ts'
import { words } from '../../components/words.ts'
import { graphql, readFragment } from '../../gql/index.ts'
import type { CountyFigures_countyYearFragment, RecordCountyYearInput } from '../../gql/graphql.ts'
import { texts, useLang, useText } from '../../i18n/text.ts'
import { can, canTexts } from '../../lib/can.ts'
import { errorCode, errorSentence } from '../../lib/errors.ts'
import { schoolYear } from '../../lib/format.ts'
import { useChange, useGraph } from '../../lib/graph.ts'
import { useTitle } from '../../lib/useTitle.ts'
import { Card } from '../../ui/Card.tsx'
import { Notice, Skeleton } from '../../ui/State.tsx'
import s from './CountyFiguresPage.module.css'

const own = texts(
  { title: '区县数据', lead: '全区（县）层面的数据，用于政府保障程度、教育质量和社会认可度的指标。右侧是上一年的数值。' },
  { title: 'County figures', lead: 'Figures of the county as a whole, for government support, quality and recognition. Last year stands at the right.' },
)

export const CountyFigures_countyYear = graphql(`
  fragment CountyFigures_countyYear on CountyYear {
    id
    version
    residents
    specialEdOperating
    specialEdStudents
    teacherPay
    civilServantPay
    rotationEligible
    rotated
    rotatedBackbone
    seniorQuota
    seniorAllocated
    seniorAllocatedRural
    migrantEligible
    migrantPublic
    migrantPurchased
    disabledChildren
    disabledEnrolled
    surveyIssued
    surveyValid
    surveySatisfied
    visited
    visitedSatisfied
  }
`)

const CountyFigures = graphql(`
  query CountyFigures($region: String!, $year: Int!, $before: Int!) {
    now: countyYear(regionCode: $region, year: $year) {
      id
      ...CountyFigures_countyYear
    }
    before: countyYear(regionCode: $region, year: $before) {
      id
      ...CountyFigures_countyYear
    }
  }
`)

const RecordCounty = graphql(`
  mutation RecordCounty($input: RecordCountyYearInput!) {
    recordCountyYear(input: $input) {
      countyYear {
        id
        ...CountyFigures_countyYear
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`)

/** The county's own figures of one year. */
export function CountyFiguresPage() {
  const t = useText(own)
  const w = useText(words)
  const why = useText(canTexts)
  const lang = useLang()
  const { region, year } = useScope()
  const { role } = useViewer()
  const fields = useDictionary('COUNTY_YEAR')
  const [, record] = useChange(RecordCounty)
  const { data, error, isLoading, retry } = useGraph(CountyFigures, { region, year, before: year - 1 }, { pause: region === '' })
  useTitle(t.title)
  if (error && !data) return <Failure error={error} onRetry={retry} />
  if (isLoading || !data || !fields) return <Skeleton height={640} label={w.loading} />
  const now = readFragment(CountyFigures_countyYear, data.now)
  const before = readFragment(CountyFigures_countyYear, data.before)
  return (
    <div className={s.page}>
      <header>
        <h1>
          {t.title} · {schoolYear(year, lang)}
        </h1>
        <p className={s.lead}>{t.lead}</p>
      </header>
      {!can(role, 'county') && <Notice>{why[`why.${role}`]}</Notice>}
      <Card>
        <FieldsForm
          key={`${region} ${year}`}
          fields={fields}
          isPartial
          initial={Object.fromEntries(fields.map((f) => [f.key, textOf(now, f.key)]))}
          before={Object.fromEntries(fields.map((f) => [f.key, textOf(before, f.key)]))}
          onSave={async (values) => {
            const input = { regionCode: region, year, values, expectedVersion: now?.version ?? 0 } as RecordCountyYearInput // keys and types come from the dictionary that the input follows
            const { data: answer, error: failed } = await record({ input })
            if (failed) return { general: errorSentence(errorCode(failed), lang) }
            return formErrors(answer?.recordCountyYear.userErrors ?? [], fields)
          }}
        />
      </Card>
    </div>
  )
}

function textOf(row: CountyFigures_countyYearFragment | null | undefined, key: string): string | null {
  const value: unknown = row ? Object.getOwnPropertyDescriptor(row, key)?.value : null
  return value === null || value === undefined ? null : String(value)
}
