import { type SyntheticEvent, useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { TextField } from '../../ui/Field.tsx'
import s from './RepairPage.module.css'
import type { RepairSearch } from '../../components/repairSearch.ts'
import { costsOf, formatCosts, resources } from '../../components/repairTerms.ts'
import { repairTexts } from './texts.ts'

interface Props {
  search: RepairSearch
  /** What R1 to R7 were reckoned at, shown where nothing else is given. */
  costs: readonly string[]
  onChange: (search: RepairSearch) => void
}

const amount = /^\d{1,9}(\.\d{1,4})?$/
const share = /^(0(\.\d{1,4})?|1)$/

/** What things cost; the plan is made anew when the form is sent. */
export function TermsForm({ search, costs, onChange }: Props) {
  const t = useText(repairTexts)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const given = costsOf(search)

  function send(e: SyntheticEvent<HTMLFormElement>) {
    e.preventDefault()
    const form = new FormData(e.currentTarget)
    const read = (name: string) => {
      const value = form.get(name)
      return typeof value === 'string' ? value.trim() : ''
    }
    const problems: Record<string, string> = {}
    for (const name of [...resources, 'move', 'budget']) if (read(name) !== '' && !amount.test(read(name))) problems[name] = t.number_wrong
    if (read('leave') !== '' && !share.test(read('leave'))) problems['leave'] = t.share_wrong
    setWrong(problems)
    if (Object.keys(problems).length > 0) return
    const changed = resources.map((code): [string, string] => [code, read(code)]).filter(([code, value], i) => given.has(code) || value !== costs[i])
    onChange({
      ...search,
      cost: formatCosts(new Map(changed)),
      move: read('move') === '0.5' ? undefined : read('move') || undefined,
      leave: read('leave') === '0.1' ? undefined : read('leave') || undefined,
      budget: read('budget') || undefined,
    })
  }

  const number = { inputMode: 'decimal', autoComplete: 'off' } as const
  return (
    <Card title={t.terms}>
      <form key={JSON.stringify([search, costs])} className={s.terms} onSubmit={send} noValidate>
        <p className={s.note}>{t.terms_note}</p>
        {resources.map((code, i) => (
          <TextField key={code} {...number} name={code} label={`${code} ${t[`cost.${code}`]}`} defaultValue={given.get(code) ?? costs[i] ?? ''} error={wrong[code]} />
        ))}
        <TextField {...number} name="move" label={t.move} defaultValue={search.move ?? '0.5'} error={wrong['move']} />
        <TextField {...number} name="leave" label={t.leave} hint={t.leave_hint} defaultValue={search.leave ?? '0.1'} error={wrong['leave']} />
        <TextField {...number} name="budget" label={t.budget} hint={t.budget_hint} defaultValue={search.budget ?? ''} error={wrong['budget']} />
        <div className={s.actions}>
          <Button look="primary" type="submit">
            {t.apply}
          </Button>
          <Button type="button" onClick={() => onChange({})}>
            {t.reset}
          </Button>
        </div>
      </form>
    </Card>
  )
}
