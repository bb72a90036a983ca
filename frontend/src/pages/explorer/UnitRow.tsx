import { memo } from 'react'
import type { ResultStatus } from '../../gql/graphql.ts'
import { RESOURCES, type ResourceCode } from '../../components/indicators.ts'
import type { Lang } from '../../i18n/text.ts'
import { cx } from '../../lib/cx.ts'
import type { Row } from './useRows.ts'
import s from './UnitTable.module.css'

export interface RowWords {
  lang: Lang
  stage: (r: Row) => string
  kind: (r: Row) => string
  value: (code: ResourceCode, v: number | null | undefined) => string
  lacks: (code: ResourceCode, v: number) => string
  status: (status: ResultStatus) => string
}

interface Props {
  row: Row
  index: number
  top: number
  isCurrent: boolean
  columns: readonly ResourceCode[]
  focus: ResourceCode
  say: RowWords
  id: string
  onOpen: (code: string) => void
}

const sign: Partial<Record<ResultStatus, string>> = { UNMET: '◆', NEAR: '◇' }

/** One unit in one line. It holds no hook and formats through cached functions, because it is drawn while scrolling. */
export const UnitRow = memo(function UnitRow({ row, index, top, isCurrent, columns, focus, say, id, onOpen }: Props) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid's keys choose and open rows
    <div id={id} role="row" aria-rowindex={index + 2} aria-selected={isCurrent} className={cx(s.row, isCurrent && s.current)} style={{ transform: `translateY(${top}px)` }} onClick={() => onOpen(row.school.code)}>
      <div role="rowheader" className={s.school}>
        <b lang="zh-CN">{row.school.name}</b>
        <small lang="zh-CN">{row.school.region.name}</small>
      </div>
      <div role="gridcell" className={s.stage}>
        <span>{say.stage(row)}</span>
        <small>{say.kind(row)}</small>
      </div>
      <div role="gridcell" className={s.students}>
        {say.value('R6', row.students)}
      </div>
      <div role="gridcell" className={s.met}>
        <Dots statuses={row.statuses} />
        <b>{row.metCount}</b>/{RESOURCES.length}
      </div>
      {columns.map((code) => {
        const i = RESOURCES.indexOf(code)
        const status = row.statuses[i] ?? 'NOT_COMPUTABLE'
        const attainment = row.attainments[i]
        const lacks = row.shortfalls[i]
        return (
          <div key={code} role="gridcell" className={cx(s.cell, s[status], code === focus && s.focus)}>
            <i className={s.micro} style={{ '--w': `${Math.min((attainment ?? 0) / 2, 1) * 100}%` }} />
            <span>{say.value(code, row.values[i])}</span>
            {sign[status] && lacks ? (
              <small>
                {sign[status]} {say.lacks(code, lacks)}
              </small>
            ) : (
              status === 'NOT_COMPUTABLE' && <small>{say.status(status)}</small>
            )}
          </div>
        )
      })}
    </div>
  )
})

function Dots({ statuses }: { statuses: readonly ResultStatus[] }) {
  const at = (wanted: (s: ResultStatus) => boolean) => statuses.flatMap((st, i) => (wanted(st) ? [`M${i * 9 + 1} 1h6v6h-6z`] : [])).join('')
  return (
    <svg className={s.dots} width={63} height={8} aria-hidden="true">
      <path className={s.dotMet} d={at((x) => x === 'MET')} />
      <path className={s.dotNear} d={at((x) => x === 'NEAR')} />
      <path className={s.dotUnmet} d={at((x) => x === 'UNMET')} />
      <path className={s.dotOpen} d={at((x) => x !== 'MET' && x !== 'NEAR' && x !== 'UNMET')} />
    </svg>
  )
}
