import { useId, useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { sendFile, UploadRefused } from '../../lib/upload.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/State.tsx'
import s from './PapersPage.module.css'
import { papersTexts } from './texts.ts'

export interface Kept {
  id: string
  name: string
}

interface Props {
  kept: Kept | null
  onKeep: (kept: Kept | null) => void
}

const LARGEST = 20 * 1024 * 1024

/** Where the bureau gives the report it has written in before. */
export function KeepReport({ kept, onKeep }: Props) {
  const t = useText(papersTexts)
  const id = useId()
  const [sending, setSending] = useState<string | null>(null)
  const [problem, setProblem] = useState<'not_docx' | 'too_large' | 'upload_failed' | UploadRefused | null>(null)

  async function send(file: File) {
    if (!/\.docx$/i.test(file.name)) return setProblem('not_docx')
    if (file.size > LARGEST) return setProblem('too_large')
    setProblem(null)
    setSending(file.name)
    try {
      onKeep({ id: await sendFile(file), name: file.name })
    } catch (e) {
      setProblem(e instanceof UploadRefused ? e : 'upload_failed')
    } finally {
      setSending(null)
    }
  }

  return (
    <div className={s.keep}>
      <h3>{t.keep}</h3>
      {kept ? (
        <p className={s.kept}>
          <span role="status">✓ {t.keep_done(kept.name)}</span>
          <Button onClick={() => onKeep(null)}>{t.keep_drop}</Button>
        </p>
      ) : (
        <>
          <p>{t.keep_hint}</p>
          <label htmlFor={id} className={s.choose}>
            {sending ? t.keep_sending(sending) : t.keep_choose}
            <input
              id={id}
              className="visually-hidden"
              type="file"
              accept=".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
              disabled={sending !== null}
              onChange={(e) => {
                const file = e.target.files?.[0]
                e.target.value = ''
                if (file) void send(file)
              }}
            />
          </label>
        </>
      )}
      {problem && <Notice tone="error">{typeof problem === 'string' ? t[problem] : problem.message}</Notice>}
    </div>
  )
}
