import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Failure } from '../../components/Failure.tsx'
import { MOST_BLOCKERS, indicatorNames, isIndicator, isResource, RESOURCES, valueDigits } from '../../components/indicators.ts'
import { useScope } from '../../components/shell/scope.ts'
import { useViewer } from '../../components/shell/ViewerContext.ts'
import { StatusMark } from '../../components/StatusMark.tsx'
import { UnitsNote } from '../../components/UnitsNote.tsx'
import { useUnits } from '../../components/useUnits.ts'
import { words } from '../../components/words.ts'
import { graphql } from '../../gql/index.ts'
import { useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { can } from '../../lib/can.ts'
import { number } from '../../lib/format.ts'
import { useGraph } from '../../lib/graph.ts'
import { useTitle } from '../../lib/useTitle.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Empty, Notice, Skeleton } from '../../ui/State.tsx'
import { BalanceCard } from './BalanceCard.tsx'
import { DriftCard } from './DriftCard.tsx'
import { IndicatorTrace } from './IndicatorTrace.tsx'
import s from './Indicators.module.css'
import { indicatorTexts } from './texts.ts'
import { UnitsRanked } from './UnitsRanked.tsx'

const IndicatorQuery = graphql(`
  query Indicator($region: String!, $year: Int!, $code: String!) {
    countyAssessment(regionCode: $region, year: $year) {
      id
      computedAt
      edition {
        code
        indicators {
          code
        }
      }
      indicator(code: $code) {
        status
        display
        conclusion
        warnings
        blockers {
          id
          code
          name
        }
        indicator {
          code
          area
          name
          text
          kind
          level
          unit
          primary: threshold(stage: PRIMARY)
          junior: threshold(stage: JUNIOR)
        }
      }
      primary: balance(indicator: $code, stage: PRIMARY) {
        ...BalanceCard_balance
        ...DriftCard_balance
      }
      junior: balance(indicator: $code, stage: JUNIOR) {
        ...BalanceCard_balance
        ...DriftCard_balance
      }
    }
  }
`)

/** One indicator: its text and rule, what the county comes to and why, and every school by it. */
export function IndicatorPage() {
  const t = useText(indicatorTexts)
  const w = useText(words)
  const names = useText(indicatorNames)
  const { code } = useParams({ from: '/app/indicators/$code' })
  const { trace } = useSearch({ from: '/app/indicators/$code' })
  const { region, year } = useScope()
  const { role } = useViewer()
  const navigate = useNavigate()
  const { data, error, isLoading, retry } = useGraph(IndicatorQuery, { region, year, code }, { pause: region === '' })
  const county = data?.countyAssessment
  const result = county?.indicator
  const all = useUnits(isResource(code) ? region : '', year, county?.computedAt)
  const name = isIndicator(code) ? names[code] : (result?.indicator.name ?? code)
  useTitle(`${code} ${name}`)

  if (error && !data) return <Failure error={error} onRetry={retry} />
  if (isLoading) return <Skeleton height={700} label={w.loading} />
  if (!county || !result) return <Empty isPage title={t.empty} />
  const codes = county.edition.indicators.map((i) => i.code)
  const at = codes.indexOf(code)
  const openTrace = (next: string | undefined) => void navigate({ to: paths.indicator, params: { code }, search: (old) => ({ ...old, trace: next }), resetScroll: false })
  const { indicator } = result
  const index = RESOURCES.findIndex((r) => r === code)
  return (
    <div className={s.page}>
      <header className={s.head}>
        <div>
          <p className={s.meta}>
            {w[`area.${indicator.area}`]} · {w[`indicatorKind.${indicator.kind}`]} · {w[`level.${indicator.level}`]}
          </p>
          <h1>
            {code} <Zh>{name}</Zh>
          </h1>
        </div>
        <nav className={s.steps} aria-label={t.title}>
          {codes[at - 1] && (
            <Link to={paths.indicator} params={{ code: codes[at - 1] ?? '' }}>
              ← {t.prev}
            </Link>
          )}
          {codes[at + 1] && (
            <Link to={paths.indicator} params={{ code: codes[at + 1] ?? '' }}>
              {t.next} →
            </Link>
          )}
        </nav>
      </header>
      <div className={s.two}>
        <Card title={t.result} aside={<StatusMark status={result.status} />}>
          {result.display && (
            <p className={s.big}>
              <Zh>{result.display}</Zh>
            </p>
          )}
          {result.conclusion && (
            <p>
              {t.conclusion}：<Zh>{result.conclusion}</Zh>
            </p>
          )}
          {result.warnings.map((warning) => {
            const key = `warning.${warning}`
            return (
              <Notice key={warning} tone="warn">
                {Object.hasOwn(t, key) ? String(t[key as keyof typeof t]) : <Zh>{warning}</Zh>}
              </Notice>
            )
          })}
          <p className={s.actions}>
            <Button onClick={() => openTrace('county')}>{t.how}</Button>
            {(indicator.kind === 'ATTESTED' || indicator.kind === 'MIXED' || indicator.kind === 'SUPPLIED') && can(role, 'attest') && <Link to={paths.attestations}>{t.attest}</Link>}
          </p>
        </Card>
        <Card title={t.text}>
          <p lang="zh-CN">{indicator.text}</p>
          {isResource(code) && (
            <p className={s.meta}>
              {t.threshold}：{t.primary_junior(number(indicator.primary, code === 'R6' ? 0 : 1), number(indicator.junior, code === 'R6' ? 0 : 1))} <Zh>{indicator.unit ?? ''}</Zh>
            </p>
          )}
        </Card>
      </div>
      {isResource(code) && (
        <div className={s.two}>
          {county.primary && <BalanceCard balance={county.primary} digits={valueDigits(code)} onTrace={() => openTrace('PRIMARY')} />}
          {county.junior && <BalanceCard balance={county.junior} digits={valueDigits(code)} onTrace={() => openTrace('JUNIOR')} />}
        </div>
      )}
      {isResource(code) && (
        <div className={s.two}>
          {county.primary && <DriftCard balance={county.primary} digits={valueDigits(code)} isOwn={role === 'SCHOOL'} />}
          {county.junior && <DriftCard balance={county.junior} digits={valueDigits(code)} isOwn={role === 'SCHOOL'} />}
        </div>
      )}
      {isResource(code) ? (
        <>
          <UnitsNote of={all} />
          <UnitsRanked code={code} index={index} units={all.units} />
        </>
      ) : (
        <Card title={t.blockers} aside={role === 'SCHOOL' ? t.blockers_own : result.blockers.length < MOST_BLOCKERS ? number(result.blockers.length) : t.blockers_most(number(MOST_BLOCKERS))}>
          {result.blockers.length === 0 && <p>{t.blockers_none}</p>}
          <ul className={s.blockers}>
            {result.blockers.map((b) => (
              <li key={b.id}>
                <Link to={paths.school} params={{ code: b.code }} search={indicator.level === 'SCHOOL' ? { trace: code } : {}}>
                  <Zh>{b.name}</Zh>
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {trace && <IndicatorTrace region={region} year={year} code={code} wanted={trace} onClose={() => openTrace(undefined)} />}
    </div>
  )
}
