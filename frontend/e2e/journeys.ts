import { strict as assert } from 'node:assert'
import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launch, sendSignIn, settled, signIn } from './browser.ts'
import { choose, press, reach, write } from './hands.ts'
import { focused, type Journey, play, pressUntil, sees } from './journey.ts'
import { ownSchool, otherSchool } from './places.ts'
import type { Served } from './server.ts'
import { signsInWithBoth } from './factor.ts'
import { fetchesPapers, plansRepair } from './plans.ts'
import { edited } from './workbook.ts'

// Everything here is done with the keyboard alone, so that what a journey does, somebody without a mouse can do.

const field = (page: Page, key: string) => page.locator(`input[name="${key}"]`)

/** Fills in a figure and stays there. */
const type = (page: Page, key: string, text: string) => write(field(page, key), text)

const inspectorFindsTheGap: Journey = {
  name: 'an inspector finds the junior units short of PE and arts teachers, by keyboard, and follows a number to its inputs',
  async run({ window }) {
    const w = await window()
    const page = await w.newPage()
    await signIn(page, 'inspector', '/explorer')
    await settled(page)
    // To the tab of the view, by Tab alone.
    await sees(page, '初中 · 体艺教师缺口')
    await pressUntil(page, 'Tab', async () => (await focused(page)).includes('初中 · 体艺教师缺口'))
    await page.keyboard.press('Enter')
    await page.waitForURL(/where=R3/)
    await sees(page, /初中，体育、艺术专任教师为接近或未达标/) // the page follows its address
    await settled(page)
    const grid = page.getByRole('grid')
    const total = Number(await grid.getAttribute('aria-rowcount')) - 1
    assert(total >= 1, 'the demo has a junior unit short of PE and arts teachers')
    const attainments = await page.evaluate(() => [...document.querySelectorAll('[role=row] [role=gridcell]:nth-child(7) small')].map((e) => e.textContent ?? ''))
    assert.equal(attainments.length, total, 'every row says what it lacks')
    assert(attainments.every((a) => /[◆◇] 缺 \d+ 人/.test(a)), `each lacks people: ${attainments.join()}`)

    await reach(grid)
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/schools\/\d{10}/)
    await page.locator('main').getByText(/体育、艺术专任教师/).first().waitFor()
    await page.getByRole('grid').waitFor({ state: 'detached' }) // the page follows its address
    await settled(page)
    await pressUntil(page, 'Tab', async () => /体育、艺术专任教师 \d/.test(await focused(page)))
    await page.keyboard.press('Enter')
    const drawer = page.getByRole('dialog')
    await drawer.waitFor()
    await sees(page, '初中体育专任教师数')
    await sees(page, /（体育 \+ 音乐 \+ 美术 \+ 艺术专任教师数）× 100 ÷ 学生数/)
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'detached' })

    await page.goBack()
    await page.goBack()
    await page.goBack().catch(() => undefined)
    await page.goto('/explorer?stage=JUNIOR&focus=R3&where=R3%3ANEAR%2BUNMET&sort=R3.a&dir=asc')
    await settled(page)
    await press(page.getByRole('button', { name: '复制链接' }))
    await sees(page, '链接已复制')
    const link = await page.evaluate(() => navigator.clipboard.readText())
    const other = await (await window()).newPage()
    await signIn(other, 'inspector2', link)
    await other.waitForURL(/where=R3/)
    await sees(other, '没有符合全部条件的单元')
    assert.equal(await other.getByText('演示）').count(), 0, 'the other inspector sees no school of this county')
  },
}

