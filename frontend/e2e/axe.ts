import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { launch, open, settled, signIn, type Who } from './browser.ts'
import { mistype } from './mistakes.ts'
import { allPages, type Place } from './places.ts'
import type { Served } from './server.ts'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const only = process.argv[2] === 'axe' ? process.argv[3] : undefined

interface Violation {
  id: string
  help: string
  nodes: { target: string[]; failureSummary: string }[]
}

/** Every page in both themes and languages: no violation, and no Chinese in the English interface that is not marked. */
export async function axe(served: Served): Promise<number> {
  await mistype(served)
  const browser = await launch()
  let faults = 0
  let pages = 0
  try {
    for (const lang of ['zh', 'en'] as const) {
      for (const theme of ['light', 'dark'] as const) {
        const byWho = new Map<Who | null, Place[]>()
        for (const p of allPages(served.url).filter((x) => !only || x.name.includes(only))) byWho.set(p.who, [...(byWho.get(p.who) ?? []), p])
        for (const [who, places] of byWho) {
          const context = await open(browser, served.url, { lang, theme })
          const page = await context.newPage()
          if (who) await signIn(page, who)
          for (const place of places) {
            await page.goto(place.path)
            await settled(page)
            if (place.act) {
              await place.act(page)
              await settled(page)
            }
            pages++
            const found = [...(await violations(page)), ...(lang === 'en' ? await unmarked(page) : [])]
            for (const f of found) {
              faults++
              console.log(`${place.name} ${lang} ${theme}: ${f}`)
            }
          }
          await context.close()
        }
      }
    }
  } finally {
    await browser.close()
  }
  console.log(`${pages} page states, ${faults} faults`)
  return faults
}

async function violations(page: Page): Promise<string[]> {
  // Over the debugger, because the page's own policy lets no foreign script in.
  const list = await page.evaluate<Violation[]>(`(() => { ${source}; return axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((r) => r.violations) })()`)
  return list.map((v) => `${v.id} (${v.nodes.length}): ${v.help}\n    ${v.nodes[0]?.target.join(' ')}\n    ${v.nodes[0]?.failureSummary.replaceAll('\n', ' ').slice(0, 300)}`)
}

/** Texts in Han characters that no element around them says to be Chinese. */
async function unmarked(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const out: string[] = []
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let n = walk.nextNode(); n; n = walk.nextNode()) {
      const text = n.textContent?.trim() ?? ''
      if (/\p{Script=Han}/u.test(text) && n.parentElement && !n.parentElement.closest('[lang="zh-CN"]')) out.push(text.slice(0, 40))
    }
    return out
  })
  return texts.length > 0 ? [`Han without lang="zh-CN": ${[...new Set(texts)].slice(0, 5).join(' | ')} (${texts.length})`] : []
}
