import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { reach } from './hands.ts'
import { password } from './server.ts'

export type Who = 'bureau' | 'bureau2' | 'inspector' | 'inspector2' | 'school' | 'school2'

export interface Look {
  lang?: 'zh' | 'en'
  theme?: 'light' | 'dark'
  width?: number
  height?: number
}

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
}

/** A window of one's own: language, theme and size chosen before the page loads. */
export async function open(browser: Browser, url: string, { lang = 'zh', theme = 'light', width = 1440, height = 900 }: Look = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: url, viewport: { width, height }, locale: lang === 'zh' ? 'zh-CN' : 'en-GB', timezoneId: 'Asia/Shanghai', colorScheme: theme, acceptDownloads: true })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url })
  await context.addInitScript(
    ([l, t]) => {
      localStorage.setItem('junheng.lang', l ?? 'zh')
      localStorage.setItem('junheng.theme', t ?? 'light')
    },
    [lang, theme],
  )
  context.setDefaultTimeout(60_000) // of what never comes, however busy the machine is
  return context
}

/** Fills in the form of signing in and sends it, with the keyboard alone. */
export async function sendSignIn(page: Page, who: Who, to: string, word: string): Promise<void> {
  await page.goto(to)
  const username = page.locator('input[name=username]')
  await username.waitFor()
  await reach(username)
  await page.keyboard.type(who)
  await page.keyboard.press('Tab')
  await page.keyboard.type(word)
  await page.keyboard.press('Enter')
}

/** Signs in and waits for the page that one wanted. */
export async function signIn(page: Page, who: Who, to = '/'): Promise<void> {
  await sendSignIn(page, who, to, password)
  await page.locator('main#content').waitFor()
}

/** Until nothing is loading or moving: a page, no skeleton, no stale rows, fonts in place. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: 1_500 }).catch(() => undefined) // an open stream keeps the network busy
  await page.waitForFunction(
    () =>
      document.querySelector('main') !== null &&
      !document.querySelector('[class*="skeleton"], [aria-busy="true"]') &&
      document.fonts.status === 'loaded' &&
      document.getAnimations().every((a) => a.playState !== 'running' || a.effect?.getComputedTiming().endTime === Infinity),
  )
}
