import { useMemo, useState } from 'react'
import { Failure } from '../../components/Failure.tsx'
import { useScope } from '../../components/shell/scope.ts'
import { useViewer } from '../../components/shell/ViewerContext.ts'
import { words } from '../../components/words.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { can } from '../../lib/can.ts'
import { cx } from '../../lib/cx.ts'
import { schoolYear } from '../../lib/format.ts'
import { useTitle } from '../../lib/useTitle.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Empty, Notice, Skeleton } from '../../ui/State.tsx'
import { ChangedUnits } from './ChangedUnits.tsx'
import { ChangeList } from './ChangeList.tsx'
import { CloseForm, EditionForm, MergeForm, MoveForm } from './forms.tsx'
import { Instruments } from './Instruments.tsx'
import { Outcome } from './Outcome.tsx'
import { SchoolFigures } from './SchoolFigures.tsx'
import { schoolsIn } from './schoolsIn.ts'
import { whatIfTexts } from './texts.ts'
import { useChanges } from './useChanges.ts'
import { useSimulation } from './useSimulation.ts'
import s from './WhatIfPage.module.css'

/** What would come of it: changes at the left, the county before and after beside them. Nothing is written. */
export function WhatIfPage() {
  const t = useText(whatIfTexts)
  const w = useText(words)
  const lang = useLang()
  const { region, year } = useScope()
  const { role } = useViewer()
  const { search, changes, setChanges, patch } = useChanges(region)
  const { simulation, refusals, failure, isStale, retry } = useSimulation({ region, year, under: search.under, changes })
  const [copied, setCopied] = useState<string | null>(null)
  const schools = useMemo(() => schoolsIn(simulation), [simulation])
  useTitle(t.title)

  if (region === '') return <Empty isPage title={t.no_county} />
  if (!simulation && failure) return <Failure error={failure} onRetry={retry} />
  if (!simulation && refusals.length > 0) return <Empty isPage title={refusals[0]?.message ?? t.no_units} />
  if (!simulation) {
    return (
      <div className={s.page}>
        <Skeleton height={66} label={w.loading} />
        <Skeleton height={620} label={w.loading} />
      </div>
    )
  }
  if (schools.length === 0) return <Empty isPage title={t.no_units} />
  const chosen = schools.find((x) => x.code === search.school) ?? schools[0]
  const choose = (code: string) => patch({ school: code })
  const add = (change: (typeof changes)[number]) => setChanges((old) => [...old, change])
  const isWhole = can(role, 'simulateAll')
  return (
    <div className={s.page}>
      <header className={s.head}>
        <Outcome simulation={simulation} isStale={isStale}>
          {schoolYear(year, lang)} · {t.lead}
        </Outcome>
        <div className={s.tools}>
          <Button icon="link" onClick={() => void navigator.clipboard?.writeText(window.location.href).then(() => setCopied(window.location.href))}>
            {copied === window.location.href ? t.copied : t.copy}
          </Button>
        </div>
      </header>
      {failure && (
        <Notice tone="warn">
          <span>{t.failed}</span>
          <Button onClick={retry}>{w.retry}</Button>
        </Notice>
      )}
      <div className={s.columns}>
        <div className={s.controls}>
          {chosen && <SchoolFigures key={chosen.code} schools={schools} chosen={chosen} units={simulation.units} year={year} changes={changes} onChoose={choose} onChanges={setChanges} />}
          {!isWhole && <Notice>{t.own_only}</Notice>}
          {isWhole && (
            <Card flush>
              <MoveForm schools={schools} chosen={chosen?.code ?? ''} onAdd={add} />
              <CloseForm schools={schools} chosen={chosen?.code ?? ''} onAdd={add} />
              <MergeForm schools={schools} chosen={chosen?.code ?? ''} onAdd={add} />
            </Card>
          )}
          <Card>
            <EditionForm current={simulation.edition.code} under={search.under} onUnder={(under) => patch({ under })} />
          </Card>
        </div>
        <div className={cx(s.results, isStale && s.stale)} aria-busy={isStale || undefined}>
          <ChangeList changes={changes} refusals={refusals} schools={schools} year={year} onChanges={setChanges} />
          <Instruments simulation={simulation} onOpen={choose} />
          <ChangedUnits simulation={simulation} onOpen={choose} />
        </div>
      </div>
    </div>
  )
}
