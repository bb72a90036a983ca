import { type SubmitEvent, useState } from 'react'
import { useViewer } from '../../components/shell/ViewerContext.ts'
import { words } from '../../components/words.ts'
import { type FragmentType, readFragment } from '../../gql/index.ts'
import { langOf, useLang, useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { errorCode, errorSentence } from '../../lib/errors.ts'
import { useChange } from '../../lib/graph.ts'
import { Button } from '../../ui/Button.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import { TextAreaField } from '../../ui/Field.tsx'
import { Notice } from '../../ui/State.tsx'
import { OddityCard_oddity, ReviewOddity, WithdrawReview } from './documents.ts'
import s from './OdditiesPage.module.css'
import { oddityTexts } from './texts.ts'

interface Props {
  oddity: FragmentType<typeof OddityCard_oddity>
  onClose: () => void
  onSaved: () => void
}

/** Looked at, fine because …: a bureau settles an oddity, a school explains it. */
export function ReviewDialog({ oddity, onClose, onSaved }: Props) {
  const o = readFragment(OddityCard_oddity, oddity)
  const t = useText(oddityTexts)
  const w = useText(words)
  const lang = useLang()
  const { role } = useViewer()
  const [{ fetching }, review] = useChange(ReviewOddity)
  const [{ fetching: isLeaving }, withdraw] = useChange(WithdrawReview)
  const [why, setWhy] = useState(o.review?.reason ?? o.expiredReview?.reason ?? '')
  const [problem, setProblem] = useState<string | null>(null)
  const place = { schoolCode: o.school.code, year: o.year, fingerprint: o.fingerprint }

  async function submit(e: SubmitEvent) {
    e.preventDefault()
    if (why.trim() === '') return setProblem(t.need)
    const { data, error } = await review({ input: { ...place, reason: why.trim() } })
    finish(error ? errorSentence(errorCode(error), lang) : data?.reviewOddity.userErrors[0]?.message)
  }

  async function leave() {
    const { data, error } = await withdraw({ input: place })
    finish(error ? errorSentence(errorCode(error), lang) : data?.withdrawOddityReview.userErrors[0]?.message)
  }

  function finish(refused: string | undefined) {
    if (refused) return setProblem(refused)
    onSaved()
    onClose()
  }

  return (
    <Drawer title={role === 'SCHOOL' ? t.dialog_school : t.dialog} closeLabel={w.close} onClose={onClose} look="centre">
      <form className={s.form} onSubmit={(e) => void submit(e)} noValidate>
        <p>
          <b>
            <Zh>{o.school.name}</Zh>
          </b>
        </p>
        <p className={s.quote}>
          <Zh>{o.reason}</Zh>
        </p>
        <TextAreaField label={t.why} hint={role === 'SCHOOL' ? t.school_hint : t.why_hint} error={problem} rows={4} maxLength={500} lang={langOf(why)} value={why} onChange={(e) => setWhy(e.target.value)} />
        {o.review?.role === 'SCHOOL' && role === 'BUREAU' && <Notice>{`◇ ${t.explained}`}</Notice>}
        <div className={s.buttons}>
          {o.review && (
            <Button busy={isLeaving} onClick={() => void leave()}>
              {t.withdraw}
            </Button>
          )}
          <Button look="primary" type="submit" busy={fetching}>
            {role === 'SCHOOL' ? w.save : t.review}
          </Button>
        </div>
      </form>
    </Drawer>
  )
}
