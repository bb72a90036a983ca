import { Link, useLocation, useParams } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { Failure } from '../../components/Failure.tsx'
import { figure, Figures_schoolYear } from '../../components/figures.ts'
import { NotFound } from '../../components/NotFound.tsx'
import { NotOpen } from '../../components/NotOpen.tsx'
import { opennessOf } from '../../components/openness.ts'
import { useViewer } from '../../components/shell/ViewerContext.ts'
import { words } from '../../components/words.ts'
import { readFragment } from '../../gql/index.ts'
import type { ReportQuery as ReportData } from '../../gql/graphql.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { can } from '../../lib/can.ts'
import { errorSentence } from '../../lib/errors.ts'
import { number, schoolYear } from '../../lib/format.ts'
import { useGraph } from '../../lib/graph.ts'
import { useTitle } from '../../lib/useTitle.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice, Skeleton } from '../../ui/State.tsx'
import { ReportQuery } from './documents.ts'
import { FigureRow } from './FigureRow.tsx'
import s from './ReportPage.module.css'
import { ResultsPanel } from './ResultsPanel.tsx'
import { SaveState } from './SaveState.tsx'
import { reportTexts } from './texts.ts'
import { useReport } from './useReport.ts'

/** The figures of one school and year, filled in. */
export function ReportPage() {
  const w = useText(words)
  const { code, year } = useParams({ from: '/app/schools/$code/report/$year' })
  const { data, error, isLoading, retry } = useGraph(ReportQuery, { code, year: Number(year), before: Number(year) - 1 })
  if (error && !data) return <Failure error={error} onRetry={retry} />
  if (isLoading || !data) return <Skeleton height={640} label={w.loading} />
  if (!data.school) return <NotFound />
  if (opennessOf(data.school, Number(year)) !== 'OPEN') return <Closed school={data.school} year={Number(year)} />
  return <Form key={`${code} ${year}`} data={data} school={data.school} year={Number(year)} onReload={retry} />
}

/** Nothing is asked for of a year in which the school is not open. */
function Closed({ school, year }: { school: NonNullable<ReportData['school']>; year: number }) {
  const t = useText(reportTexts)
  const lang = useLang()
  useTitle(`${t.title} · ${school.name}`)
  return (
    <div className={s.page}>
      <header className={s.head}>
        <div>
          <p className={s.meta}>
            {schoolYear(year, lang)} · <Link to={paths.school} params={{ code: school.code }}>{t.back}</Link>
          </p>
          <h1>
            <Zh>{school.name}</Zh>
          </h1>
        </div>
      </header>
      <NotOpen school={school} year={year} />
    </div>
  )
}

interface Props {
  data: ReportData
  school: NonNullable<ReportData['school']>
  year: number
  onReload: () => void
}

