import type { Change } from '../../components/changes.ts'
import { figure, Figures_schoolYear } from '../../components/figures.ts'
import { indicatorNames, isIndicator } from '../../components/indicators.ts'
import { useFieldNames } from '../../components/useFieldNames.ts'
import { words } from '../../components/words.ts'
import { readFragment } from '../../gql/index.ts'
import { useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { decimal, number } from '../../lib/format.ts'
import { useGraph } from '../../lib/graph.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { type Refusal, WhatIfSchoolQuery } from './documents.ts'
import s from './ChangeList.module.css'
import type { SchoolHere } from './schoolsIn.ts'
import { whatIfTexts } from './texts.ts'

interface Props {
  changes: readonly Change[]
  refusals: readonly Refusal[]
  schools: readonly SchoolHere[]
  year: number
  onChanges: (make: (old: readonly Change[]) => readonly Change[]) => void
}

/** What has been changed, in the order in which it is made; a change that cannot be made says why. */
export function ChangeList({ changes, refusals, schools, year, onChanges }: Props) {
  const t = useText(whatIfTexts)
  const general = refusals.filter((r) => r.field?.[0] !== 'changes' || r.field.length < 2)
  return (
    <Card title={t.changes} aside={changes.length > 0 && <Button look="quiet" onClick={() => onChanges(() => [])}>{t.clear}</Button>}>
      {changes.length === 0 && <p className={s.none}>{t.changes_none}</p>}
      <ol className={s.list}>
        {changes.map((c, i) => (
          <Row
            // oxlint-disable-next-line react/no-array-index-key -- its place is what it is
            key={i}
            change={c}
            schools={schools}
            year={year}
            problem={refusals.find((r) => r.field?.[0] === 'changes' && r.field[1] === String(i))?.message}
            onRemove={() => onChanges((old) => old.filter((_, k) => k !== i))}
          />
        ))}
      </ol>
      {general.map((r) => (
        <p key={r.code} className={s.problem} role="alert">
          ◆ {r.message}
        </p>
      ))}
    </Card>
  )
}

function Row({ change, schools, year, problem, onRemove }: { change: Change; schools: readonly SchoolHere[]; year: number; problem: string | undefined; onRemove: () => void }) {
  const t = useText(whatIfTexts)
  const text = useSentence(change, schools, year)
  return (
    <li className={s.row}>
      <span className={s.text}>
        <Zh>{text}</Zh>
      </span>
      <button type="button" className={s.remove} onClick={onRemove} aria-label={t.remove(text)}>
        <Icon name="close" size={14} />
      </button>
      {problem && (
        <p className={s.problem} role="alert">
          ◆ <Zh>{problem}</Zh>
        </p>
      )}
    </li>
  )
}

function useSentence(c: Change, schools: readonly SchoolHere[], year: number): string {
  const t = useText(whatIfTexts)
  const w = useText(words)
  const names = useText(indicatorNames)
  const nameOf = useFieldNames()
  const { data } = useGraph(WhatIfSchoolQuery, { code: c.kind === 'figure' ? c.school : '', year }, { pause: c.kind !== 'figure' })
  const school = (code: string) => schools.find((x) => x.code === code)?.name ?? code
  switch (c.kind) {
    case 'figure': {
      const now = data?.school?.year ? figure(readFragment(Figures_schoolYear, data.school.year), c.key) : null
      const shown = (v: string | null) => (v === null ? t.none : decimal(v))
      return t['say.figure'](school(c.school), nameOf(c.key)?.label ?? c.key, shown(now), shown(c.value))
    }
    case 'move': {
      const what = isIndicator(c.indicator) ? names[c.indicator] : c.indicator
      return t['say.move'](school(c.from), school(c.to), number(c.count), c.stage ? `${what}（${w[`stage.${c.stage}`]}）` : what)
    }
    case 'close':
      return c.into ? t['say.close'](school(c.school), school(c.into)) : t['say.close_away'](school(c.school))
    default:
      return t['say.merge'](school(c.school), school(c.into))
  }
}
