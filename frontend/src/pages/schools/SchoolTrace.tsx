import { indicatorNames, isIndicator } from '../../components/indicators.ts'
import { TraceDrawer } from '../../components/TraceDrawer.tsx'
import { graphql } from '../../gql/index.ts'
import { useText } from '../../i18n/text.ts'
import { useGraph } from '../../lib/graph.ts'
import { schoolTexts } from './texts.ts'

const UnitTrace = graphql(`
  query UnitTrace($code: String!, $year: Int!, $indicator: String!) {
    school(code: $code) {
      id
      assessments(year: $year) {
        id
        stage
        result(indicator: $indicator) {
          trace {
            ...TraceView_trace
          }
        }
      }
    }
  }
`)

const ItemTraces = graphql(`
  query ItemTraces($code: String!, $year: Int!) {
    school(code: $code) {
      id
      itemResults(year: $year) {
        indicator {
          code
        }
        trace {
          ...TraceView_trace
        }
      }
    }
  }
`)

/** The trace that an address names: R3.JUNIOR of a unit, or G3 of the school. */
export function SchoolTrace({ code, year, wanted, onClose }: { code: string; year: number; wanted: string; onClose: () => void }) {
  const t = useText(schoolTexts)
  const names = useText(indicatorNames)
  const [indicator = '', stage] = wanted.split('.')
  const unit = useGraph(UnitTrace, { code, year, indicator }, { pause: !stage })
  const item = useGraph(ItemTraces, { code, year }, { pause: Boolean(stage) })
  const trace = stage ? unit.data?.school?.assessments.find((a) => a.stage === stage)?.result?.trace : item.data?.school?.itemResults.find((r) => r.indicator.code === indicator)?.trace
  return (
    <TraceDrawer
      title={t.trace(isIndicator(indicator) ? `${indicator} ${names[indicator]}` : indicator)}
      trace={trace}
      isLoading={unit.isLoading || item.isLoading}
      error={unit.error ?? item.error}
      onClose={onClose}
    />
  )
}
