import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type Change, formatChanges } from '../../components/changes.ts'
import { Failure } from '../../components/Failure.tsx'
import { useScope } from '../../components/shell/scope.ts'
import { useViewer } from '../../components/shell/ViewerContext.ts'
import { words } from '../../components/words.ts'
import { useText } from '../../i18n/text.ts'
import { can, canTexts } from '../../lib/can.ts'
import { cx } from '../../lib/cx.ts'
import { decimal, number } from '../../lib/format.ts'
import { useGraph } from '../../lib/graph.ts'
import { useTitle } from '../../lib/useTitle.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Empty, Notice, Skeleton } from '../../ui/State.tsx'
import { type Blocker, type Repair, RepairQuery, type Side, type Step } from './documents.ts'
import s from './RepairPage.module.css'
import { StepTable } from './StepTable.tsx'
import type { RepairSearch } from '../../components/repairSearch.ts'
import { bansOf, toInput, withBan } from '../../components/repairTerms.ts'
import { TermsForm } from './TermsForm.tsx'
import { repairTexts } from './texts.ts'

/** The cheapest way to let a county's schools pass, step by step. */
export function RepairPage() {
  const t = useText(repairTexts)
  const why = useText(canTexts)
  const { region, year } = useScope()
  const { role } = useViewer()
  const navigate = useNavigate()
  const search = useSearch({ from: '/app/repair' })
  const isAllowed = can(role, 'repair')
  const { data, error, isLoading, isStale, retry } = useGraph(RepairQuery, { input: toInput(region, year, search) }, { pause: region === '' || !isAllowed, fresh: true })
  useTitle(t.title)
  if (!isAllowed) return <Empty isPage title={why[`why.${role}`]} />
  if (error && !data) return <Failure error={error} onRetry={retry} />

  const patch = (next: RepairSearch) =>
    void navigate({ to: paths.repair, search: (old) => ({ ...old, cost: undefined, move: undefined, leave: undefined, budget: undefined, not: undefined, ...next }), resetScroll: false })
  const plan = data?.repair.repair
  const bans = bansOf(search)
  return (
    <div className={s.page}>
      <header>
        <h1>{t.title}</h1>
        <p className={s.lead}>{t.lead}</p>
      </header>
      <div className={s.columns}>
        <div className={cx(s.results, isStale && s.stale)} aria-busy={isLoading || isStale}>
          {isLoading || !data ? (
            <Skeleton height={420} label={t.computing} />
          ) : plan ? (
            <>
              <Summary plan={plan} isStale={isStale} region={region} />
              {plan.blockers.length > 0 && <Blockers blockers={plan.blockers} />}
              {plan.remaining.length > 0 && plan.blockers.every((b) => b.kind === 'BUDGET') && <Remaining remaining={plan.remaining} />}
              {plan.steps.length > 0 && (
                <Card flush title={t.plan}>
                  <StepTable steps={plan.steps} unitCount={units(plan.after)} onRuleOut={(school, indicator) => patch({ ...search, not: withBan(bans, { school, indicator }) })} />
                </Card>
              )}
            </>
          ) : (
            <Notice tone="error">{data.repair.userErrors.map((e) => e.message).join(' ') || t.refused}</Notice>
          )}
        </div>
        <div className={s.side}>
          <TermsForm search={search} costs={plan?.costs ?? []} onChange={patch} />
          {bans.length > 0 && (
            <Card title={t.banned}>
              <ul className={s.bans}>
                {bans.map((b) => (
                  <li key={`${b.school}.${b.indicator}`}>
                    <Link to={paths.school} params={{ code: b.school }}>
                      {b.school}
                    </Link>{' '}
                    {b.indicator}
                    <Button icon="close" aria-label={t.unban(b.school, b.indicator)} onClick={() => patch({ ...search, not: withBan(bans, b) })} />
                  </li>
                ))}
              </ul>
            </Card>
          )}
        </div>
      </div>
    </div>
  )
}

const units = (side: Side) => side.stages.reduce((sum, x) => sum + x.unitCount, 0)
const passing = (side: Side) => side.stages.reduce((sum, x) => sum + x.passingUnitCount, 0)
const within = (side: Side) => side.balances.filter((b) => b.status === 'MET').length

function Summary({ plan, isStale, region }: { plan: Repair; isStale: boolean; region: string }) {
  const t = useText(repairTexts)
  if (plan.steps.length === 0) return plan.blockers.length === 0 ? <Notice tone="good">{t.nothing}</Notice> : null
  const changes = formatChanges(plan.steps.flatMap(asChanges), region)
  const isTriable = plan.steps.reduce((sum, step) => sum + step.changes.length, 0) <= 200
  return (
    <Card>
      <div className={s.summary} role="status">
        <p className={s.total}>
          {t.total(decimal(plan.cost))}
          <small>{t.steps_count(number(plan.steps.length))}</small>
        </p>
        <p>
          {t.units(number(passing(plan.before)), number(passing(plan.after)), number(units(plan.after)))}
          <br />
          {t.within(number(within(plan.before)), number(within(plan.after)))}
        </p>
        {isTriable ? (
          <Link className={s.open} to={paths.whatIf} search={{ region, c: changes }}>
            {t.try_out}
          </Link>
        ) : (
          <span className={s.note}>{t.too_long}</span>
        )}
        {isStale && <span className="visually-hidden">{t.stale}</span>}
      </div>
      {plan.isHasty && <p className={s.note}>{t.hasty}</p>}
    </Card>
  )
}

/** A step's changes as the simulation page keeps them. */
function asChanges(step: Step): Change[] {
  return step.changes.map((c) =>
    c.key === null || c.key === undefined
      ? { kind: 'move', from: c.schoolCode, to: c.toCode ?? '', indicator: step.indicator.code, stage: step.stage ?? null, count: c.count ?? 0 }
      : { kind: 'figure', school: c.schoolCode, key: c.key, value: c.value ?? null },
  )
}

function Blockers({ blockers }: { blockers: readonly Blocker[] }) {
  const t = useText(repairTexts)
  const w = useText(words)
  return (
    <Notice tone="warn">
      <h2 className={s.heading}>◆ {t.blocked}</h2>
      <ul className={s.blockers}>
        {blockers.slice(0, 50).map((b) => (
          <li key={`${b.kind}-${b.school?.code ?? ''}-${b.stage ?? ''}-${b.indicator?.code ?? ''}`}>
            {b.school && (
              <>
                <Link to={paths.school} params={{ code: b.school.code }} lang="zh-CN">
                  {b.school.name}
                </Link>{' '}
              </>
            )}
            {b.stage && `${w[`stage.${b.stage}`]} `}
            {b.indicator && `${b.indicator.code} ${b.indicator.name}：`}
            {t[`blocked.${b.kind}`]}
            {b.need && b.most && `（${b.kind === 'BUDGET' ? t.need_money(decimal(b.need), decimal(b.most)) : t.need(decimal(b.need), decimal(b.most))}）`}
            {!b.need && b.most && `（${t.limit_is(decimal(b.most))}）`}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Remaining({ remaining }: { remaining: Repair['remaining'] }) {
  const t = useText(repairTexts)
  return (
    <Card title={t.remaining}>
      <p>{t.remaining_note}</p>
      <ul className={s.remaining}>
        {remaining.map((i) => (
          <li key={i.code}>
            <Link to={paths.indicator} params={{ code: i.code }}>
              {i.code} {i.name}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
