import { strict as assert } from 'node:assert'
import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { settled, signIn } from './browser.ts'
import { choose, press } from './hands.ts'
import type { Journey } from './journey.ts'

/** A plan is made, a step ruled out, the plan made anew, and the whole tried out. */
export const plansRepair: Journey = {
  name: 'a bureau plans the cheapest repair, rules a step out, and tries the new plan',
  async run({ window }) {
    const page = await (await window()).newPage()
    await signIn(page, 'bureau', '/repair?year=2021')
    const total = page.getByText(/^共 [\d,.]+ 万元/)
    await total.waitFor()
    const first = await total.textContent()
    await press(page.getByRole('button', { name: /R7 不能增加/ }).first())
    await page.waitForURL(/not=\d{10}\.R7/)
    await page.getByText('不能增加的').waitFor()
    await settled(page)
    assert.notEqual(await total.textContent(), first, 'another plan costs something else')
    await page.reload()
    await total.waitFor()
    await press(page.getByRole('link', { name: '在试算中打开' }))
    await page.waitForURL(/\/what-if\?.*c=/)
    await page.getByText('各校均达标').waitFor()
  },
}

/** The papers are fetched, and a report that was written in comes back with its paragraphs. */
export const fetchesPapers: Journey = {
  name: 'a bureau fetches the papers, and a report keeps what was written in the one before',
  async run({ window }) {
    const page = await (await window()).newPage()
    await signIn(page, 'bureau', '/papers')
    const form = await fetched(page, /^Excel/)
    assert.equal(form.subarray(0, 2).toString(), 'PK', 'the form is a workbook')
    const report = await fetched(page, /^Word.*自评报告/)
    assert.equal(report.subarray(0, 2).toString(), 'PK', 'the report is a document')
    const kept = join(tmpdir(), `junheng-report-${process.pid}.docx`)
    writeFileSync(kept, report)
    await choose(page.locator('input[type=file]'), kept)
    await page.getByRole('status').filter({ hasText: '✓' }).first().waitFor()
    const again = await fetched(page, /^Word.*自评报告/)
    assert(again.length > report.length / 2, 'the report is made again')
  },
}

async function fetched(page: Page, button: RegExp): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent('download'), press(page.getByRole('button', { name: button }).first())])
  return readFileSync(await file.path())
}
