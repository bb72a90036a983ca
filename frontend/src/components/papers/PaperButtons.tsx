import type { MakePaperInput, PaperFormat } from '../../gql/graphql.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/Button.tsx'
import { PaperProgress } from './PaperProgress.tsx'
import s from './Papers.module.css'
import { paperTexts } from './texts.ts'
import { usePaper } from './usePaper.ts'

interface Props {
  paper: Omit<MakePaperInput, 'format'>
  name: string
  formats: readonly PaperFormat[]
  /** Why the paper cannot be had now. */
  reason?: string | null
}

/** A paper's two formats to save, and how far that is. */
export function PaperButtons({ paper, name, formats, reason = null }: Props) {
  const t = useText(paperTexts)
  const { state, isBusy, make } = usePaper()
  return (
    <div className={s.paper}>
      <div className={s.buttons}>
        <Button look="primary" icon="download" busy={isBusy} reason={reason} onClick={() => make({ ...paper, format: 'OFFICE' })}>
          {paper.kind === 'FORM' ? t.form : t.text}
          <span className="visually-hidden">{name}</span>
        </Button>
        <Button icon="file" busy={isBusy} reason={reason ?? (formats.includes('PDF') ? null : t.no_pdf)} onClick={() => make({ ...paper, format: 'PDF' })}>
          {t.pdf}
          <span className="visually-hidden">{name}</span>
        </Button>
      </div>
      <PaperProgress state={state} />
    </div>
  )
}
