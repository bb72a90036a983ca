import { Link } from '@tanstack/react-router'
import { Failure } from '../../components/Failure.tsx'
import { indicatorNames, isIndicator } from '../../components/indicators.ts'
import { useScope } from '../../components/shell/scope.ts'
import { StatusMark } from '../../components/StatusMark.tsx'
import { words } from '../../components/words.ts'
import { graphql } from '../../gql/index.ts'
import { useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { number } from '../../lib/format.ts'
import { useGraph } from '../../lib/graph.ts'
import { useTitle } from '../../lib/useTitle.ts'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/Card.tsx'
import { Empty, Skeleton } from '../../ui/State.tsx'
import s from './Indicators.module.css'
import { indicatorTexts } from './texts.ts'

const IndicatorsQuery = graphql(`
  query Indicators($region: String!, $year: Int!) {
    countyAssessment(regionCode: $region, year: $year) {
      id
      edition {
        code
        name
      }
      areas {
        area
        total
        met
      }
      indicators {
        indicator {
          code
          area
          name
          kind
          level
        }
        status
        display
      }
    }
  }
`)

/** Every indicator of the edition with what the county comes to, by area. */
export function IndicatorsPage() {
  const t = useText(indicatorTexts)
  const w = useText(words)
  const names = useText(indicatorNames)
  const { region, year } = useScope()
  const { data, error, isLoading, retry } = useGraph(IndicatorsQuery, { region, year }, { pause: region === '' })
  useTitle(t.title)
  if (error && !data) return <Failure error={error} onRetry={retry} />
  if (isLoading) return <Skeleton height={700} label={w.loading} />
  const county = data?.countyAssessment
  if (!county) return <Empty isPage title={t.empty} />
  return (
    <div className={s.page}>
      <header>
        <p className={s.meta}>
          {t.lead('')}
          <Zh>{county.edition.name}</Zh>
        </p>
        <h1>{t.title}</h1>
      </header>
      {county.areas.map((a) => (
        <Card key={a.area} flush title={w[`area.${a.area}`]} aside={`${number(a.met)} / ${number(a.total)}`}>
          <table className={s.table}>
            <thead>
              <tr>
                <th scope="col">{t['col.name']}</th>
                <th scope="col">{t['col.kind']}</th>
                <th scope="col">{t['col.level']}</th>
                <th scope="col" className={s.number}>
                  {t['col.value']}
                </th>
                <th scope="col">{t['col.result']}</th>
              </tr>
            </thead>
            <tbody>
              {county.indicators
                .filter((r) => r.indicator.area === a.area)
                .map((r) => (
                  <tr key={r.indicator.code}>
                    <th scope="row">
                      <Link to={paths.indicator} params={{ code: r.indicator.code }}>
                        <b>{r.indicator.code}</b> <Zh>{isIndicator(r.indicator.code) ? names[r.indicator.code] : r.indicator.name}</Zh>
                      </Link>
                    </th>
                    <td>{w[`indicatorKind.${r.indicator.kind}`]}</td>
                    <td>{w[`level.${r.indicator.level}`]}</td>
                    <td className={s.number}>{r.display ? <Zh>{r.display}</Zh> : '–'}</td>
                    <td>
                      <StatusMark status={r.status} />
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
        </Card>
      ))}
    </div>
  )
}
