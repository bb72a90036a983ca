import { useId, useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { cx } from '../../lib/cx.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Notice } from '../../ui/State.tsx'
import s from './Imports.module.css'
import { importTexts } from './texts.ts'
import { useUpload } from './useUpload.ts'

/** Where a workbook is dropped or chosen. */
export function DropZone({ label }: { label?: string }) {
  const t = useText(importTexts)
  const id = useId()
  const [isOver, setOver] = useState(false)
  const { upload, uploading, problem } = useUpload()
  return (
    <div className={s.zone}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a file may also be dropped; the input inside serves keyboards */}
      <label
        htmlFor={id}
        className={cx(s.drop, isOver && s.over)}
        onDragOver={(e) => {
          e.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(e) => {
          e.preventDefault()
          setOver(false)
          upload(e.dataTransfer.files[0])
        }}
      >
        <Icon name="import" size={28} />
        <b>{uploading ? t.uploading(uploading) : (label ?? t.drop)}</b>
        <span>{t.drop_hint}</span>
        <input
          id={id}
          className="visually-hidden"
          type="file"
          accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          disabled={uploading !== null}
          onChange={(e) => {
            upload(e.target.files?.[0])
            e.target.value = ''
          }}
        />
      </label>
      {problem && <Notice tone="error">{typeof problem === 'string' ? t[problem] : problem.message}</Notice>}
    </div>
  )
}
