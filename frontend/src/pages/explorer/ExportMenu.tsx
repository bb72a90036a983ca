import { useState } from 'react'
import { useViewer } from '../../components/shell/ViewerContext.ts'
import { graphql } from '../../gql/index.ts'
import type { ExportFormat, SchoolAssessmentOrder, SchoolAssessmentWhere } from '../../gql/graphql.ts'
import { useText } from '../../i18n/text.ts'
import { can, canTexts } from '../../lib/can.ts'
import { saveFrom } from '../../lib/download.ts'
import { ask } from '../../lib/graph.ts'
import { Button } from '../../ui/Button.tsx'
import { Menu } from '../../ui/Menu.tsx'
import s from './ExportMenu.module.css'
import { explorerTexts } from './texts.ts'

const ExportUnits = graphql(`
  query ExportUnits($where: SchoolAssessmentWhere!, $order: SchoolAssessmentOrder!, $format: ExportFormat!) {
    schoolAssessments(where: $where, orderBy: $order, first: 0) {
      exportUrl(format: $format)
    }
  }
`)

/** Every unit of what is shown, in its order, as a file that the server makes under the same scope. */
export function ExportMenu({ where, order }: { where: SchoolAssessmentWhere; order: SchoolAssessmentOrder }) {
  const t = useText(explorerTexts)
  const why = useText(canTexts)
  const { role } = useViewer()
  const [phase, setPhase] = useState<'idle' | 'busy' | 'failed'>('idle')

  async function save(format: ExportFormat) {
    setPhase('busy')
    try {
      const { schoolAssessments } = await ask(ExportUnits, { where, order, format })
      if (!schoolAssessments.exportUrl) return setPhase('failed')
      await saveFrom(schoolAssessments.exportUrl)
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
        <button type="button" onClick={() => void save('XLSX')}>
          {t.export_xlsx}
        </button>
        <button type="button" onClick={() => void save('CSV')}>
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
