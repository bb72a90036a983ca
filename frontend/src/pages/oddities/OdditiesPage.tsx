import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Failure } from '../../components/Failure.tsx'
import { useScope } from '../../components/shell/scope.ts'
import { words } from '../../components/words.ts'
import type { OdditiesQuery as Data, OddityState } from '../../gql/graphql.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { cx } from '../../lib/cx.ts'
import { number, schoolYear } from '../../lib/format.ts'
import { ask, useGraph } from '../../lib/graph.ts'
import { useTitle } from '../../lib/useTitle.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Empty, Notice, Skeleton } from '../../ui/State.tsx'
import { OdditiesQuery } from './documents.ts'
import { ExpiredReviews } from './ExpiredReviews.tsx'
import { groups } from './groups.ts'
import s from './OdditiesPage.module.css'
import { OddityCard } from './OddityCard.tsx'
import { ReviewDialog } from './ReviewDialog.tsx'
import { oddityTexts } from './texts.ts'

type Node = Data['oddities']['nodes'][number]

const states = { open: ['OPEN'], explained: ['EXPLAINED'], reviewed: ['REVIEWED'], all: null, expired: null } as const satisfies Record<string, readonly OddityState[] | null>

const shows = ['open', 'explained', 'reviewed', 'all', 'expired'] as const

/** Figures that look wrong, with the reason, what was meant, and what somebody says who looked. */
export function OdditiesPage() {
  const t = useText(oddityTexts)
  const w = useText(words)
  const lang = useLang()
  const { region, year } = useScope()
  const { show = 'open', by = 'school' } = useSearch({ from: '/app/oddities' })
  const go = useNavigate({ from: paths.oddities })
  const variables = { region, year, state: states[show] as OddityState[] | null, first: 100 }
  const { data, error, isLoading, retry } = useGraph(OdditiesQuery, { ...variables, after: null }, { pause: region === '', fresh: true })
  useTitle(t.title)
  if (error && !data) return <Failure error={error} onRetry={retry} />
  if (region !== '' && (isLoading || !data)) return <Skeleton height={700} label={w.loading} />
  const page = data?.oddities
  const counts = {
    open: page?.openCount ?? 0,
    explained: page?.explainedCount ?? 0,
    reviewed: page?.reviewedCount ?? 0,
    all: page ? page.openCount + page.explainedCount + page.reviewedCount : 0,
    expired: page?.expiredReviews.length ?? 0,
  }
  return (
    <div className={s.page}>
      <header>
        <h1>
          {t.title} · {schoolYear(year, lang)}
        </h1>
        <p className={s.lead}>{t.lead}</p>
      </header>
      <div className={s.bar}>
        <nav className={s.tabs} aria-label={t.views}>
          {shows.map((x) => (
            <Link key={x} to={paths.oddities} search={{ show: x === 'open' ? undefined : x, by: by === 'school' ? undefined : by }} className={cx(s.tab, x === show && s.active)} activeProps={{}} aria-current={x === show ? 'true' : undefined}>
              {t[`show.${x}`]} <span className={s.number}>{number(counts[x])}</span>
            </Link>
          ))}
        </nav>
        {show !== 'expired' && (
          <label className={s.by}>
            {t.by}
            <select value={by} onChange={(e) => void go({ search: (old) => ({ ...old, by: e.target.value === 'kind' ? 'kind' : undefined }), replace: true })}>
              <option value="school">{t['by.school']}</option>
              <option value="kind">{t['by.kind']}</option>
            </select>
          </label>
        )}
      </div>
      {page && !page.hasYearBefore && counts.all > 0 && <Notice>{t.no_before}</Notice>}
      {page && show !== 'expired' && page.nodes.length > 0 && <List key={`${region} ${year} ${show}`} first={page} by={by} variables={variables} onChanged={retry} />}
      {page && show === 'expired' && counts.expired > 0 && <ExpiredReviews reviews={page.expiredReviews} year={year} onCleared={retry} />}
      {(!page || (show === 'expired' ? counts.expired : page.nodes.length) === 0) && (
        <Card>
          <Empty title={show === 'open' ? t['empty.open'] : t['empty.other']}>
            <p>{t['empty.hint']}</p>
          </Empty>
        </Card>
      )}
    </div>
  )
}

interface ListProps {
  first: Data['oddities']
  by: 'school' | 'kind'
  variables: { region: string; year: number; state: OddityState[] | null; first: number }
  onChanged: () => void
}

function List({ first, by, variables, onChanged }: ListProps) {
  const t = useText(oddityTexts)
  const [rest, setRest] = useState<Data['oddities'][]>([])
  const [edited, setEdited] = useState<Node | null>(null)
  const pages = [first, ...rest]
  const nodes = pages.flatMap((p) => p.nodes)
  const last = pages.at(-1)?.pageInfo
  return (
    <>
      {groups(nodes, by).map((g) => (
        <Card key={g.key} flush title={<Title node={g.items[0]} by={by} />} aside={t.count(number(g.items.length))}>
          {g.items.map((o) => (
            <OddityCard key={o.school.code + o.fingerprint} oddity={o} withSchool={by === 'kind'} onReview={() => setEdited(o)} />
          ))}
        </Card>
      ))}
      {last?.hasNextPage && (
        <p className={s.more}>
          <Button onClick={() => void ask(OdditiesQuery, { ...variables, after: last.endCursor ?? null }).then((d) => setRest((old) => [...old, d.oddities]))}>{t.more}</Button>
        </p>
      )}
      {edited && (
        <ReviewDialog
          oddity={edited}
          onClose={() => setEdited(null)}
          onSaved={() => {
            setRest([])
            onChanged()
          }}
        />
      )}
    </>
  )
}

function Title({ node, by }: { node: Node | undefined; by: 'school' | 'kind' }) {
  const t = useText(oddityTexts)
  if (!node) return null
  if (by === 'kind') return t[`kind.${node.kind}`]
  return (
    <Link to={paths.school} params={{ code: node.school.code }}>
      <Zh>{node.school.name}</Zh>
    </Link>
  )
}