const clerkFillsIn: Journey = {
  name: 'a school clerk makes three mistakes, corrects them, and sees a bar turn, by keyboard',
  async run({ window }) {
    const page = await (await window()).newPage()
    await signIn(page, 'school', `/schools/${ownSchool}/report/2023`)
    await field(page, 'teachingArea').waitFor()
    const before = { area: await field(page, 'teachingArea').inputValue(), indoor: await field(page, 'indoorSportsArea').inputValue(), rooms: await field(page, 'multimediaRooms').inputValue() }
    await type(page, 'multimediaRooms', '12间')
    await page.keyboard.press('Enter')
    await sees(page, /请填写不小于 0 的整数/)
    await type(page, 'teachingArea', '-')
    await page.keyboard.press('ArrowDown')
    await sees(page, /最多 4 位小数/)
    await page.waitForFunction(() => document.querySelectorAll('[aria-invalid="true"]').length === 2)
    assert.equal(await page.locator('[data-phase="errors"], [data-phase="typing"]').count(), 1, 'the state says that something is wrong')
    // The server's own rule: a part is not above its whole.
    await type(page, 'teachingArea', before.area)
    await type(page, 'indoorSportsArea', '99999')
    await page.keyboard.press('ArrowDown')
    await sees(page, /室内体育用房面积共 \d+，超过教学及辅助用房面积/)
    await page.locator('aside li', { hasText: '教学用房' }).getByText('填报数据前后矛盾').waitFor()

    await type(page, 'indoorSportsArea', before.indoor)
    await type(page, 'multimediaRooms', before.rooms)
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.querySelectorAll('[aria-invalid="true"]').length === 0)
    await page.getByText(/超过教学及辅助用房面积/).waitFor({ state: 'detached' })

    const bar = page.locator('aside li', { hasText: '多媒体教室' })
    assert.match((await bar.textContent()) ?? '', /达标/)
    await type(page, 'multimediaRooms', '3')
    await page.keyboard.press('Enter')
    await page.locator('[data-phase="saved"]').waitFor()
    await bar.getByText(/缺 \d+ 间/).waitFor()
    await type(page, 'multimediaRooms', before.rooms)
    await page.keyboard.press('Enter')
    await bar.getByText(/缺 \d+ 间/).waitFor({ state: 'detached' })
    await page.locator('[data-phase="saved"]').waitFor()
    await page.reload()
    await field(page, 'multimediaRooms').waitFor()
    assert.equal(await field(page, 'multimediaRooms').inputValue(), before.rooms, 'what was saved is there after a reload')
  },
}

const draftSurvives: Journey = {
  name: 'a draft survives a lost connection and is saved when it is back',
  async run({ window }) {
    const w = await window()
    const page = await w.newPage()
    await signIn(page, 'school', `/schools/${ownSchool}/report/2023`)
    const boarders = field(page, 'migrantStudents')
    await boarders.waitFor()
    const before = await boarders.inputValue()
    await w.setOffline(true)
    await type(page, 'migrantStudents', String(Number(before) + 1))
    await page.keyboard.press('Enter')
    await page.locator('[data-phase="offline"]').waitFor()
    await w.setOffline(false)
    await page.evaluate(() => globalThis.dispatchEvent(new Event('online')))
    await page.locator('[data-phase="saved"]').waitFor()
    await type(page, 'migrantStudents', before)
    await page.keyboard.press('Enter')
    await page.locator('[data-phase="saved"]').waitFor()
  },
}

const conflict: Journey = {
  name: 'two who change the same report at once are told, and neither loses work',
  async run({ window }) {
    const one = await (await window()).newPage()
    const two = await (await window()).newPage()
    await signIn(one, 'school', `/schools/${ownSchool}/report/2023`)
    await signIn(two, 'bureau', `/schools/${ownSchool}/report/2023`)
    await field(one, 'migrantStudents').waitFor()
    await field(two, 'migrantStudents').waitFor()
    const before = await field(one, 'migrantStudents').inputValue()
    await type(one, 'migrantStudents', '41')
    await one.keyboard.press('Enter')
    await one.locator('[data-phase="saved"]').waitFor()
    await type(two, 'multimediaRooms', '71')
    await two.keyboard.press('Enter')
    await press(two.getByRole('button', { name: '载入对方的数据，保留我未保存的修改' }))
    await two.locator('[data-phase="saved"]').waitFor()
    assert.equal(await field(two, 'migrantStudents').inputValue(), '41', 'the other one’s change is there')
    await type(two, 'migrantStudents', before)
    await two.keyboard.press('Enter')
    await two.locator('[data-phase="saved"]').waitFor()
  },
}

