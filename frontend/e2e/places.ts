import type { Page } from 'playwright-core'
import type { Who } from './browser.ts'
import { mistakenYear, unopenedSchool } from './mistakes.ts'
import { password } from './server.ts'

export interface Place {
  name: string
  path: string
  who: Who | null
  isMain: boolean
  isPhone: boolean
  act?: (page: Page) => Promise<void>
}

/** The school of the account "school", and one that it may not see. */
export const ownSchool = '4201079901'
export const otherSchool = '4201079905'

const school = ownSchool

const report = `一、基本情况
全区有义务教育学校46所，其中小学30所、初中16所；在校学生48,279人，专任教师2,873人，云杉小学有学生1,197人。
项目\t小学\t初中
差异系数：教学及辅助用房面积\t0.280\t0.262
差异系数：体育运动场馆面积\t0.436\t0.401
2023年一般公共预算教育经费14.06亿元，比上年增长11.4%。初中三年巩固率100%，课后服务覆盖率99%。`

/** Pastes a report with four errors and checks it. */
async function checkReport(page: Page): Promise<void> {
  await page.locator('textarea').fill(report)
  await page.locator('main button[aria-disabled], main button').filter({ hasText: /核对数字|Check the numbers/ }).click()
  await page.locator('mark').first().waitFor()
}

/** Takes a key for a second factor, which does not count before it is confirmed. */
async function prepareFactor(page: Page): Promise<void> {
  await page.locator('input[type=password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.locator('svg[role=img]').waitFor()
}

/** Every page of the application, each with somebody who may see it. */
export function allPages(_url: string): Place[] {
  const at = (name: string, path: string, who: Who | null, more: Partial<Place> = {}): Place => ({ name, path, who, isMain: false, isPhone: false, ...more })
  return [
    at('sign-in', '/sign-in', null, { isMain: true, isPhone: true }),
    at('overview', '/', 'inspector', { isMain: true, isPhone: true }),
    at('overview-2021', '/?year=2021', 'inspector'),
    at('explorer', '/explorer', 'inspector', { isMain: true, isPhone: true }),
    at('explorer-filtered', '/explorer?year=2021&focus=R4&where=R4:NEAR%2BUNMET&sort=R4.a&dir=asc', 'inspector', { isMain: true }),
    at('school', `/schools/${school}`, 'inspector', { isMain: true, isPhone: true }),
    at('school-trace', `/schools/${school}?trace=R4.PRIMARY`, 'inspector', { isMain: true }),
    at('school-teachers', `/schools/${school}?tab=teachers`, 'inspector'),
    at('school-peers', `/schools/${school}?tab=peers`, 'inspector'),
    at('school-not-open', `/schools/${unopenedSchool}`, 'inspector', { isMain: true, isPhone: true }),
    at('school-edit', `/schools/${school}`, 'bureau', { isPhone: true, act: (page) => page.getByRole('button', { name: /^(修改学校信息|Change the school)/ }).click() }),
    at('indicators', '/indicators', 'inspector'),
    at('indicator-r3', '/indicators/R3', 'inspector', { isMain: true, isPhone: true }),
    at('indicator-own', '/indicators/R4', 'school'),
    at('indicator-g11', '/indicators/G11', 'inspector'),
    at('what-if', '/what-if', 'inspector', { isMain: true, isPhone: true }),
    at('what-if-changed', `/what-if?school=${school}&c=f.9901.studentsPrimary.900-m.R3P.9902.9901.2-c.9903.9904`, 'bureau', { isMain: true, isPhone: true }),
    at('what-if-own', '/what-if', 'school'),
    at('repair', '/repair?year=2021', 'bureau', { isMain: true, isPhone: true }),
    at('repair-blocked', '/repair?year=2021&budget=100&not=4201079901.R5', 'inspector'),
    at('report', `/schools/${school}/report/2023`, 'school', { isMain: true, isPhone: true }),
    at('school-own', `/schools/${school}`, 'school'),
    at('overview-own', '/', 'school'),
    at('report-not-open', `/schools/${unopenedSchool}/report/2023`, 'bureau'),
    at('fill', '/fill', 'bureau', { isPhone: true }),
    at('school-add', '/fill', 'bureau', { isPhone: true, act: (page) => page.getByRole('button', { name: /^(登记新学校|Add a school)/ }).click() }),
    at('imports', '/imports', 'bureau', { isMain: true }),
    at('funding', '/funding', 'bureau'),
    at('county-figures', '/county-figures', 'bureau'),
    at('attestations', '/attestations', 'bureau', { isPhone: true }),
    at('attest', '/attestations', 'bureau', { isPhone: true, act: (page) => page.getByRole('button', { name: /^(认定|Attest) G1$/ }).click() }),
    at('oddities', `/oddities?year=${mistakenYear}`, 'bureau', { isMain: true, isPhone: true }),
    at('oddities-kinds', `/oddities?year=${mistakenYear}&show=all&by=kind`, 'inspector'),
    at('oddities-expired', `/oddities?year=${mistakenYear}&show=expired`, 'bureau'),
    at('oddities-own', `/oddities?year=${mistakenYear}&show=all`, 'school'),
    at('oddities-review', `/oddities?year=${mistakenYear}`, 'bureau', { act: (page) => page.getByRole('button', { name: /^(确认无误|It is right)/ }).first().click() }),
    at('papers', '/papers', 'bureau', { isMain: true, isPhone: true }),
    at('papers-2021', '/papers?year=2021', 'inspector', { act: (page) => page.locator('summary', { hasText: '◇' }).first().click() }),
    at('claims', '/claims', 'inspector'),
    at('claims-checked', '/claims', 'inspector', { isMain: true, isPhone: true, act: checkReport }),
    at('accounts', '/accounts', 'bureau', { isPhone: true }),
    at('settings', '/settings', 'bureau'),
    at('second-factor', '/second-factor', 'inspector', { isMain: true, isPhone: true, act: prepareFactor }),
    at('overview-empty', '/', 'bureau2'),
  ]
}
