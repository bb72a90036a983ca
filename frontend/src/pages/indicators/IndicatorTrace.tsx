import { TraceDrawer } from '../../components/TraceDrawer.tsx'
import { words } from '../../components/words.ts'
import { graphql } from '../../gql/index.ts'
import { useText } from '../../i18n/text.ts'
import { useGraph } from '../../lib/graph.ts'
import { indicatorTexts } from './texts.ts'

const CountyTrace = graphql(`
  query CountyTrace($region: String!, $year: Int!, $code: String!) {
    countyAssessment(regionCode: $region, year: $year) {
      id
      indicator(code: $code) {
        trace {
          ...TraceView_trace
        }
      }
    }
  }
`)

const BalanceTrace = graphql(`
  query BalanceTrace($region: String!, $year: Int!, $code: String!, $stage: Stage!) {
    countyAssessment(regionCode: $region, year: $year) {
      id
      balance(indicator: $code, stage: $stage) {
        trace {
          ...TraceView_trace
        }
      }
    }
  }
`)

interface Props {
  region: string
  year: number
  code: string
  wanted: string
  onClose: () => void
}

/** The trace that an address names: "county" for the county's result, or a stage for its coefficient. */
export function IndicatorTrace({ region, year, code, wanted, onClose }: Props) {
  const t = useText(indicatorTexts)
  const w = useText(words)
  const stage = wanted === 'PRIMARY' || wanted === 'JUNIOR' ? wanted : null
  const county = useGraph(CountyTrace, { region, year, code }, { pause: stage !== null })
  const balance = useGraph(BalanceTrace, { region, year, code, stage: stage ?? 'PRIMARY' }, { pause: stage === null })
  return (
    <TraceDrawer
      title={stage ? t.trace_balance(code, w[`stage.${stage}`]) : t.trace_county(code)}
      trace={stage ? balance.data?.countyAssessment?.balance?.trace : county.data?.countyAssessment?.indicator?.trace}
      isLoading={county.isLoading || balance.isLoading}
      error={county.error ?? balance.error}
      onClose={onClose}
    />
  )
}