const bureauImports: Journey = {
  name: 'a bureau imports a workbook with errors, downloads the marked one, imports the mended one, and the overview follows without a reload',
  async run({ window }) {
    const w = await window()
    const overview = await w.newPage()
    await signIn(overview, 'bureau')
    await settled(overview)
    const page = await w.newPage()
    await page.goto('/imports')
    const [download] = await Promise.all([page.waitForEvent('download'), press(page.getByRole('button', { name: '下载现有数据的工作簿' }))])
    const original = readFileSync(await download.path())
    const row = { 年度: '2023', 学校标识码: otherSchool }
    const broken = join(tmpdir(), `junheng-broken-${process.pid}.xlsx`)
    const mended = join(tmpdir(), `junheng-mended-${process.pid}.xlsx`)
    writeFileSync(broken, edited(original, [{ sheet: '学校年度', where: row, header: '网络多媒体教室间数', to: '12间' }, { sheet: '学校年度', where: row, header: '教学及辅助用房面积', to: '无' }]))
    writeFileSync(mended, edited(original, [{ sheet: '学校年度', where: row, header: '网络多媒体教室间数', to: 1 }]))

    const renamed = join(tmpdir(), `junheng-renamed-${process.pid}.xlsx`)
    writeFileSync(renamed, '年度,学校标识码')
    await choose(page.locator('input[type=file]'), renamed)
    await sees(page, '文件既不是工作簿也不是报告，请上传 .xlsx 或 .docx 文件。')

    await choose(page.locator('input[type=file]'), broken)
    await page.waitForURL(/\/imports\/.+/)
    await sees(page, /有 \d+ 处错误，整本没有写入/)
    await sees(page, '12间')
    const [marked] = await Promise.all([page.waitForEvent('download'), press(page.getByRole('button', { name: '下载标注了错误的工作簿' }))])
    assert(readFileSync(await marked.path()).subarray(0, 2).toString() === 'PK', 'the marked workbook is a workbook')

    await choose(page.locator('input[type=file]'), mended)
    await sees(page, '检查通过：没有错误，可以写入')
    assert.match((await page.locator('dl').textContent()) ?? '', /更改1(?!\d)/)
    await press(page.getByRole('button', { name: '写入 1 行' }))
    await sees(page, '已写入，结果已重新计算')

    await sees(overview, '结果已更新')
    await overview.getByText(/缺 \d+ 间/).first().waitFor()
    // Put back what was there.
    const back = join(tmpdir(), `junheng-back-${process.pid}.xlsx`)
    writeFileSync(back, original)
    await page.goto('/imports')
    await settled(page)
    await choose(page.locator('input[type=file]'), back)
    await press(page.getByRole('button', { name: '写入 1 行' }))
    await sees(page, '已写入，结果已重新计算')
  },
}

