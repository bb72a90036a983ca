import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { launch, type Look, open, settled, signIn, type Who } from './browser.ts'
import { mistype } from './mistakes.ts'
import { allPages, type Place } from './places.ts'
import type { Served } from './server.ts'

const folder = process.env['SCREENSHOTS'] ?? resolve(import.meta.dirname, '../../screenshots')
const only = process.argv[3]

/** Every page at 1440x900, in Chinese and light; some also dark, in English, and on a phone. */
export async function screenshots(served: Served): Promise<void> {
  mkdirSync(folder, { recursive: true })
  await mistype(served)
  const browser = await launch()
  try {
    const looks: [string, Look, (p: Place) => boolean][] = [
      ['', {}, () => true],
      ['-dark', { theme: 'dark' }, (p) => p.isMain],
      ['-en', { lang: 'en' }, (p) => p.isMain],
      ['-phone', { width: 390, height: 844 }, (p) => p.isPhone],
    ]
    for (const [suffix, look, wanted] of looks) {
      const byWho = new Map<Who | null, Place[]>()
      for (const p of allPages(served.url).filter(wanted)) byWho.set(p.who, [...(byWho.get(p.who) ?? []), p])
      for (const [who, places] of byWho) {
        const context = await open(browser, served.url, look)
        const page = await context.newPage()
        page.on('pageerror', (e) => console.error(`${places[0]?.name}: ${e.message}`))
        page.on('console', (m) => m.type() === 'error' && console.error(`${who ?? 'nobody'}: ${m.text()}`))
        if (who) await signIn(page, who)
        for (const place of places) {
          if (only && !`${place.name}${suffix}`.includes(only)) continue
          await page.goto(place.path)
          await settled(page)
          await place.act?.(page)
          await page.waitForTimeout(350)
          await page.screenshot({ path: `${folder}/${place.name}${suffix}.png`, fullPage: suffix === '-phone' })
          console.log(`${place.name}${suffix}.png`)
        }
        await context.close()
      }
    }
  } finally {
    await browser.close()
  }
}
