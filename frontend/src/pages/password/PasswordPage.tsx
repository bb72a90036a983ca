import { useNavigate } from '@tanstack/react-router'
import { PasswordForm } from '../../components/PasswordForm.tsx'
import { SignOutButton } from '../../components/SignOutButton.tsx'
import { useBeginSession } from '../../components/SignInContext.ts'
import { useText } from '../../i18n/text.ts'
import { useTitle } from '../../lib/useTitle.ts'
import { Card } from '../../ui/Card.tsx'
import s from './PasswordPage.module.css'
import { passwordTexts } from '../../components/passwordTexts.ts'

/** Where somebody with a generated password lands before anything else. */
export function PasswordPage() {
  const t = useText(passwordTexts)
  const begin = useBeginSession()
  const navigate = useNavigate()
  useTitle(t.title)
  return (
    <main className={s.page}>
      <Card>
        <h1>{t.title}</h1>
        <p className={s.lead}>{t.lead}</p>
        <PasswordForm
          onDone={(accessToken, expiresAt) => {
            begin(accessToken, expiresAt)
            void navigate({ href: '/', replace: true })
          }}
        />
      </Card>
      <p className={s.out}>
        <SignOutButton />
      </p>
    </main>
  )
}
