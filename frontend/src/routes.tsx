import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, retainSearchParams } from '@tanstack/react-router'
import { Shell } from './components/shell/Shell.tsx'
import { NotFound } from './components/NotFound.tsx'
import { Crash } from './components/Crash.tsx'
import { whatIfSearch } from './components/whatIfSearch.ts'
import { repairSearch } from './components/repairSearch.ts'
import { explorerSearch } from './components/explorerSearch.ts'
import { SignInPage } from './pages/sign-in/SignInPage.tsx'
import { paths } from './paths.ts'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: Crash })

const signIn = createRoute({
  getParentRoute: () => root,
  path: paths.signIn,
  component: SignInPage,
  validateSearch: (search: Record<string, unknown>): { next?: string | undefined } => ({ next: typeof search['next'] === 'string' && search['next'].startsWith('/') && !search['next'].startsWith('//') ? search['next'] : undefined }),
})

const password = createRoute({
  getParentRoute: () => root,
  path: paths.password,
  component: lazyRouteComponent(() => import('./pages/password/PasswordPage.tsx'), 'PasswordPage'),
})

const secondFactor = createRoute({
  getParentRoute: () => root,
  path: paths.secondFactor,
  component: lazyRouteComponent(() => import('./pages/second-factor/SecondFactorPage.tsx'), 'SecondFactorPage'),
})

interface AppSearch {
  region?: string | undefined
  year?: number | undefined
}

const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  component: Shell,
  validateSearch: (search: Record<string, unknown>): AppSearch => ({
    region: /^\d{6}$/.test(String(search['region'])) ? String(search['region']) : undefined,
    year: Number.isInteger(Number(search['year'])) && Number(search['year']) > 1900 ? Number(search['year']) : undefined,
  }),
  search: { middlewares: [retainSearchParams(['region', 'year'])] },
})

const overview = createRoute({
  getParentRoute: () => app,
  path: paths.overview,
  component: lazyRouteComponent(() => import('./pages/overview/OverviewPage.tsx'), 'OverviewPage'),
})

const explorer = createRoute({
  getParentRoute: () => app,
  path: paths.explorer,
  validateSearch: explorerSearch,
  component: lazyRouteComponent(() => import('./pages/explorer/ExplorerPage.tsx'), 'ExplorerPage'),
})

const school = createRoute({
  getParentRoute: () => app,
  path: paths.school,
  validateSearch: (search: Record<string, unknown>): { trace?: string | undefined; tab?: 'figures' | 'teachers' | 'peers' | undefined } => ({
    trace: typeof search['trace'] === 'string' ? search['trace'] : undefined,
    tab: search['tab'] === 'teachers' || search['tab'] === 'peers' ? search['tab'] : undefined,
  }),
  component: lazyRouteComponent(() => import('./pages/schools/SchoolPage.tsx'), 'SchoolPage'),
})

const report = createRoute({
  getParentRoute: () => app,
  path: paths.report,
  component: lazyRouteComponent(() => import('./pages/report/ReportPage.tsx'), 'ReportPage'),
})

const indicators = createRoute({
  getParentRoute: () => app,
  path: paths.indicators,
  component: lazyRouteComponent(() => import('./pages/indicators/IndicatorsPage.tsx'), 'IndicatorsPage'),
})

const indicator = createRoute({
  getParentRoute: () => app,
  path: paths.indicator,
  validateSearch: (search: Record<string, unknown>): { trace?: string | undefined } => ({ trace: typeof search['trace'] === 'string' ? search['trace'] : undefined }),
  component: lazyRouteComponent(() => import('./pages/indicators/IndicatorPage.tsx'), 'IndicatorPage'),
})

const whatIf = createRoute({
  getParentRoute: () => app,
  path: paths.whatIf,
  validateSearch: whatIfSearch,
  component: lazyRouteComponent(() => import('./pages/what-if/WhatIfPage.tsx'), 'WhatIfPage'),
})

const repair = createRoute({
  getParentRoute: () => app,
  path: paths.repair,
  validateSearch: repairSearch,
  component: lazyRouteComponent(() => import('./pages/repair/RepairPage.tsx'), 'RepairPage'),
})

const fill = createRoute({
  getParentRoute: () => app,
  path: paths.fill,
  component: lazyRouteComponent(() => import('./pages/fill/FillPage.tsx'), 'FillPage'),
})

const imports = createRoute({
  getParentRoute: () => app,
  path: paths.imports,
  component: lazyRouteComponent(() => import('./pages/imports/ImportsPage.tsx'), 'ImportsPage'),
})

const oneImport = createRoute({
  getParentRoute: () => app,
  path: paths.import,
  component: lazyRouteComponent(() => import('./pages/imports/ImportPage.tsx'), 'ImportPage'),
})

const funding = createRoute({
  getParentRoute: () => app,
  path: paths.funding,
  component: lazyRouteComponent(() => import('./pages/funding/FundingPage.tsx'), 'FundingPage'),
})

const county = createRoute({
  getParentRoute: () => app,
  path: paths.countyFigures,
  component: lazyRouteComponent(() => import('./pages/county-figures/CountyFiguresPage.tsx'), 'CountyFiguresPage'),
})

const papers = createRoute({
  getParentRoute: () => app,
  path: paths.papers,
  component: lazyRouteComponent(() => import('./pages/papers/PapersPage.tsx'), 'PapersPage'),
})

const attestations = createRoute({
  getParentRoute: () => app,
  path: paths.attestations,
  component: lazyRouteComponent(() => import('./pages/attestations/AttestationsPage.tsx'), 'AttestationsPage'),
})

const oddities = createRoute({
  getParentRoute: () => app,
  path: paths.oddities,
  validateSearch: (search: Record<string, unknown>): { show?: 'explained' | 'reviewed' | 'all' | 'expired' | undefined; by?: 'kind' | undefined } => ({
    show: search['show'] === 'explained' || search['show'] === 'reviewed' || search['show'] === 'all' || search['show'] === 'expired' ? search['show'] : undefined,
    by: search['by'] === 'kind' ? 'kind' : undefined,
  }),
  component: lazyRouteComponent(() => import('./pages/oddities/OdditiesPage.tsx'), 'OdditiesPage'),
})

const claims = createRoute({
  getParentRoute: () => app,
  path: paths.claims,
  component: lazyRouteComponent(() => import('./pages/claims/ClaimsPage.tsx'), 'ClaimsPage'),
})

const accounts = createRoute({
  getParentRoute: () => app,
  path: paths.accounts,
  component: lazyRouteComponent(() => import('./pages/accounts/AccountsPage.tsx'), 'AccountsPage'),
})

const settings = createRoute({
  getParentRoute: () => app,
  path: paths.settings,
  component: lazyRouteComponent(() => import('./pages/settings/SettingsPage.tsx'), 'SettingsPage'),
})

const tree = root.addChildren([
  signIn,
  password,
  secondFactor,
  app.addChildren([overview, explorer, school, report, indicators, indicator, whatIf, repair, fill, imports, oneImport, funding, county, attestations, oddities, claims, accounts, papers, settings]),
])

export function newRouter() {
  return createRouter({ routeTree: tree, defaultPreload: 'intent', scrollRestoration: true, defaultNotFoundComponent: NotFound })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof newRouter>
  }
}
