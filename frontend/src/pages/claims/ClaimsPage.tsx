import { useState } from 'react'
import { useScope } from '../../components/shell/scope.ts'
import { useText } from '../../i18n/text.ts'
import { useTitle } from '../../lib/useTitle.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { TextAreaField } from '../../ui/Field.tsx'
import { FileZone } from '../../ui/FileZone.tsx'
import { Notice } from '../../ui/State.tsx'
import s from './ClaimsPage.module.css'
import { ClaimsResult } from './ClaimsResult.tsx'
import { claimsTexts } from './texts.ts'
import { useCheck } from './useCheck.ts'

/** Compares the numbers of a narrative report with the data. */
export function ClaimsPage() {
  const t = useText(claimsTexts)
  const { region, year } = useScope()
  const [content, setContent] = useState('')
  const { text, file, busy, problem, result } = useCheck(region, year)
  useTitle(t.title)
  return (
    <div className={s.page}>
      <header>
        <h1>{t.title}</h1>
        <p className={s.lead}>{t.lead(String(year))}</p>
      </header>
      <Card>
        <div className={s.form}>
          <TextAreaField label={t.report} rows={8} placeholder={t.placeholder} value={content} onChange={(e) => setContent(e.target.value)} spellCheck={false} lang={content === '' ? undefined : 'zh-CN'} />
          <FileZone
            size="small"
            icon="file"
            label={t.drop}
            hint={t.drop_hint}
            accept=".docx,.txt,text/plain,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            isBusy={busy !== null}
            onFile={file}
          />
          <div className={s.actions}>
            <Button look="primary" icon="check" busy={busy !== null} reason={content.trim() === '' && busy === null ? t.need_text : null} onClick={() => text(content)}>
              {busy === null ? t.check : busy === '' ? t.checking : t.reading(busy)}
            </Button>
            <details className={s.how}>
              <summary>{t.how}</summary>
              <p>{t.how_text}</p>
            </details>
          </div>
          {problem && <Notice tone="error">{typeof problem === 'string' ? t[problem] : problem.message}</Notice>}
        </div>
      </Card>
      {result && <ClaimsResult result={result} />}
    </div>
  )
}