function Form({ data, school, year, onReload }: Props) {
  const t = useText(reportTexts)
  const lang = useLang()
  const { id: viewer, role } = useViewer()
  const now = readFragment(Figures_schoolYear, school.now)
  const before = readFragment(Figures_schoolYear, school.before)
  // Kept as it is between renders: what is tried and saved depends on it.
  const fields = useMemo(() => data.dictionary.filter((f) => isAsked(f, school)), [data.dictionary, school])
  const report = useReport({ viewer, code: school.code, year, base: now, fields })
  const isReadOnly = !can(role, 'fill')
  const sections = [...new Set(fields.map((f) => f.section))].map((section) => ({ section, fields: fields.filter((f) => f.section === section) }))
  const lacks = (list: typeof fields) => list.filter((f) => isRequired(f, school) && report.text(f.key).trim() === '').length
  const missing = lacks(fields)
  const edition = school.assessments[0]?.edition.code
  const trial = report.trial?.assessments.filter((a) => a.edition.code === edition || edition === undefined)
  const warnings = report.trial?.warnings ?? now?.warnings ?? []
  const odd = (key: string) => warnings.filter((w) => w.field?.includes(key)).map((w) => w.message)
  useTitle(`${t.title} · ${school.name}`)
  const { hash } = useLocation()
  // A link to one figure leads into its field, which stands in the document only after the form has loaded.
  useEffect(() => {
    const input = hash ? document.getElementsByName(hash)[0] : undefined
    if (input instanceof HTMLInputElement) {
      input.focus({ preventScroll: true })
      input.scrollIntoView({ block: 'center' })
    }
  }, [hash])

  return (
    <div className={s.page}>
      <header className={s.head}>
        <div>
          <p className={s.meta}>
            {schoolYear(year, lang)} · <Link to={paths.school} params={{ code: school.code }}>{t.back}</Link> · {missing > 0 ? t.missing(number(missing)) : t.complete}
          </p>
          <h1>
            <Zh>{school.name}</Zh>
          </h1>
        </div>
        {!isReadOnly && <SaveState phase={report.phase} savedAt={report.savedAt} errors={report.problems.size} onSave={report.saveNow} />}
      </header>
      {isReadOnly && <Notice>{t.reads_only}</Notice>}
      {report.wasRestored && (
        <Notice>
          <span>{t.restored}</span>
          <Button onClick={report.drop}>{t.drop}</Button>
        </Notice>
      )}
      {report.phase === 'conflict' && (
        <Notice tone="warn">
          <span>{t.conflict}</span>
          <Button
            look="primary"
            onClick={() => {
              onReload()
              report.goOn()
            }}
          >
            {t.conflict_take}
          </Button>
          <Button
            onClick={() => {
              report.drop()
              onReload()
            }}
          >
            {t.conflict_drop}
          </Button>
        </Notice>
      )}
      {report.failure && (
        <Notice tone="error">
          {errorSentence(report.failure, lang)} {t.kept}
        </Notice>
      )}
      {report.general && <Notice tone="error">{report.general}</Notice>}
      <div className={s.columns}>
        <nav className={s.sections} aria-label={t.sections}>
          <ul>
            {sections.map((x) => {
              const wrong = x.fields.filter((f) => report.problems.has(f.key)).length
              const open = lacks(x.fields)
              return (
                <li key={x.section}>
                  <a href={`#${x.section}`}>
                    <span>{lang === 'zh' ? x.fields[0]?.sectionZh : x.fields[0]?.sectionEn}</span>
                    {wrong > 0 ? <b className={s.wrong}>◆ {wrong}</b> : open > 0 ? <span className={s.open}>{open}</span> : <span aria-hidden="true">✓</span>}
                  </a>
                </li>
              )
            })}
          </ul>
          {!isReadOnly && <p className={s.keys}>{t.keys}</p>}
        </nav>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Enter and arrows go from field to field, as in a sheet */}
        <form className={s.form} onSubmit={(e) => e.preventDefault()} onKeyDown={walk} noValidate>
          {sections.map((x) => (
            <section key={x.section} id={x.section} className={s.section} aria-label={(lang === 'zh' ? x.fields[0]?.sectionZh : x.fields[0]?.sectionEn) ?? x.section}>
              <header className={s.sectionHead}>
                <h2>{lang === 'zh' ? x.fields[0]?.sectionZh : x.fields[0]?.sectionEn}</h2>
                <span>{t.value}</span>
                <span>{schoolYear(year - 1, lang)}</span>
              </header>
              {x.fields.map((f) => (
                <FigureRow
                  key={f.key}
                  field={f}
                  text={report.text(f.key)}
                  before={figure(before, f.key)}
                  isRequired={isRequired(f, school)}
                  isOpen={report.isOpen(f.key)}
                  isReadOnly={isReadOnly}
                  problem={report.problems.get(f.key)}
                  warning={odd(f.key).join(' ◇ ') || undefined}
                  onChange={report.change}
                  onLeave={report.leaveField}
                />
              ))}
            </section>
          ))}
        </form>
        <aside className={s.results}>
          <ResultsPanel assessments={trial ?? school.assessments} isTrial={trial !== undefined} />
        </aside>
      </div>
    </div>
  )
}

type FieldOf = ReportData['dictionary'][number]
type SchoolOf = NonNullable<ReportData['school']>

/** A school is asked for figures of its own stages only. */
function isAsked(field: FieldOf, school: SchoolOf): boolean {
  const senior = school.kind === 'TWELVE_YEAR' || school.kind === 'COMPLETE_SECONDARY'
  if (field.key === 'year' || field.key === 'code') return false
  if (field.requirement === 'SENIOR') return senior
  const isPrimary = field.requirement === 'PRIMARY' || field.key.endsWith('Primary')
  const isJunior = field.requirement === 'JUNIOR' || field.key.endsWith('Junior')
  return (!isPrimary || school.stages.includes('PRIMARY')) && (!isJunior || school.stages.includes('JUNIOR'))
}

function isRequired(field: FieldOf, school: SchoolOf): boolean {
  return field.requirement !== 'OPTIONAL' && isAsked(field, school)
}

function walk(e: React.KeyboardEvent<HTMLFormElement>) {
  const step = e.key === 'ArrowDown' || (e.key === 'Enter' && !e.shiftKey) ? 1 : e.key === 'ArrowUp' || e.key === 'Enter' ? -1 : 0
  if (step === 0 || !(e.target instanceof HTMLInputElement)) return
  e.preventDefault()
  const inputs = [...e.currentTarget.querySelectorAll('input')]
  const next = inputs[inputs.indexOf(e.target) + step]
  next?.focus()
  next?.select()
}
