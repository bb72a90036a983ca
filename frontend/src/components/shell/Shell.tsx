import { Outlet, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { graphql } from '../../gql/index.ts'
import { useText } from '../../i18n/text.ts'
import { session } from '../../lib/client.ts'
import { errorCode } from '../../lib/errors.ts'
import { useChange, useGraph } from '../../lib/graph.ts'
import { paths } from '../../paths.ts'
import { Skeleton } from '../../ui/State.tsx'
import { Failure } from '../Failure.tsx'
import { words } from '../words.ts'
import { Rail } from './Rail.tsx'
import { type Scope, ScopeContext, scopeOf } from './scope.ts'
import s from './Shell.module.css'
import { shellTexts } from './texts.ts'
import { TopBar } from './TopBar.tsx'
import { readViewer, ViewerContext } from './ViewerContext.ts'

// Opened by few, so it comes when it is opened.
const SearchDialog = lazy(() => import('./SearchDialog.tsx').then((m) => ({ default: m.SearchDialog })))

const ShellQuery = graphql(`
  query Shell {
    viewer {
      id
      ...Viewer_viewer
    }
    regions(where: { level: [COUNTY] }, first: 100) {
      nodes {
        id
        code
        name
        isDemo
        assessedYears
      }
      pageInfo {
        hasNextPage
      }
    }
    countyAssessments(first: 1) {
      nodes {
        id
        region {
          id
          code
          name
          isDemo
          assessedYears
        }
      }
    }
  }
`)

// A county that is none of the first hundred.
const CountyQuery = graphql(`
  query ShellCounty($code: String!) {
    region(code: $code) {
      id
      code
      name
      level
      isDemo
      assessedYears
    }
  }
`)

// Who still has a generated password, or no second factor where there must be one, may ask nothing else.
const WhoQuery = graphql(`
  query Who {
    viewer {
      id
      mustChangePassword
      mustSetSecondFactor
    }
  }
`)

const SignOut = graphql(`
  mutation SignOut($everywhere: Boolean!) {
    signOut(input: { everywhere: $everywhere }) {
      userErrors {
        code
      }
    }
  }
`)

/** The frame around every page of a signed-in person; it knows who that is and which county and year is looked at. */
export function Shell() {
  const t = useText(shellTexts)
  const w = useText(words)
  const navigate = useNavigate()
  const search = useSearch({ from: '/app' })
  const [isSearching, setSearching] = useState(false)
  const [, signOut] = useChange(SignOut)
  const [isSignedIn, setSignedIn] = useState<boolean | null>(null)
  const { data, error, isLoading, retry } = useGraph(ShellQuery, {}, { pause: !isSignedIn })
  const viewer = data?.viewer ? readViewer(data.viewer) : null
  const isRefused = Boolean(error && !data && errorCode(error) === 'FORBIDDEN')
  const who = useGraph(WhoQuery, {}, { pause: !isRefused })
  const held = data?.viewer ? null : who.data?.viewer
  const first = held?.mustChangePassword ? 'password' : held?.mustSetSecondFactor ? 'secondFactor' : null

  // Whether there is a session is known only after the server has seen the cookie.
  useEffect(() => {
    let isHere = true
    session
      .token()
      .then((token) => isHere && setSignedIn(token !== null))
      .catch(() => isHere && setSignedIn(true)) // the server is away: the query says so
    return () => {
      isHere = false
    }
  }, [])

  // Once, with the address of this moment: while the router is on its way, its own location is already another.
  const elsewhere = isSignedIn === false || (isSignedIn && !isLoading && (data || error) && !viewer && (!error || errorCode(error) === 'UNAUTHENTICATED')) ? 'signIn' : first
  useEffect(() => {
    if (elsewhere === 'signIn') void navigate({ to: paths.signIn, search: { next: window.location.pathname + window.location.search }, replace: true })
    else if (elsewhere) void navigate({ to: paths[elsewhere], replace: true })
  }, [elsewhere, navigate])

  // Keys work on the whole page, whatever has the focus.
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k') {
        e.preventDefault()
        setSearching(true)
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  const isFarther = Boolean(search.region && data?.regions.pageInfo.hasNextPage && !data.regions.nodes.some((c) => c.code === search.region))
  // Null while it is on its way, and where there is none.
  const farther = useGraph(CountyQuery, { code: search.region ?? '' }, { pause: !isFarther })
  const asked = isFarther && farther.data?.region?.level === 'COUNTY' ? farther.data.region : null
  const scope = useMemo<Scope | null>(() => {
    if (!data?.viewer) return null
    const { nodes: counties, pageInfo } = data.regions
    const home = readViewer(data.viewer).school?.region.code
    return scopeOf({ counties, hasMore: pageInfo.hasNextPage, asked, assessed: data.countyAssessments.nodes[0]?.region ?? null, home, search: { region: search.region, year: search.year } }, new Date().getFullYear())
  }, [data, asked, search.region, search.year])

  if (isSignedIn === null || isLoading || (isFarther && asked?.code !== search.region && (farther.isLoading || farther.isStale))) {
    return (
      <div className={s.frame} role="status">
        <span className="visually-hidden">{w.loading}</span>
      </div>
    )
  }
  if (isSignedIn && error && !data && !first && !who.isLoading && errorCode(error) !== 'UNAUTHENTICATED') {
    return (
      <div className={s.waiting}>
        <Failure error={error} onRetry={retry} />
      </div>
    )
  }
  if (!viewer || !scope || first) return null

  return (
    <ViewerContext value={viewer}>
      <ScopeContext value={scope}>
        <a className={s.skip} href="#content">
          {t.skip}
        </a>
        <Rail />
        <div className={s.page}>
          <TopBar
            onSearch={() => setSearching(true)}
            onSignOut={() => {
              void signOut({ everywhere: false }).then(() => session.end())
            }}
          />
          <main id="content" className={s.main} tabIndex={-1}>
            <Suspense fallback={<Skeleton height={480} label={w.loading} />}>
              <Outlet />
            </Suspense>
          </main>
        </div>
        <Suspense>{isSearching && <SearchDialog onClose={() => setSearching(false)} />}</Suspense>
      </ScopeContext>
    </ViewerContext>
  )
}
