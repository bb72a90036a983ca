import { useNavigate } from '@tanstack/react-router'
import { SetUpFactor } from '../../components/factor/SetUpFactor.tsx'
import { factorTexts } from '../../components/factor/texts.ts'
import { SignOutButton } from '../../components/SignOutButton.tsx'
import { useText } from '../../i18n/text.ts'
import { useTitle } from '../../lib/useTitle.ts'
import { Card } from '../../ui/Card.tsx'
import s from './SecondFactorPage.module.css'

/** Where somebody lands who must have a second factor and has none, before anything else. */
export function SecondFactorPage() {
  const t = useText(factorTexts)
  const navigate = useNavigate()
  useTitle(t.title)
  return (
    <main className={s.page}>
      <Card>
        <h1>{t.title}</h1>
        <p className={s.lead}>{t.must}</p>
        <SetUpFactor onDone={() => void navigate({ href: '/', replace: true })} />
      </Card>
      <p className={s.out}>
        <SignOutButton />
      </p>
    </main>
  )
}
