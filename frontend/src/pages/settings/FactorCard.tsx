import { useNavigate } from '@tanstack/react-router'
import { useCallback, useRef, useState } from 'react'
import { SetUpFactor } from '../../components/factor/SetUpFactor.tsx'
import { useViewer } from '../../components/shell/ViewerContext.ts'
import { words } from '../../components/words.ts'
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
  const w = useText(words)
  const { hasSecondFactor } = useViewer()
  const navigate = useNavigate()
  const [isOpen, setOpen] = useState(false)
  const [done, setDone] = useState<'on' | 'off' | null>(null)

  // The form takes the focus along when it goes, so what opened it gets it back.
  const wasOpen = useRef(false)
  const opener = useCallback((e: HTMLButtonElement | null) => {
    if (wasOpen.current) e?.focus()
  }, [])

  function open() {
    wasOpen.current = true
    setOpen(true)
    setDone(null)
  }

  function finish(now: 'on' | 'off' | null) {
    setOpen(false)
    setDone(now)
  }

  const cancel = (
    <Button look="quiet" onClick={() => finish(null)}>
      {w.cancel}
    </Button>
  )
  return (
    <Card title={t.factor}>
      <div className={s.stack}>
        {done && <Notice tone="good">{done === 'on' ? t.factor_done : t.factor_gone}</Notice>}
        <p className={s.state}>{hasSecondFactor ? `✓ ${t.factor_on}` : t.factor_off}</p>
        {!isOpen ? (
          <Button ref={opener} className={s.open} onClick={open}>
            {hasSecondFactor ? t.factor_remove : t.factor_set}
          </Button>
        ) : hasSecondFactor ? (
          <RemoveFactor onDone={(mustSetAnother) => (mustSetAnother ? void navigate({ to: paths.secondFactor, replace: true }) : finish('off'))}>{cancel}</RemoveFactor>
        ) : (
          <SetUpFactor onDone={() => finish('on')}>{cancel}</SetUpFactor>
        )}
      </div>
    </Card>
  )
}
