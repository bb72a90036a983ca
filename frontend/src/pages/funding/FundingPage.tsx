import { useState } from 'react'
import { Failure } from '../../components/Failure.tsx'
import { useScope } from '../../components/shell/scope.ts'
import { useViewer } from '../../components/shell/ViewerContext.ts'
import { words } from '../../components/words.ts'
import { graphql } from '../../gql/index.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { can, canTexts } from '../../lib/can.ts'
import { cx } from '../../lib/cx.ts'
import { decimal, money, number, signedPercent } from '../../lib/format.ts'
import { useGraph } from '../../lib/graph.ts'
import { useTitle } from '../../lib/useTitle.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Empty, Skeleton } from '../../ui/State.tsx'
import { FundingDialog } from './FundingDialog.tsx'
import s from './FundingPage.module.css'
import { fundingTexts } from './texts.ts'

const FundingQuery = graphql(`
  query Funding($region: String!) {
    fundingYears(where: { region: $region }, first: 50) {
      nodes {
        id
        fiscalYear
        generalBudgetSpend
        recurrentRevenue
        operatingQuotaPrimary
        operatingQuotaJunior
        boardingSupplement
        specialFunds
        growth
        spendPerPupil
        warnings
        version
      }
    }
  }
`)

/** The county's money by fiscal year, with its growth. */
export function FundingPage() {
  const t = useText(fundingTexts)
  const w = useText(words)
  const why = useText(canTexts)
  const lang = useLang()
  const { region } = useScope()
  const { role } = useViewer()
  const [editing, setEditing] = useState<number | 'new' | null>(null)
  const { data, error, isLoading, retry } = useGraph(FundingQuery, { region }, { pause: region === '' })
  useTitle(t.title)
  if (error && !data) return <Failure error={error} onRetry={retry} />
  if (isLoading || !data) return <Skeleton height={420} label={w.loading} />
  const rows = data.fundingYears.nodes.toSorted((a, b) => b.fiscalYear - a.fiscalYear)
  const reason = can(role, 'funding') ? null : why[`why.${role}`]
  const most = Math.max(...rows.map((r) => Number(r.generalBudgetSpend)), 1)
  return (
    <div className={s.page}>
      <header className={s.head}>
        <div>
          <h1>{t.title}</h1>
          <p className={s.lead}>{t.lead}</p>
        </div>
        <Button look="primary" icon="plus" reason={reason} onClick={() => setEditing('new')}>
          {t.add}
        </Button>
      </header>
      {rows.length === 0 ? (
        <Empty title={t.empty} />
      ) : (
        <Card flush title={t.spend}>
          <div className={s.scroll}>
            <table className={s.table}>
              <thead>
                <tr>
                  <th scope="col">{t.year}</th>
                  <th scope="col" colSpan={2}>
                    {t.spend}
                  </th>
                  <th scope="col" className={s.number}>
                    {t.growth}
                  </th>
                  <th scope="col" className={s.number}>
                    {t.per_pupil}
                  </th>
                  <th scope="col" className={s.number}>
                    {t.quota}
                  </th>
                  <th scope="col" className={s.number}>
                    {t.revenue}
                  </th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {rows.map((r) => (
                  <tr key={r.id}>
                    <th scope="row">{r.fiscalYear}</th>
                    <td className={s.bar}>
                      <i style={{ width: `${(Number(r.generalBudgetSpend) / most) * 100}%` }} />
                    </td>
                    <td className={s.number}>
                      <b>{money(r.generalBudgetSpend, lang)}</b>
                    </td>
                    <td className={cx(s.number, (r.growth ?? 0) < 0 && s.bad)}>
                      {signedPercent(r.growth)}
                      {r.warnings.map((x) => (
                        <small key={x} className={s.bad}>
                          ◆ {x === 'TOTAL_FELL' || x === 'PER_PUPIL_FELL' ? t[`warning.${x}`] : x}
                        </small>
                      ))}
                    </td>
                    <td className={s.number}>{r.spendPerPupil ? `${number(Number(r.spendPerPupil))} ${lang === 'zh' ? '元' : 'yuan'}` : '–'}</td>
                    <td className={s.number}>
                      {decimal(r.operatingQuotaPrimary)} / {decimal(r.operatingQuotaJunior)}
                    </td>
                    <td className={s.number}>{money(r.recurrentRevenue, lang)}</td>
                    <td className={s.number}>
                      <Button reason={reason} onClick={() => setEditing(r.fiscalYear)}>
                        {t.edit}
                        <span className="visually-hidden"> {r.fiscalYear}</span>
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Card>
      )}
      {editing !== null && <FundingDialog region={region} year={editing === 'new' ? null : editing} row={rows.find((r) => r.fiscalYear === editing)} onClose={() => setEditing(null)} />}
    </div>
  )
}
