import { type SubmitEvent, useState } from 'react'
import { words } from '../../components/words.ts'
import { langOf, useLang, useText } from '../../i18n/text.ts'
import { errorCode, errorSentence } from '../../lib/errors.ts'
import { useChange } from '../../lib/graph.ts'
import { Button } from '../../ui/Button.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import { TextAreaField } from '../../ui/Field.tsx'
import { Notice } from '../../ui/State.tsx'
import s from './AttestationsPage.module.css'
import { AnswerVeto } from './documents.ts'
import { attestTexts } from './texts.ts'

interface Props {
  region: string
  year: number
  code: string
  text: string
  answer: boolean | null
  onClose: () => void
  onSaved: () => void
}

/** Answers one veto question: it happened, it did not, or it is open. */
export function VetoDialog({ region, year, code, text, answer, onClose, onSaved }: Props) {
  const t = useText(attestTexts)
  const w = useText(words)
  const lang = useLang()
  const [{ fetching }, save] = useChange(AnswerVeto)
  const [happened, setHappened] = useState(answer)
  const [conclusion, setConclusion] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  async function submit(e: SubmitEvent) {
    e.preventDefault()
    const { data, error } = await save({ input: { regionCode: region, year, code, answer: happened, conclusion: happened === null ? null : conclusion.trim() || null } })
    const refused = error ? errorSentence(errorCode(error), lang) : data?.answerVeto.userErrors[0]?.message
    if (refused) return setProblem(refused)
    onSaved()
    onClose()
  }

  const choices: [boolean | null, string][] = [
    [false, `✓ ${t.did_not}`],
    [true, `◆ ${t.happened}`],
    [null, t.open],
  ]
  return (
    <Drawer title={code} closeLabel={w.close} onClose={onClose}>
      <form className={s.form} onSubmit={(e) => void submit(e)} noValidate>
        <p className={s.text} lang="zh-CN">
          {text}
        </p>
        {problem && <Notice tone="error">{problem}</Notice>}
        <fieldset className={s.choice}>
          <legend>{t['col.claim']}</legend>
          {choices.map(([value, label]) => (
            <label key={label}>
              <input type="radio" name="answer" checked={happened === value} onChange={() => setHappened(value)} /> {label}
            </label>
          ))}
        </fieldset>
        {happened !== null && <TextAreaField label={t.conclusion} hint={t.conclusion_hint} maxLength={200} lang={langOf(conclusion)} value={conclusion} onChange={(e) => setConclusion(e.target.value)} />}
        <div className={s.buttons}>
          <Button look="primary" type="submit" busy={fetching}>
            {w.save}
          </Button>
        </div>
      </form>
    </Drawer>
  )
}
