import { strict as assert } from 'node:assert'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type Look, open } from './browser.ts'
import type { Served } from './server.ts'

export interface Stage {
  served: Served
  browser: Browser
  /** A window of its own; closed when the journey ends. */
  window: (look?: Look) => Promise<BrowserContext>
}

export interface Journey {
  name: string
  run: (stage: Stage) => Promise<void>
}

/** Runs journeys one after the other; what fails is told with its page, and the rest go on. */
export async function play(journeys: readonly Journey[], served: Served, browser: Browser): Promise<number> {
  let failures = 0
  for (const j of journeys) {
    const windows: BrowserContext[] = []
    const begun = Date.now()
    try {
      await j.run({
        served,
        browser,
        window: async (look) => {
          const w = await open(browser, served.url, look)
          windows.push(w)
          return w
        },
      })
      console.log(`ok    ${j.name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`)
    } catch (e) {
      failures++
      console.log(`FAIL  ${j.name}\n      ${e instanceof Error ? (e.stack ?? e.message) : String(e)}`)
      for (const w of windows) for (const p of w.pages()) console.log(`      at ${p.url()}`)
    } finally {
      for (const w of windows) await w.close()
    }
  }
  return failures
}

export async function sees(page: Page, text: string | RegExp, what = String(text)): Promise<void> {
  await page
    .getByText(text)
    .first()
    .waitFor()
    .catch(() => assert.fail(`does not see ${what} at ${page.url()}`))
}

/** Presses a key until the wish is fulfilled; keyboards find their way by trying. */
export async function pressUntil(page: Page, key: string, wish: () => Promise<boolean>, most = 80): Promise<void> {
  for (let i = 0; i < most; i++) {
    if (await wish()) return
    await page.keyboard.press(key)
  }
  assert.fail(`pressed ${key} ${most} times in vain at ${page.url()}`)
}

/** The accessible name of what has the focus, as far as its own text and label say. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const e = document.activeElement?.matches('a, button, input, select, summary, [role=grid], [role=group]') ? document.activeElement : null
    return `${e?.getAttribute('aria-label') ?? ''} ${e?.textContent ?? ''} ${e?.getAttribute('name') ?? ''}`.trim()
  })
}
