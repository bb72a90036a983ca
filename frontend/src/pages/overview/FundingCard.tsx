import { Link } from '@tanstack/react-router'
import { useScope } from '../../components/shell/scope.ts'
import { useViewer } from '../../components/shell/ViewerContext.ts'
import { type FragmentType, graphql, readFragment } from '../../gql/index.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { can } from '../../lib/can.ts'
import { cx } from '../../lib/cx.ts'
import { money, signedPercent } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Card } from '../../ui/Card.tsx'
import s from './Cards.module.css'
import { overviewTexts } from './texts.ts'

export const FundingCard_funding = graphql(`
  fragment FundingCard_funding on FundingYear {
    id
    fiscalYear
    generalBudgetSpend
    growth
    warnings
  }
`)

/** The budget spent on education over the years, with its growth. */
export function FundingCard({ years }: { years: readonly FragmentType<typeof FundingCard_funding>[] }) {
  const t = useText(overviewTexts)
  const lang = useLang()
  const { role } = useViewer()
  const { year } = useScope()
  const rows = readFragment(FundingCard_funding, years)
    .filter((r) => r.fiscalYear <= year)
    .toSorted((a, b) => a.fiscalYear - b.fiscalYear)
    .slice(-3)
  const most = Math.max(...rows.map((r) => Number(r.generalBudgetSpend)), 1)
  const fell = rows.some((r) => r.warnings.length > 0)
  return (
    <Card title={can(role, 'funding') ? <Link to={paths.funding}>{t.funding}</Link> : t.funding}>
      {rows.length === 0 && <p className={s.quiet}>{t.funding_none}</p>}
      <table className={s.funding}>
        <tbody>
          {rows.map((r) => (
            <tr key={r.id}>
              <th scope="row">{r.fiscalYear}</th>
              <td className={s.track}>
                <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect className={s.rail} width="100" height="10" rx="1" />
                  <rect className={r.warnings.length > 0 ? s.fell : s.spent} width={(Number(r.generalBudgetSpend) / most) * 100} height="10" rx="1" />
                </svg>
              </td>
              <td className={s.money}>{money(r.generalBudgetSpend, lang)}</td>
              <td className={cx(s.growth, (r.growth ?? 0) < 0 && s.unmet)}>{signedPercent(r.growth)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > 1 && <p className={fell ? s.unmet : s.good}>{fell ? `◆ ${t.funding_warn}` : `✓ ${t.funding_up}`}</p>}
    </Card>
  )
}