const triesChanges: Journey = {
  name: 'a bureau tries a figure with field and slider, sees verdict and bars follow, and sends the address to an inspector, by keyboard',
  async run({ window }) {
    const page = await (await window()).newPage()
    await signIn(page, 'bureau', `/schools/${ownSchool}`)
    await press(page.locator('main').getByRole('link', { name: '试算' }))
    await page.waitForURL(/\/what-if.*4201079901/)
    await field(page, 'multimediaRooms').waitFor()
    const verdict = page.locator('h1')
    assert.match((await verdict.textContent()) ?? '', /达标 →.*达标/)
    const row = page.getByRole('row', { name: /网络多媒体教室/ })
    const before = await row.textContent()
    await type(page, 'multimediaRooms', '3')
    await row.getByText(/0 → /).waitFor()
    assert.notEqual(await row.textContent(), before, 'the coefficient moves')
    await type(page, 'teachingArea', '100')
    await verdict.getByText('未达标').waitFor()
    await sees(page, '还差 1 校')
    await page.waitForURL(/c=f\.9901\.multimediaRooms\.3-f\.9901\.teachingArea\.100/)
    // The slider by its arrow keys.
    const slider = page.getByRole('slider', { name: /网络多媒体教室间数/ })
    await reach(slider)
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/multimediaRooms\.4-/)
    assert.equal(await field(page, 'multimediaRooms').inputValue(), '4')
    await settled(page)
    await press(page.getByRole('button', { name: '复制链接' }))
    await sees(page, '链接已复制')
    const link = await page.evaluate(() => navigator.clipboard.readText())

    const other = await (await window()).newPage()
    await signIn(other, 'inspector', link)
    await other.locator('h1').getByText('未达标').waitFor()
    assert.equal(await field(other, 'multimediaRooms').inputValue(), '4', 'the other one sees the same changes')
    assert.equal(await other.locator('h1').textContent(), await verdict.textContent())
    await press(other.getByRole('button', { name: '全部撤销' }))
    await other.waitForURL((u) => !u.search.includes('c='))
    await other.locator('h1').getByText('未达标').waitFor({ state: 'detached' })
    await page.goto(`/schools/${ownSchool}/report/2023`)
    await field(page, 'teachingArea').waitFor()
    assert.notEqual(await field(page, 'teachingArea').inputValue(), '100', 'nothing was written')
  },
}

const stranger: Journey = {
  name: 'a school account reaches no other school by its address',
  async run({ window }) {
    const page = await (await window()).newPage()
    await signIn(page, 'school', `/schools/${otherSchool}`)
    await sees(page, '找不到这一页，或它不在您的管辖范围内')
    await page.goto(`/schools/${otherSchool}/report/2023`)
    await sees(page, '找不到这一页，或它不在您的管辖范围内')
    await page.goto('/explorer')
    await settled(page)
    assert.equal(await page.getByRole('grid').getAttribute('aria-rowcount'), '2', 'one unit and the head')
    const rail = page.getByRole('navigation', { name: '主导航' })
    assert.equal(await rail.getByRole('link', { name: '账号' }).count(), 0)
    await rail.getByText('由教育局办理').first().waitFor({ state: 'attached' })
  },
}

const signedOut: Journey = {
  name: 'signing in leads where one wanted to go, the session renews by its cookie, and signing out ends it',
  async run({ window }) {
    const w = await window()
    const page = await w.newPage()
    await sendSignIn(page, 'bureau', '/funding?year=2022', 'not the password')
    await page.getByRole('alert').waitFor()
    await signIn(page, 'bureau', '/funding?year=2022')
    await page.waitForURL(/\/funding/)
    await sees(page, '财政年度按公历年计算')
    await page.reload()
    await sees(page, '财政年度按公历年计算')
    const second = await w.newPage()
    await second.goto('/accounts')
    await sees(second, '一人一号')
    await press(page.getByRole('button', { name: '退出登录' }))
    await page.waitForURL(/\/sign-in/)
    await second.reload()
    await second.waitForURL(/\/sign-in/)
  },
}

const bureauKeepsAccounts: Journey = {
  name: 'a bureau makes an account; its first password must be changed; disabling it ends it',
  async run({ window }) {
    const bureau = await (await window()).newPage()
    await signIn(bureau, 'bureau', '/accounts')
    await press(bureau.getByRole('button', { name: '新建账号' }))
    const username = `clerk-${process.pid}`
    await write(bureau.getByLabel('用户名', { exact: true }), username)
    await write(bureau.getByLabel('学校标识码'), otherSchool)
    await press(bureau.getByRole('dialog').getByRole('button', { name: '新建账号' }))
    const given = (await bureau.getByRole('dialog').locator('code').textContent()) ?? ''
    assert(given.length >= 10, 'a password was given')
    await bureau.keyboard.press('Escape')

    const clerk = await (await window()).newPage()
    await clerk.goto('/')
    await write(clerk.locator('input[name=username]'), username)
    await write(clerk.locator('input[name=password]'), given)
    await clerk.keyboard.press('Enter')
    await clerk.waitForURL(/\/password/)
    const own = 'a sentence of my own 2026'
    await write(clerk.getByLabel('当前密码'), given)
    await write(clerk.getByLabel('新密码', { exact: true }), own)
    await write(clerk.getByLabel('再输入一次新密码'), own)
    await press(clerk.getByRole('button', { name: '保存并继续' }))
    await clerk.locator('main#content').waitFor()
    await sees(clerk, '本校的位置')

    await press(bureau.getByRole('button', { name: `停用 ${username}` }))
    await press(bureau.getByRole('dialog').getByRole('button', { name: '停用' }))
    await bureau.getByRole('button', { name: `启用 ${username}` }).waitFor()
    await clerk.reload()
    await clerk.waitForURL(/\/sign-in/)
  },
}

