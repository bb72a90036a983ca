import { type SubmitEvent, useState } from 'react'
import { type Condition, type ExplorerSearch, formatConditions, formatSpan, parseConditions } from '../../components/explorerSearch.ts'
import { indicatorNames, isResource, RESOURCES, type ResourceCode } from '../../components/indicators.ts'
import { StatusSign } from '../../components/StatusMark.tsx'
import { words } from '../../components/words.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { Notice } from '../../ui/State.tsx'
import s from './ConditionDialog.module.css'
import { explorerTexts } from './texts.ts'

type Field = 'status' | 'attainment' | 'value' | 'students' | 'met'
const statuses = ['UNMET', 'NEAR', 'MET', 'NOT_COMPUTABLE'] as const

interface Props {
  search: ExplorerSearch
  focus: ResourceCode
  onApply: (patch: Partial<ExplorerSearch>) => void
  onClose: () => void
}

/** Adds one condition: on an indicator's result, attainment or value, or on a number of the unit. */
export function ConditionDialog({ search, focus, onApply, onClose }: Props) {
  const t = useText(explorerTexts)
  const w = useText(words)
  const names = useText(indicatorNames)
  const [field, setField] = useState<Field>('status')
  const [indicator, setIndicator] = useState<ResourceCode>(focus)
  const [status, setStatus] = useState<readonly (typeof statuses)[number][]>(['UNMET', 'NEAR'])
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [isWrong, setWrong] = useState(false)

  function submit(e: SubmitEvent) {
    e.preventDefault()
    const span = { from: from === '' ? null : Number(from), to: to === '' ? null : Number(to) }
    const said = formatSpan(span)
    if (field === 'students' || field === 'met') {
      if (!said) return setWrong(true)
      return onApply({ [field]: said })
    }
    const added: Condition = field === 'status' ? { indicator, status: [...status] } : { indicator, [field]: span }
    if (field === 'status' ? status.length === 0 : !said) return setWrong(true)
    const kept = parseConditions(search.where).filter((c) => c.indicator !== indicator || (field === 'status' ? !c.status : !c[field]))
    onApply({ where: formatConditions([...kept, added]), focus: indicator })
  }

  const isIndicator = field === 'status' || field === 'attainment' || field === 'value'
  return (
    <Drawer title={t['condition.title']} closeLabel={w.close} onClose={onClose} look="centre">
      <form className={s.form} onSubmit={submit} noValidate>
        {isWrong && <Notice tone="error">{t['condition.none']}</Notice>}
        <SelectField label={t['condition.field']} value={field} onChange={(e) => setField(e.target.value as Field /* its options are the fields */)}>
          <option value="status">{t['condition.status']}</option>
          <option value="attainment">{t['condition.attainment']}</option>
          <option value="value">{t['condition.value']}</option>
          <option value="students">{t['facet.students']}</option>
          <option value="met">{t['facet.met']}</option>
        </SelectField>
        {isIndicator && (
          <SelectField label={t['condition.indicator']} value={indicator} onChange={(e) => isResource(e.target.value) && setIndicator(e.target.value)}>
            {RESOURCES.map((r) => (
              <option key={r} value={r}>
                {r} {names[r]}
              </option>
            ))}
          </SelectField>
        )}
        {field === 'status' ? (
          <fieldset className={s.statuses}>
            <legend className="visually-hidden">{t['condition.status']}</legend>
            {statuses.map((x) => (
              <label key={x}>
                <input type="checkbox" checked={status.includes(x)} onChange={(e) => setStatus(e.target.checked ? [...status, x] : status.filter((y) => y !== x))} />
                <StatusSign status={x} /> {w[`status.${x}`]}
              </label>
            ))}
          </fieldset>
        ) : (
          <div className={s.span}>
            <TextField label={t['condition.from']} type="number" min="0" step="any" value={from} onChange={(e) => setFrom(e.target.value)} />
            <TextField label={t['condition.to']} type="number" min="0" step="any" value={to} onChange={(e) => setTo(e.target.value)} />
          </div>
        )}
        <Button look="primary" type="submit">
          {t['condition.apply']}
        </Button>
      </form>
    </Drawer>
  )
}
