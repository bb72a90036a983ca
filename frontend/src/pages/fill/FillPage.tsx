import { Link, Navigate, useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { Failure } from '../../components/Failure.tsx'
import { SchoolDialog } from '../../components/schoolForm/SchoolDialog.tsx'
import { schoolFormTexts } from '../../components/schoolForm/texts.ts'
import { useScope } from '../../components/shell/scope.ts'
import { useViewer } from '../../components/shell/ViewerContext.ts'
import { words } from '../../components/words.ts'
import { graphql } from '../../gql/index.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { can, canTexts } from '../../lib/can.ts'
import { dateTime, number, schoolYear } from '../../lib/format.ts'
import { useGraph } from '../../lib/graph.ts'
import { useTitle } from '../../lib/useTitle.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Empty, Skeleton } from '../../ui/State.tsx'
import s from './FillPage.module.css'
import { fillTexts } from './texts.ts'

const FillQuery = graphql(`
  query Fill($region: String!, $year: Int!, $search: String) {
    schools(where: { region: $region, isOpenIn: $year, search: $search }, orderBy: { field: NAME, direction: ASC }, first: 100) {
      totalCount
      nodes {
        id
        code
        name
        kind
        year(year: $year) {
          id
          updatedAt
          missing
        }
      }
    }
  }
`)

/** Which school's figures to fill in; a school's own clerk goes straight to the form. */
export function FillPage() {
  const t = useText(fillTexts)
  const w = useText(words)
  const form = useText(schoolFormTexts)
  const why = useText(canTexts)
  const lang = useLang()
  const { region, year } = useScope()
  const { school, role } = useViewer()
  const navigate = useNavigate()
  const [isAdding, setAdding] = useState(false)
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search.trim())
  const { data, error, isLoading, retry } = useGraph(FillQuery, { region, year, search: wanted || null }, { pause: Boolean(school) || region === '' })
  useTitle(t.title)
  if (school) return <Navigate to={paths.report} params={{ code: school.code, year: String(year) }} replace />
  return (
    <div className={s.page}>
      <header className={s.head}>
        <div>
          <h1>{t.title}</h1>
          <p className={s.lead}>{t.lead(schoolYear(year, lang))}</p>
        </div>
        <Button icon="plus" reason={can(role, 'schools') ? null : why[`why.${role}`]} onClick={() => setAdding(true)}>
          {form.add}
        </Button>
      </header>
      <TextField label={t.search} type="search" value={search} onChange={(e) => setSearch(e.target.value)} className={s.search} />
      {error && !data ? (
        <Failure error={error} onRetry={retry} />
      ) : isLoading || !data ? (
        <Skeleton height={600} label={w.loading} />
      ) : data.schools.nodes.length === 0 ? (
        <Empty title={t.empty} />
      ) : (
        <Card flush title={w.schools(number(data.schools.totalCount))}>
          <table className={s.table}>
            <thead>
              <tr>
                <th scope="col">{w.school}</th>
                <th scope="col">{t['col.state']}</th>
                <th scope="col">{t.at}</th>
              </tr>
            </thead>
            <tbody>
              {data.schools.nodes.map((r) => (
                <tr key={r.id}>
                  <th scope="row">
                    <Link to={paths.report} params={{ code: r.code, year: String(year) }}>
                      <Zh>{r.name}</Zh>
                    </Link>{' '}
                    <small>{w[`kind.${r.kind}`]}</small>
                  </th>
                  <td className={!r.year ? s.none : r.year.missing.length > 0 ? s.partial : s.good}>{!r.year ? `▨ ${t.none}` : r.year.missing.length > 0 ? `◇ ${t.missing(number(r.year.missing.length))}` : `✓ ${t.complete}`}</td>
                  <td>{dateTime(r.year?.updatedAt, lang)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Card>
      )}
      {isAdding && <SchoolDialog school={null} onClose={() => setAdding(false)} onSaved={(code) => void navigate({ to: paths.school, params: { code } })} />}
    </div>
  )
}
