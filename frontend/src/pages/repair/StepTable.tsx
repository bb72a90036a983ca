import { Link } from '@tanstack/react-router'
import { StatusMark } from '../../components/StatusMark.tsx'
import { words } from '../../components/words.ts'
import { useText } from '../../i18n/text.ts'
import { cx } from '../../lib/cx.ts'
import { decimal } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import type { Step } from './documents.ts'
import s from './RepairPage.module.css'
import { resources } from '../../components/repairTerms.ts'
import { repairTexts } from './texts.ts'

interface Props {
  steps: readonly Step[]
  unitCount: number
  onRuleOut: (school: string, indicator: string) => void
}

/** The steps in order, each with what it brings. */
export function StepTable({ steps, unitCount, onRuleOut }: Props) {
  const t = useText(repairTexts)
  const w = useText(words)
  return (
    <div className={s.scroll}>
      <table className={s.table}>
        <thead>
          <tr>
            <th scope="col">{t.step}</th>
            <th scope="col">{w.school}</th>
            <th scope="col">{t.what}</th>
            <th scope="col">{t.effect}</th>
            <th scope="col" className={s.number}>
              {t.cost}
            </th>
            <th scope="col" colSpan={2}>
              {t.passing}
            </th>
            <th scope="col" className={s.number}>
              {t.within_head}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {steps.map((step, i) => (
            <tr key={`${step.school.code}-${step.indicator.code}-${step.from?.code ?? ''}-${step.stage ?? ''}`}>
              <td className={s.index}>{i + 1}</td>
              <th scope="row">
                <Link to={paths.school} params={{ code: step.school.code }} lang="zh-CN">
                  {step.school.name}
                </Link>
              </th>
              <td className={s.what}>
                <b>{step.indicator.code}</b> {step.stage && `${w[`stage.short.${step.stage}`]} `}
                <What step={step} />
              </td>
              <td className={s.effects}>
                <Effects step={step} />
              </td>
              <td className={cx(s.number, s.cost)} data-unit={t.cost}>
                <b>{decimal(step.cost)}</b>
              </td>
              <td className={s.bar} aria-hidden="true">
                <i style={{ width: `${(step.passingUnitCount / Math.max(unitCount, 1)) * 100}%` }} />
              </td>
              <td className={cx(s.number, s.tally)}>
                {step.passingUnitCount} / {unitCount}
              </td>
              <td className={cx(s.number, s.tally)}>{step.withinLimitCount} / 14</td>
              <td className={cx(s.number, s.act)}>
                {!step.from && resources.some((r) => r === step.indicator.code) && (
                  <Button aria-label={t.no_gain_of(step.school.name, step.indicator.code)} onClick={() => onRuleOut(step.school.code, step.indicator.code)}>
                    {t.no_gain}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What a step does, in words. */
function What({ step }: { step: Step }) {
  const t = useText(repairTexts)
  const n = decimal(step.amount)
  switch (step.indicator.code) {
    case 'R1':
    case 'R2':
    case 'R3': {
      const { code } = step.indicator
      return step.from ? <Sentence make={(from) => t[`from.${code}`](n, from)} name={step.from.name} /> : t[`do.${code}`](n)
    }
    case 'G4':
      return <Sentence make={(from) => t['from.G4'](n, from)} name={step.from?.name ?? ''} />
    case 'R4':
    case 'R5':
    case 'R6':
    case 'R7':
    case 'G3':
    case 'G5':
    case 'G6':
    case 'G9':
    case 'G12':
    case 'Q4':
      return t[`do.${step.indicator.code}`](n)
    default:
      return n
  }
}

/** A sentence with a school's name in it, which is Chinese in every language. */
function Sentence({ make, name }: { make: (name: string) => string; name: string }) {
  const [before, after] = make('\n').split('\n')
  return (
    <>
      {before}
      <span lang="zh-CN">{name}</span>
      {after}
    </>
  )
}

/** Of the values that a step changes, those of the school that gains and of the indicator it is for. */
function Effects({ step }: { step: Step }) {
  const t = useText(repairTexts)
  const own = step.effects.filter((e) => e.schoolCode === step.school.code && e.indicator.code === step.indicator.code)
  return own.map((e) => (
    <span key={`${e.indicator.code}-${e.stage ?? ''}`} className={s.effect}>
      {e.before !== null && e.after !== null && (
        <>
          {e.before} → {e.after}{' '}
        </>
      )}
      {e.statusBefore === 'MET' && e.before !== null ? <small>{t.for_balance}</small> : <StatusMark status={e.statusAfter} />}
    </span>
  ))
}