const explorerAddress: Journey = {
  name: 'the explorer’s address is its state: facets, brush, columns and views survive a reload',
  async run({ window }) {
    const page = await (await window()).newPage()
    await signIn(page, 'inspector', '/explorer?year=2021')
    await settled(page)
    await press(page.getByRole('checkbox', { name: /^初中/ }).first(), 'Space')
    await page.waitForURL(/stage=JUNIOR/)
    await page.keyboard.press('Escape')
    await write(page.getByLabel('从', { exact: true }), '0.5')
    await page.keyboard.press('Enter')
    await page.waitForURL(/a%3D0\.5|a=0\.5/)
    await press(page.getByText('列', { exact: true }))
    await press(page.getByRole('checkbox', { name: '骨干教师' }), 'Space')
    await page.waitForURL(/cols=/)
    await page.keyboard.press('Escape')
    await page.getByRole('columnheader').nth(9).waitFor() // the page follows its address
    await settled(page)
    const rows = await page.getByRole('grid').getAttribute('aria-rowcount')
    const heads = await page.getByRole('columnheader').count()
    await page.reload()
    await settled(page)
    assert.equal(await page.getByRole('grid').getAttribute('aria-rowcount'), rows)
    assert.equal(await page.getByRole('columnheader').count(), heads)
    assert.equal(heads, 10, 'four fixed columns and six indicators')
    await page.keyboard.press('f')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await sees(page, '快捷键')
  },
}

const exported: Journey = {
  name: 'what the explorer shows can be taken away as .xlsx and .csv',
  async run({ window }) {
    const page = await (await window()).newPage()
    await signIn(page, 'inspector', '/explorer?stage=JUNIOR')
    await settled(page)
    for (const [name, begin] of [
      ['导出 Excel（.xlsx）', 'PK'],
      ['导出 CSV（.csv）', ''],
    ] as const) {
      await press(page.locator('summary', { hasText: '导出' }))
      const [file] = await Promise.all([page.waitForEvent('download'), press(page.getByRole('button', { name }))])
      const body = readFileSync(await file.path())
      assert(body.length > 200 && body.toString('latin1').startsWith(begin), `${name}: ${body.length} bytes`)
      if (begin === '') assert.equal(body.toString('utf8').trim().split('\n').length, 17, 'a head and sixteen units')
      await page.keyboard.press('Escape')
    }
  },
}

const countyWork: Journey = {
  name: 'a bureau changes a funding year, a county figure and a claim, and each is there afterwards',
  async run({ window }) {
    const page = await (await window()).newPage()
    await signIn(page, 'bureau', '/funding')
    await press(page.getByRole('button', { name: '修改 2023' }))
    await write(page.getByRole('dialog').locator('input[name=specialFunds]'), '1234.5')
    await press(page.getByRole('dialog').getByRole('button', { name: '保存' }))
    await sees(page, '已保存，结果已重新计算')
    await page.goto('/county-figures')
    const residents = page.locator('input[name=residents]')
    await residents.waitFor()
    const before = await residents.inputValue()
    await write(residents, '12.5')
    await press(page.getByRole('button', { name: '保存' }))
    await sees(page, /请填写不小于 0 的整数/)
    await write(residents, before)
    await press(page.getByRole('button', { name: '保存' }))
    await sees(page, '已保存，结果已重新计算')
    await page.goto('/attestations')
    await press(page.getByRole('button', { name: '认定 G1', exact: true }))
    await write(page.getByLabel('简要结论'), '规划文件与现场一致')
    await press(page.getByRole('dialog').getByRole('button', { name: '保存' }))
    await sees(page, '已保存，结果已重新计算')
    await page.reload()
    await sees(page, '规划文件与现场一致')
    await press(page.getByRole('button', { name: '认定 G1', exact: true }))
    await press(page.getByRole('dialog').getByRole('button', { name: '撤回认定' }))
    await page.getByRole('row', { name: /^G1 .*未认定.*待核查/ }).waitFor()
  },
}

