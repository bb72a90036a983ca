import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Failure } from '../../components/Failure.tsx'
import { useScope } from '../../components/shell/scope.ts'
import { words } from '../../components/words.ts'
import { graphql } from '../../gql/index.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { saveFrom } from '../../lib/download.ts'
import { dateTime, number } from '../../lib/format.ts'
import { ask, useGraph } from '../../lib/graph.ts'
import { useTitle } from '../../lib/useTitle.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Notice, Skeleton } from '../../ui/State.tsx'
import { DropZone } from './DropZone.tsx'
import s from './Imports.module.css'
import { importTexts } from './texts.ts'

const ImportsQuery = graphql(`
  query Imports {
    imports(first: 20) {
      nodes {
        id
        status
        dryRun
        rows
        created
        updated
        unchanged
        createdAt
      }
    }
  }
`)

const WorkbookUrl = graphql(`
  query WorkbookUrl($region: String!) {
    region(code: $region) {
      id
      workbookUrl
    }
  }
`)

/** Where workbooks come in, and what came in before. */
export function ImportsPage() {
  const t = useText(importTexts)
  const w = useText(words)
  const lang = useLang()
  const { region } = useScope()
  const [isFailed, setFailed] = useState(false)
  const { data, error, isLoading, retry } = useGraph(ImportsQuery, {}, { fresh: true })
  useTitle(t.title)
  return (
    <div className={s.page}>
      <header className={s.head}>
        <div>
          <h1>{t.title}</h1>
          <p className={s.lead}>{t.lead}</p>
        </div>
        <Button
          icon="download"
          onClick={() => {
            setFailed(false)
            ask(WorkbookUrl, { region })
              .then(async (d) => {
                if (d.region?.workbookUrl) await saveFrom(d.region.workbookUrl)
                else setFailed(true)
              })
              .catch(() => setFailed(true))
          }}
        >
          {t.export}
        </Button>
      </header>
      {isFailed && <Notice tone="error">{t.export_failed}</Notice>}
      <DropZone />
      <Card flush title={t.earlier}>
        {error && !data ? (
          <Failure error={error} onRetry={retry} />
        ) : isLoading ? (
          <Skeleton height={160} label={w.loading} />
        ) : data?.imports.nodes.length === 0 ? (
          <p className={s.none}>{t.earlier_none}</p>
        ) : (
          <table className={s.table}>
            <thead>
              <tr>
                <th scope="col">{t['col.at']}</th>
                <th scope="col">{t['col.kind']}</th>
                <th scope="col">{t['col.status']}</th>
                <th scope="col" className={s.number}>
                  {t['col.rows']}
                </th>
                <th scope="col" className={s.number}>
                  {t['col.counts']}
                </th>
              </tr>
            </thead>
            <tbody>
              {data?.imports.nodes.map((i) => (
                <tr key={i.id}>
                  <th scope="row">
                    <Link to={paths.import} params={{ id: i.id }}>
                      {dateTime(i.createdAt, lang)}
                    </Link>
                  </th>
                  <td>{i.dryRun ? t['kind.dry'] : t['kind.real']}</td>
                  <td className={i.status === 'REJECTED' || i.status === 'FAILED' ? s.bad : undefined}>
                    {i.status === 'REJECTED' || i.status === 'FAILED' ? '◆ ' : i.status === 'SUCCEEDED' ? '✓ ' : ''}
                    {t[`status.${i.status}`]}
                  </td>
                  <td className={s.number}>{number(i.rows)}</td>
                  <td className={s.number}>
                    {number(i.created)} / {number(i.updated)} / {number(i.unchanged)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Card>
    </div>
  )
}
