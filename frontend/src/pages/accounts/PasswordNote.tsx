import { useState } from 'react'
import { words } from '../../components/words.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import s from './AccountsPage.module.css'
import { accountTexts } from './texts.ts'

/** A generated password, shown once. */
export function PasswordNote({ name, password, onClose }: { name: string; password: string; onClose: () => void }) {
  const t = useText(accountTexts)
  const w = useText(words)
  const [isCopied, setCopied] = useState(false)
  return (
    <Drawer title={t.password(name)} closeLabel={w.close} look="centre" onClose={onClose}>
      <p className={s.password}>
        <code>{password}</code>
      </p>
      <p className={s.lead}>{t.password_hint}</p>
      <p className={s.actions}>
        <Button onClick={() => void navigator.clipboard?.writeText(password).then(() => setCopied(true))}>{isCopied ? t.copied : t.copy}</Button>
        <Button look="primary" onClick={onClose}>
          {w.close}
        </Button>
      </p>
    </Drawer>
  )
}