const opensAndCloses: Journey = {
  name: 'a bureau adds a school that opens later, earlier years do not count it, and a school with figures is not closed, by keyboard',
  async run({ window }) {
    const page = await (await window()).newPage()
    await signIn(page, 'bureau', '/fill')
    await sees(page, '46 所学校')
    await press(page.getByRole('button', { name: '登记新学校' }))
    const dialog = page.getByRole('dialog')
    await write(dialog.getByLabel('学校标识码'), '123')
    await write(dialog.getByLabel('学校名称'), '江汉新校')
    await write(dialog.getByLabel('首个学年'), '24')
    await press(dialog.getByRole('button', { name: '保存' }))
    await sees(page, '请填写四位数的年份，或留空')
    await write(dialog.getByLabel('首个学年'), '2024')
    await press(dialog.getByRole('button', { name: '保存' }))
    await sees(page, '学校标识码应为 10 位数字。')
    assert.equal(await dialog.getByLabel('学校标识码').getAttribute('aria-invalid'), 'true', 'the refusal stands at its field')
    const code = `42010787${String(process.pid % 100).padStart(2, '0')}`
    await write(dialog.getByLabel('学校标识码'), code)
    await press(dialog.getByRole('button', { name: '保存' }))
    await page.waitForURL(new RegExp(`/schools/${code}`))
    await sees(page, '2023 年度该校尚未开办')
    await sees(page, '2024 年度起开办')
    await page.goto(`/schools/${code}/report/2023`)
    await sees(page, '2023 年度该校尚未开办')
    assert.equal(await page.locator('main form').count(), 0, 'there is nothing to fill in')
    await page.goto('/fill')
    await sees(page, '46 所学校')
    await page.goto('/')
    await sees(page, /46 校（小学 30、初中 16 个单元）/)

    await page.goto(`/schools/${ownSchool}`)
    await press(page.getByRole('button', { name: '修改学校信息' }))
    await write(dialog.getByLabel('末个学年'), '2021')
    await press(dialog.getByRole('button', { name: '保存' }))
    await sees(page, /2022, 2023 学年已有填报数据、教师或佐证/)
    await write(dialog.getByLabel('末个学年'), '2023')
    await write(dialog.getByLabel('地址'), '东山路 2 号')
    await press(dialog.getByRole('button', { name: '保存' }))
    await dialog.waitFor({ state: 'detached' })
    await sees(page, '办至 2023 年度')
    await press(page.getByRole('button', { name: '修改学校信息' }))
    assert.equal(await dialog.getByLabel('地址').inputValue(), '东山路 2 号')
    await write(dialog.getByLabel('末个学年'), ' ')
    await press(dialog.getByRole('button', { name: '保存' }))
    await page.getByText('办至 2023 年度').waitFor({ state: 'detached' })
  },
}

const all = [inspectorFindsTheGap, triesChanges, clerkFillsIn, draftSurvives, conflict, stranger, explorerAddress, exported, countyWork, plansRepair, fetchesPapers, bureauKeepsAccounts, signsInWithBoth, signedOut, bureauImports, opensAndCloses]

export async function journeys(served: Served): Promise<number> {
  const only = process.argv[2] === 'journeys' ? process.argv[3] : undefined
  const browser = await launch()
  try {
    return await play(only ? all.filter((j) => j.name.includes(only)) : all, served, browser)
  } finally {
    await browser.close()
  }
}
