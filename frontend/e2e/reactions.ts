import type { Browser, CDPSession, Page } from 'playwright-core'
import { open, settled, signIn } from './browser.ts'
import type { Served } from './server.ts'

interface Reaction {
  name: string
  act: (page: Page) => Promise<void>
}

/** What an inspector does most in the explorer, with trusted keys and clicks. */
const reactions: Reaction[] = [
  { name: 'tick a facet', act: (page) => page.getByRole('checkbox', { name: /^初中/ }).first().click() },
  { name: 'sort by a column', act: (page) => page.getByRole('columnheader').nth(5).getByRole('button').first().click() },
  { name: 'walk the rows', act: walk },
  { name: 'open the columns', act: (page) => page.getByText('列', { exact: true }).click() },
  { name: 'add a column', act: (page) => page.getByRole('checkbox', { name: '骨干教师' }).click() },
  { name: 'set a bound', act: bound },
  { name: 'choose a view', act: (page) => page.getByText('初中 · 体艺教师缺口').first().click() },
]

async function walk(page: Page) {
  await page.getByRole('grid').focus()
  for (const key of ['j', 'j', 'k']) await page.keyboard.press(key)
}

async function bound(page: Page) {
  await page.keyboard.press('Escape')
  await page.getByLabel('从', { exact: true }).fill('0.5')
  await page.keyboard.press('Enter')
}

/** The slowest answer on the screen to each, in ms: from the key or click to the next frame drawn (Event Timing). */
export async function react(browser: Browser, served: Served, slowdown: number): Promise<{ name: string; inp: number; task: number }[]> {
  const context = await open(browser, served.url)
  const page = await context.newPage()
  await page.addInitScript(() => {
    const seen = { inp: 0, task: 0 }
    Object.assign(globalThis, { seen })
    // A longer event than 16 ms is told; "interactionId" marks keys, clicks and taps.
    new PerformanceObserver((l) => l.getEntries().forEach((e) => (seen.inp = Math.max(seen.inp, 'interactionId' in e && e.interactionId ? e.duration : 0)))).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit)
    new PerformanceObserver((l) => l.getEntries().forEach((e) => (seen.task = Math.max(seen.task, e.duration)))).observe({ type: 'longtask', buffered: true })
  })
  await signIn(page, 'inspector', '/explorer')
  await settled(page)
  const session: CDPSession = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  const got = []
  for (const r of reactions) {
    await page.evaluate(() => Object.assign(Object.getOwnPropertyDescriptor(globalThis, 'seen')?.value as object, { inp: 0, task: 0 }))
    await r.act(page)
    await settled(page)
    await page.waitForTimeout(300)
    const seen = await page.evaluate(() => Object.getOwnPropertyDescriptor(globalThis, 'seen')?.value as { inp: number; task: number })
    got.push({ name: r.name, ...seen })
  }
  await context.close()
  return got
}
