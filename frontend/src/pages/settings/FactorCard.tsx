import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { SetUpFactor } from '../../components/factor/SetUpFactor.tsx'
import { useViewer } from '../../components/shell/ViewerContext.ts'
import { useText } from '../../i18n/text.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Notice } from '../../ui/State.tsx'
import { RemoveFactor } from './RemoveFactor.tsx'
import s from './SettingsPage.module.css'
import { settingsTexts } from './texts.ts'

/** The viewer's second factor: whether there is one, and the way to the other state. */
export function FactorCard() {
  const t = useText(settingsTexts)
  const { hasSecondFactor } = useViewer()
  const navigate = useNavigate()
  const [isOpen, setOpen] = useState(false)
  const [done, setDone] = useState<'on' | 'off' | null>(null)

  function finish(now: 'on' | 'off') {
    setOpen(false)
    setDone(now)
  }

  return (
    <Card title={t.factor}>
      {done && <Notice tone="good">{done === 'on' ? t.factor_done : t.factor_gone}</Notice>}
      <p className={s.lead}>{hasSecondFactor ? `✓ ${t.factor_on}` : t.factor_off}</p>
      {!isOpen ? (
        <Button onClick={() => setOpen(true)}>{hasSecondFactor ? t.factor_remove : t.factor_set}</Button>
      ) : hasSecondFactor ? (
        <RemoveFactor onDone={(mustSetAnother) => (mustSetAnother ? void navigate({ to: paths.secondFactor, replace: true }) : finish('off'))} />
      ) : (
        <SetUpFactor onDone={() => finish('on')} />
      )}
    </Card>
  )
}
