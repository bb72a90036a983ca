import { useState } from 'react'
import { indicatorNames, RESOURCES, resourceUnits } from '../../components/indicators.ts'
import { useViewer } from '../../components/shell/ViewerContext.ts'
import { words } from '../../components/words.ts'
import type { SchoolAssessmentOrder, SchoolAssessmentWhere } from '../../gql/graphql.ts'
import { useText } from '../../i18n/text.ts'
import { can, canTexts } from '../../lib/can.ts'
import { saveBlob } from '../../lib/download.ts'
import type { Cell } from '../../lib/sheet.ts'
import { Button } from '../../ui/Button.tsx'
import { Menu } from '../../ui/Menu.tsx'
import s from './ExportMenu.module.css'
import { explorerTexts } from './texts.ts'
import { allRows, type Row } from './useRows.ts'

/** Every row of what is shown, in its order, as a file: values, attainments, results and gaps. */
export function ExportMenu({ where, order, name }: { where: SchoolAssessmentWhere; order: SchoolAssessmentOrder; name: string }) {
  const t = useText(explorerTexts)
  const w = useText(words)
  const names = useText(indicatorNames)
  const units = useText(resourceUnits)
  const why = useText(canTexts)
  const { role } = useViewer()
  const [phase, setPhase] = useState<'idle' | 'busy' | 'failed'>('idle')

  const head = [t['col.code'], w.school, t['facet.county'], w.stage, t['facet.kind'], t['facet.locale'], t['facet.ownership'], t['col.students'], t['facet.verdict'], t['facet.met']]
  const heads = RESOURCES.flatMap((r) => [`${r} ${names[r]} (${units[r]})`, `${r} ÷ ${w.standard}`, `${r} ${t['condition.status']}`, `${r} ${t['col.lack']}`])
  const line = (r: Row): Cell[] => [
    r.school.code,
    r.school.name,
    r.school.region.name,
    w[`stage.${r.stage}`],
    w[`kind.${r.school.kind}`],
    w[`locale.${r.school.locale}`],
    w[`ownership.${r.school.ownership}`],
    r.students,
    w[`verdict.${r.verdict}`],
    r.metCount,
    ...RESOURCES.flatMap((_, i): Cell[] => {
      const status = r.statuses[i] ?? 'NOT_COMPUTABLE'
      return [r.values[i] ?? null, r.attainments[i] ?? null, w[`status.${status}`], r.shortfalls[i] ?? null]
    }),
  ]

  async function save(format: 'xlsx' | 'csv') {
    setPhase('busy')
    try {
      const [rows, sheet] = await Promise.all([allRows(where, order), import('../../lib/sheet.ts')])
      const table = [[...head, ...heads], ...rows.map(line)]
      saveBlob(format === 'xlsx' ? sheet.xlsx(w.school, table) : sheet.csv(table), `${name}.${format}`)
      setPhase('idle')
    } catch {
      setPhase('failed')
    }
  }

  if (!can(role, 'export')) {
    return (
      <Button icon="download" reason={why[`why.${role}`]}>
        {t.export}
      </Button>
    )
  }
  return (
    <>
      <Menu label={phase === 'busy' ? t.exporting : t.export} icon="download" look="primary">
        <button type="button" onClick={() => void save('xlsx')}>
          {t.export_xlsx}
        </button>
        <button type="button" onClick={() => void save('csv')}>
          {t.export_csv}
        </button>
      </Menu>
      {phase === 'failed' && (
        <p role="alert" className={s.failed}>
          {t.export_failed}
        </p>
      )}
    </>
  )
}
