import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Failure } from '../../components/Failure.tsx'
import { NotFound } from '../../components/NotFound.tsx'
import { words } from '../../components/words.ts'
import { graphql } from '../../gql/index.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { cx } from '../../lib/cx.ts'
import { saveFrom } from '../../lib/download.ts'
import { dateTime, number, percent } from '../../lib/format.ts'
import { useChange, useGraph, useStream } from '../../lib/graph.ts'
import { useTitle } from '../../lib/useTitle.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Notice, Skeleton } from '../../ui/State.tsx'
import { DropZone } from './DropZone.tsx'
import s from './Imports.module.css'
import { IssueTable } from './IssueTable.tsx'
import { importTexts } from './texts.ts'
import { StartImport } from './useUpload.ts'

const ImportQuery = graphql(`
  query Import($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Import {
        status
        dryRun
        uploadId
        rows
        created
        updated
        unchanged
        progress
        createdAt
        finishedAt
        markedWorkbookUrl
        errors(first: 1) {
          totalCount
        }
        warnings(first: 1) {
          totalCount
        }
      }
    }
  }
`)

const ImportProgress = graphql(`
  subscription ImportProgress($id: ID!) {
    importProgress(id: $id) {
      id
      status
      rows
      created
      updated
      unchanged
      progress
      finishedAt
    }
  }
`)

const POLL = 2_000

/** One import from its check to the written rows. */
export function ImportPage() {
  const t = useText(importTexts)
  const w = useText(words)
  const lang = useLang()
  const navigate = useNavigate()
  const { id } = useParams({ from: '/app/imports/$id' })
  const { data, error, isLoading, retry } = useGraph(ImportQuery, { id }, { fresh: true })
  const [{ fetching: isStarting }, start] = useChange(StartImport)
  const [problem, setProblem] = useState<string | null>(null)
  const job = data?.node?.__typename === 'Import' ? data.node : null
  const isRunning = job?.status === 'QUEUED' || job?.status === 'RUNNING'
  const [stream] = useStream(ImportProgress, { id }, { pause: !isRunning })
  useTitle(t.title)

  // The stream only makes it quicker: without it the job is asked for every two seconds.
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(retry, POLL)
    return () => clearInterval(timer)
    // oxlint-disable-next-line react/exhaustive-deps -- retry is made anew on every render and means the same
  }, [isRunning, id])

  // The end of the job brings what the stream does not carry: findings and the marked workbook.
  const ended = stream.data?.importProgress.finishedAt
  useEffect(() => {
    if (ended) retry()
    // oxlint-disable-next-line react/exhaustive-deps -- as above
  }, [ended])

  if (error && !data) return <Failure error={error} onRetry={retry} />
  if (isLoading) return <Skeleton height={420} label={w.loading} />
  if (!job) return <NotFound />
  const changes = job.created + job.updated
  const progress = percent(stream.data?.importProgress.progress ?? job.progress, 0)
  const step = job.dryRun ? (isRunning ? 1 : job.status === 'SUCCEEDED' ? 2 : 1) : isRunning ? 2 : 3

  async function confirm(uploadId: string) {
    const { data: answer, error: failed } = await start({ uploadId, dryRun: false, key: `write-${uploadId}` })
    const started = answer?.importWorkbook
    if (failed || !started?.import) return setProblem(started?.userErrors[0]?.message ?? t.refused)
    await navigate({ to: paths.import, params: { id: started.import.id } })
  }

  return (
    <div className={s.page}>
      <header>
        <p className={s.lead}>
          <Link to={paths.imports}>← {t.back}</Link> · {dateTime(job.createdAt, lang)}
        </p>
        <h1>{job.dryRun ? t['step.check'] : t['step.confirm']}</h1>
      </header>
      <ol className={s.steps}>
        {(['upload', 'check', 'confirm', 'done'] as const).map((k, i) => (
          <li key={k} className={cx(i < step && s.past, i === step && s.now)} aria-current={i === step ? 'step' : undefined}>
            <span aria-hidden="true">{i < step ? '✓' : i + 1}</span> {t[`step.${k}`]}
          </li>
        ))}
      </ol>
      <Card>
        <div className={s.state} role="status">
          {job.status === 'QUEUED' && <p>{t.queued}</p>}
          {job.status === 'RUNNING' && <p>{job.dryRun ? t.checking(progress) : t.writing(progress)}</p>}
          {isRunning && <progress className={s.progress} max={1} value={stream.data?.importProgress.progress ?? job.progress} aria-label={t['status.RUNNING']} />}
          {job.status === 'SUCCEEDED' && <p className={s.good}>✓ {job.dryRun ? (changes === 0 ? t.nothing : t.checked) : t.written}</p>}
          {job.status === 'REJECTED' && <p className={s.bad}>◆ {t.rejected(number(job.errors.totalCount))}</p>}
          {job.status === 'FAILED' && <p className={s.bad}>◆ {t.failed}</p>}
        </div>
        <dl className={s.counts}>
          {(['rows', 'created', 'updated', 'unchanged'] as const).map((k) => (
            <div key={k}>
              <dt>{t[k]}</dt>
              <dd>{number(job[k])}</dd>
            </div>
          ))}
        </dl>
        {problem && <Notice tone="error">{problem}</Notice>}
        <p className={s.actions}>
          {job.dryRun && job.status === 'SUCCEEDED' && changes > 0 && (
            <Button look="primary" busy={isStarting} onClick={() => void confirm(job.uploadId)}>
              {t.confirm(number(changes))}
            </Button>
          )}
          {job.markedWorkbookUrl && (
            <Button icon="download" look={job.status === 'REJECTED' ? 'primary' : 'plain'} onClick={() => void saveFrom(job.markedWorkbookUrl ?? '').catch(() => setProblem(t.export_failed))}>
              {t.marked}
            </Button>
          )}
          {!job.dryRun && job.status === 'SUCCEEDED' && <Link to={paths.overview}>{t.see} →</Link>}
        </p>
      </Card>
      {job.status === 'REJECTED' && <DropZone label={t.again} />}
      {job.errors.totalCount > 0 && <IssueTable id={id} kind="errors" />}
      {job.warnings.totalCount > 0 && !isRunning && <IssueTable id={id} kind="warnings" />}
    </div>
  )
}
