import { type ReactNode, useState } from 'react'
import { Failure } from '../../components/Failure.tsx'
import { indicatorNames, isIndicator } from '../../components/indicators.ts'
import { useScope } from '../../components/shell/scope.ts'
import { useViewer } from '../../components/shell/ViewerContext.ts'
import { StatusMark } from '../../components/StatusMark.tsx'
import { words } from '../../components/words.ts'
import { readFragment } from '../../gql/index.ts'
import type { Claim_attestationFragment } from '../../gql/graphql.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { can, canTexts } from '../../lib/can.ts'
import { cx } from '../../lib/cx.ts'
import { schoolYear } from '../../lib/format.ts'
import { useGraph } from '../../lib/graph.ts'
import { useTitle } from '../../lib/useTitle.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Empty, Skeleton } from '../../ui/State.tsx'
import { AttestDialog } from './AttestDialog.tsx'
import rows from '../../ui/Rows.module.css'
import s from './AttestationsPage.module.css'
import { AttestationsQuery, Claim_attestation, SchoolClaimsQuery } from './documents.ts'
import { attestTexts } from './texts.ts'
import { VetoDialog } from './VetoDialog.tsx'

type Claim = Claim_attestationFragment

/** What is claimed and proved by documents, item by item. */
export function AttestationsPage() {
  const t = useText(attestTexts)
  const w = useText(words)
  const names = useText(indicatorNames)
  const why = useText(canTexts)
  const lang = useLang()
  const { region, year } = useScope()
  const { role } = useViewer()
  const [editing, setEditing] = useState<string | null>(null)
  const { data, error, isLoading, retry } = useGraph(AttestationsQuery, { region, year }, { pause: region === '', fresh: true })
  useTitle(t.title)
  if (error && !data) return <Failure error={error} onRetry={retry} />
  if (isLoading || !data) return <Skeleton height={700} label={w.loading} />
  const county = data.countyAssessment
  if (!county) return <Empty isPage title={t.empty} />
  const reason = can(role, 'attest') ? null : why[`why.${role}`]
  const items = county.indicators.filter((r) => r.indicator.kind !== 'COMPUTED')
  const nameOf = (code: string, fallback: string) => (isIndicator(code) ? names[code] : fallback)
  const claimsOf = (code: string): Claim[] => readFragment(Claim_attestation, data.attestations.nodes.filter((a) => a.indicator === code))
  const edited = items.find((r) => r.indicator.code === editing)
  const veto = county.vetoes.find((v) => v.code === editing)
  return (
    <div className={s.page}>
      <header>
        <h1>
          {t.title} · {schoolYear(year, lang)}
        </h1>
        <p className={s.lead}>{t.lead}</p>
      </header>
      <Card flush title={t.items}>
        <table className={cx(s.table, rows.rows)}>
          <thead>
            <tr>
              <th scope="col">{t['col.item']}</th>
              <th scope="col">{t['col.claim']}</th>
              <th scope="col">{t['col.conclusion']}</th>
              <th scope="col">{t.result}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {items.map((r) => {
              const { code } = r.indicator
              const claims = claimsOf(code)
              return (
                <tr key={code}>
                  <th scope="row">
                    <b>{code}</b> <Zh>{nameOf(code, r.indicator.name)}</Zh>
                    <small>{w[`indicatorKind.${r.indicator.kind}`]}</small>
                  </th>
                  <td>
                    <Claims claims={claims}>{r.indicator.level === 'SCHOOL' && <SchoolClaims region={region} year={year} code={code} isAlone={claims.length === 0} />}</Claims>
                  </td>
                  <td className={s.conclusion}>
                    {claims
                      .filter((c) => c.conclusion)
                      .map((c) => (
                        <p key={c.id}>
                          <Zh>{c.conclusion ?? ''}</Zh>
                        </p>
                      ))}
                  </td>
                  <td>
                    <StatusMark status={r.status} />
                  </td>
                  <td>
                    <Button reason={reason} onClick={() => setEditing(code)}>
                      {t.edit}
                      <span className="visually-hidden"> {code}</span>
                    </Button>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </Card>
      <Card flush title={t.vetoes}>
        <table className={cx(s.table, rows.rows)}>
          <tbody>
            {county.vetoes.map((v) => (
              <tr key={v.code}>
                <th scope="row">
                  <b>{v.code}</b> <Zh>{v.text}</Zh>
                </th>
                <td className={v.answer ? s.bad : undefined}>{v.answer === true ? `◆ ${t.happened}` : v.answer === false ? `✓ ${t.did_not}` : t.open}</td>
                <td>
                  <Button reason={reason} onClick={() => setEditing(v.code)}>
                    {t.edit}
                    <span className="visually-hidden"> {v.code}</span>
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
      {edited && (
        <AttestDialog
          region={region}
          year={year}
          code={edited.indicator.code}
          name={nameOf(edited.indicator.code, edited.indicator.name)}
          text={edited.indicator.text}
          bySchool={edited.indicator.level === 'SCHOOL'}
          bySubject={edited.indicator.kind === 'SUPPLIED'}
          claims={claimsOf(edited.indicator.code)}
          schools={data.schools.nodes}
          schoolCount={data.schools.totalCount}
          onClose={() => setEditing(null)}
          onSaved={retry}
        />
      )}
      {veto && <VetoDialog region={region} year={year} code={veto.code} text={veto.text} answer={veto.answer ?? null} onClose={() => setEditing(null)} onSaved={retry} />}
    </div>
  )
}

function Claims({ claims, children }: { claims: readonly Claim[]; children: ReactNode }) {
  const t = useText(attestTexts)
  return (
    <>
      {claims.length === 0 && !children && <span className={s.open}>{t.none}</span>}
      {claims.map((c) => (
        <span key={c.id} className={c.met ? s.claim : s.badClaim}>
          {c.subject && <Zh>{c.subject}</Zh>} {c.met ? `✓ ${t.met}` : `◆ ${t.unmet}`}
        </span>
      ))}
      {children}
    </>
  )
}

/** How many schools have a claim of their own for this item. */
function SchoolClaims({ region, year, code, isAlone }: { region: string; year: number; code: string; isAlone: boolean }) {
  const t = useText(attestTexts)
  const { data } = useGraph(SchoolClaimsQuery, { region, year, code }, { fresh: true })
  if (!data) return null
  const schools = data.all.totalCount - data.own.totalCount
  if (schools === 0) return isAlone ? <span className={s.open}>{t.none}</span> : null
  return <small>{t.schools(schools)}</small>
}
