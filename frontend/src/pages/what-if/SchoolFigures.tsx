import { useState } from 'react'
import { type Change, withFigure } from '../../components/changes.ts'
import { figure, Figures_schoolYear } from '../../components/figures.ts'
import { RESOURCES } from '../../components/indicators.ts'
import { shortOf } from '../../components/shortfall.ts'
import { useDictionary } from '../../components/useDictionary.ts'
import { words } from '../../components/words.ts'
import { readFragment } from '../../gql/index.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { useGraph } from '../../lib/graph.ts'
import { number } from '../../lib/format.ts'
import { Card } from '../../ui/Card.tsx'
import { SelectField } from '../../ui/Field.tsx'
import { Skeleton } from '../../ui/State.tsx'
import { WhatIfSchoolQuery, type Unit } from './documents.ts'
import { FigureControl } from './FigureControl.tsx'
import { figuresOf, pupilKeys } from './figuresOf.ts'
import s from './SchoolFigures.module.css'
import { SchoolField } from './SchoolField.tsx'
import type { SchoolHere } from './schoolsIn.ts'
import { whatIfTexts } from './texts.ts'

interface Props {
  schools: readonly SchoolHere[]
  chosen: SchoolHere
  units: readonly Unit[]
  year: number
  changes: readonly Change[]
  onChoose: (code: string) => void
  onChanges: (make: (old: readonly Change[]) => readonly Change[]) => void
}

/** The chosen school's figures, those of what falls short first, each with a slider and a field. */
export function SchoolFigures({ schools, chosen, units, year, changes, onChoose, onChanges }: Props) {
  const t = useText(whatIfTexts)
  const w = useText(words)
  const lang = useLang()
  const [extra, setExtra] = useState<readonly string[]>([])
  const fields = useDictionary('SCHOOL_YEAR')
  const { data } = useGraph(WhatIfSchoolQuery, { code: chosen.code, year })
  const reported = data?.school?.year ? readFragment(Figures_schoolYear, data.school.year) : null
  const own = units.filter((u) => u.school.code === chosen.code && u.before)
  const groups = figuresOf(own)
  const changed = changes.filter((c) => c.kind === 'figure' && c.school === chosen.code).flatMap((c) => (c.kind === 'figure' ? [c.key] : []))
  const pupils = pupilKeys(chosen.stages)
  const isMain = (key: string) => pupils.includes(key) || groups.some((g) => g.keys.includes(key))
  const shown = [...new Set([...changed, ...extra])].filter((key) => !isMain(key))
  const others = (fields ?? []).filter((f) => !isMain(f.key) && !shown.includes(f.key) && isTaught(f.key, chosen))

  const set = (key: string, value: string | null) => onChanges((old) => withFigure(old, chosen.code, key, value, figure(reported, key)))
  const control = (key: string, room = 0) => {
    const field = fields?.find((f) => f.key === key)
    const change = changes.find((c) => c.kind === 'figure' && c.school === chosen.code && c.key === key)
    return (
      field && (
        <FigureControl
          key={key}
          field={field}
          reported={figure(reported, key)}
          value={change?.kind === 'figure' ? change.value : figure(reported, key)}
          isChanged={change !== undefined}
          room={room}
          onValue={(value) => set(key, value)}
        />
      )
    )
  }
  const short = groups.filter((g) => g.lacks.length > 0)
  const rest = groups.filter((g) => g.lacks.length === 0)

  return (
    <Card flush className={s.card} title={t.figures}>
      <div className={s.school}>
        <SchoolField label={t.school} schools={schools} value={chosen.code} note={(x) => x.stages.map((stage) => verdictOf(units, x.code, stage, w)).join(' / ')} onValue={onChoose} />
      </div>
      {!fields || !data ? (
        <Skeleton height={380} label={w.loading} />
      ) : (
        <>
          {short.length > 0 && <h3 className={s.group}>{t.figures_short}</h3>}
          {short.map((g) => (
            <div key={g.code}>
              <p className={s.lacks}>
                {g.lacks.map((x) => (
                  <span key={x.stage}>
                    ◆ {chosen.stages.length > 1 && w[`stage.${x.stage}`]} {x.shortfall === null ? w['status.NOT_COMPUTABLE'] : shortOf(g.code, x.shortfall, lang)}
                  </span>
                ))}
              </p>
              {g.keys.map((key) => control(key, g.room))}
            </div>
          ))}
          <h3 className={s.group}>{t.figures_pupils}</h3>
          {pupils.map((key) => control(key))}
          {shown.map((key) => control(key))}
          <details className={s.rest} open={short.length === 0}>
            <summary>
              {t.figures_rest} {number(rest.length)} / {number(RESOURCES.length)}
            </summary>
            {rest.flatMap((g) => g.keys.map((key) => control(key)))}
          </details>
          <div className={s.more}>
            <SelectField label={t.figures_more} value="" onChange={(e) => setExtra((old) => [...old, e.target.value])}>
              <option value="">{t.choose}</option>
              {others.map((f) => (
                <option key={f.key} value={f.key}>
                  {lang === 'zh' ? f.labelZh : f.labelEn}
                </option>
              ))}
            </SelectField>
          </div>
        </>
      )}
    </Card>
  )
}

function verdictOf(units: readonly Unit[], code: string, stage: string, w: Record<`verdict.${'PASS' | 'FAIL' | 'INCOMPLETE'}`, string>) {
  const unit = units.find((u) => u.school.code === code && u.stage === stage)
  return unit?.before ? `${w[`verdict.${unit.before.verdict}`]} ${unit.before.metCount}/7` : ''
}

function isTaught(key: string, { stages, kind }: SchoolHere): boolean {
  if (key.endsWith('Senior')) return kind === 'TWELVE_YEAR' || kind === 'COMPLETE_SECONDARY'
  return (!key.endsWith('Primary') || stages.includes('PRIMARY')) && (!key.endsWith('Junior') || stages.includes('JUNIOR'))
}
