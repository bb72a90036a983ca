import { useText } from '../../i18n/text.ts'
import { FileZone } from '../../ui/FileZone.tsx'
import { Notice } from '../../ui/State.tsx'
import s from './Imports.module.css'
import { importTexts } from './texts.ts'
import { useUpload } from './useUpload.ts'

/** Where a workbook is dropped or chosen. */
export function DropZone({ label }: { label?: string }) {
  const t = useText(importTexts)
  const { upload, uploading, problem } = useUpload()
  return (
    <div className={s.zone}>
      <FileZone
        size="large"
        icon="import"
        label={uploading ? t.uploading(uploading) : (label ?? t.drop)}
        hint={t.drop_hint}
        accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        isBusy={uploading !== null}
        onFile={upload}
      />
      {problem && <Notice tone="error">{typeof problem === 'string' ? t[problem] : problem.message}</Notice>}
    </div>
  )
}
