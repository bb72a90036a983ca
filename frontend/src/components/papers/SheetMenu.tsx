import { useText } from '../../i18n/text.ts'
import { Menu } from '../../ui/Menu.tsx'
import { PaperProgress } from './PaperProgress.tsx'
import s from './Papers.module.css'
import { paperTexts } from './texts.ts'
import { usePaper } from './usePaper.ts'

/** A school's sheet of a year, to save. */
export function SheetMenu({ school, year }: { school: string; year: number }) {
  const t = useText(paperTexts)
  const { state, isBusy, make } = usePaper()
  const save = (format: 'OFFICE' | 'PDF') => !isBusy && make({ kind: 'SCHOOL_SHEET', schoolCode: school, year, format })
  return (
    <div className={s.menu}>
      <Menu label={t.sheet} icon="download">
        <button type="button" onClick={() => save('OFFICE')}>
          {t.text}
        </button>
        <button type="button" onClick={() => save('PDF')}>
          {t.pdf}
        </button>
      </Menu>
      {state.phase !== 'idle' && (
        <div className={s.below}>
          <PaperProgress state={state} />
        </div>
      )}
    </div>
  )
}
