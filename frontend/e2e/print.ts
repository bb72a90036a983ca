import { launch, open, settled, signIn } from './browser.ts'
import { ownSchool } from './places.ts'
import type { Served } from './server.ts'

/** The overview fits on one A4 page, the school page's verdict and bars on at most two. */
export async function print(served: Served): Promise<number> {
  const browser = await launch()
  let faults = 0
  try {
    const page = await (await open(browser, served.url)).newPage()
    await signIn(page, 'inspector')
    for (const [path, most] of [
      ['/', 1],
      ['/?year=2021', 1],
      [`/schools/${ownSchool}`, 2],
    ] as const) {
      await page.goto(path)
      await settled(page)
      await page.waitForTimeout(400)
      const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true, ...(process.env['SCREENSHOTS'] ? { path: `${process.env['SCREENSHOTS']}/print${path.replaceAll(/\W/g, '-')}.pdf` } : {}) })
      const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
      console.log(`${path}: ${pages} page(s), at most ${most}`)
      if (pages > most || pages === 0) faults++
    }
  } finally {
    await browser.close()
  }
  return faults
}
