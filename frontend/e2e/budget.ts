import { loadavg } from 'node:os'
import type { Browser } from 'playwright-core'
import { launch, open, settled, signIn, type Who } from './browser.ts'
import { ownSchool } from './places.ts'
import { react } from './reactions.ts'
import type { Served } from './server.ts'

interface Budget {
  name: string
  path: string
  who: Who | null
  /** Bytes over the wire of scripts, style sheets and fonts on a first visit. */
  js: number
  lcp?: number
}

const KB = 1024
const budgets: Budget[] = [
  { name: 'sign in', path: '/sign-in', who: null, js: 140 * KB },
  { name: 'overview', path: '/', who: 'inspector', js: 170 * KB, lcp: 1_000 },
  { name: 'explorer', path: '/explorer', who: 'inspector', js: 200 * KB, lcp: 1_200 },
  { name: 'school', path: `/schools/${ownSchool}`, who: 'inspector', js: 200 * KB },
  { name: 'indicator', path: '/indicators/R3', who: 'inspector', js: 200 * KB },
  { name: 'fill in', path: `/schools/${ownSchool}/report/2023`, who: 'school', js: 200 * KB },
  { name: 'what if', path: '/what-if', who: 'inspector', js: 200 * KB },
  { name: 'repair', path: '/repair?year=2021', who: 'bureau', js: 200 * KB },
  { name: 'import', path: '/imports', who: 'bureau', js: 200 * KB },
  { name: 'indicators', path: '/indicators', who: 'bureau', js: 200 * KB },
  { name: 'funding', path: '/funding', who: 'bureau', js: 200 * KB },
  { name: 'county', path: '/county-figures', who: 'bureau', js: 200 * KB },
  { name: 'claims', path: '/attestations', who: 'bureau', js: 200 * KB },
  { name: 'oddities', path: '/oddities', who: 'bureau', js: 200 * KB },
  { name: 'accounts', path: '/accounts', who: 'bureau', js: 200 * KB },
  { name: 'settings', path: '/settings', who: 'bureau', js: 200 * KB },
]
const css = 30 * KB
const fonts = 50 * KB
const cls = 0.02
const nodes = 1_500
const longest = 50
/** Milliseconds to the next frame after a key or click, and on a machine four times as slow. */
const inp = { 1: 200, 4: 500 }

/** Weighs and times the first visit of the main pages. Times are judged on a quiet machine only. */
export async function budget(served: Served): Promise<number> {
  const browser = await launch()
  const isQuiet = (loadavg()[0] ?? 0) <= 2
  let broken = 0
  try {
    console.log(`load ${(loadavg()[0] ?? 0).toFixed(1)}${isQuiet ? '' : ': times are told, not judged'}`)
    console.log('page        js kB   css kB  font kB  LCP ms   CLS    nodes  longest task ms')
    for (const b of budgets) {
      const got = await measure(browser, served, b)
      const over: string[] = []
      const judge = (what: string, value: number, limit: number | undefined) => limit !== undefined && value > limit && over.push(`${what} ${Math.round(value * 1000) / 1000} > ${limit}`)
      judge('js', got.js, b.js)
      judge('css', got.css, css)
      judge('fonts', got.fonts, fonts)
      judge('CLS', got.cls, cls)
      judge('nodes', got.nodes, b.name === 'explorer' ? nodes : undefined)
      if (isQuiet) judge('LCP', got.lcp, b.lcp)
      if (isQuiet) judge('longest task', got.longest, b.lcp ? longest * 4 : undefined)
      broken += over.length
      const kb = (n: number) => (n / KB).toFixed(1).padStart(7)
      console.log(`${b.name.padEnd(10)}${kb(got.js)} ${kb(got.css)} ${kb(got.fonts)} ${got.lcp.toFixed(0).padStart(8)} ${got.cls.toFixed(3).padStart(7)} ${String(got.nodes).padStart(7)} ${got.longest.toFixed(0).padStart(7)}  ${over.join('; ')}`)
    }
    console.log('\nin the explorer        to the next frame, ms     longest task, ms\n                       here    four times slower     here    four times slower')
    const [here, slow] = [await react(browser, served, 1), await react(browser, served, 4)]
    for (const [i, r] of here.entries()) {
      const s = slow[i] ?? r
      const over = isQuiet && (r.inp > inp[1] || s.inp > inp[4])
      broken += over ? 1 : 0
      const ms = (n: number, width: number) => n.toFixed(0).padStart(width)
      console.log(`${r.name.padEnd(20)}${ms(r.inp, 7)}${ms(s.inp, 13)}${ms(r.task, 16)}${ms(s.task, 13)}  ${over ? `above ${inp[1]} or ${inp[4]}` : ''}`)
    }
  } finally {
    await browser.close()
  }
  console.log(broken === 0 ? 'all within budget' : `${broken} over budget`)
  return broken
}

async function measure(browser: Browser, served: Served, b: Budget) {
  const context = await open(browser, served.url)
  const first = await context.newPage()
  if (b.who) await signIn(first, b.who)
  const page = await context.newPage()
  await first.close()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  const kinds = new Map<string, string>()
  const sizes = { js: 0, css: 0, fonts: 0 }
  session.on('Network.responseReceived', (e) => kinds.set(e.requestId, e.response.mimeType))
  session.on('Network.loadingFinished', (e) => {
    const kind = kinds.get(e.requestId) ?? ''
    if (kind.includes('javascript')) sizes.js += e.encodedDataLength
    else if (kind.includes('css')) sizes.css += e.encodedDataLength
    else if (kind.includes('font')) sizes.fonts += e.encodedDataLength
  })
  await page.addInitScript(() => {
    const seen = { lcp: 0, cls: 0, longest: 0 }
    Object.assign(globalThis, { seen })
    new PerformanceObserver((l) => l.getEntries().forEach((e) => (seen.lcp = e.startTime))).observe({ type: 'largest-contentful-paint', buffered: true })
    new PerformanceObserver((l) => l.getEntries().forEach((e) => (seen.cls += 'value' in e && !('hadRecentInput' in e && e.hadRecentInput) ? Number(e.value) : 0))).observe({ type: 'layout-shift', buffered: true })
    new PerformanceObserver((l) => l.getEntries().forEach((e) => (seen.longest = Math.max(seen.longest, e.duration)))).observe({ type: 'longtask', buffered: true })
  })
  await page.goto(b.path)
  await settled(page)
  await page.waitForTimeout(500)
  const seen = await page.evaluate(() => {
    const s: unknown = Object.getOwnPropertyDescriptor(globalThis, 'seen')?.value
    return { ...(s as { lcp: number; cls: number; longest: number }), nodes: document.querySelectorAll('*').length }
  })
  await context.close()
  return { ...sizes, ...seen }
}
