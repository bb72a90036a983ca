import { strict as assert } from 'node:assert'
import { createHmac } from 'node:crypto'
import type { Page } from 'playwright-core'
import { signIn } from './browser.ts'
import { press, reach, write } from './hands.ts'
import { focused, type Journey, sees } from './journey.ts'
import { password } from './server.ts'

const word = 'Ein-Kennwort-der-Reise-3'

/** The code of a secret in base32 at a step of 30 seconds: RFC 6238. */
export function codeAt(secret: string, step: number): string {
  const bits = [...secret].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((b) => Number.parseInt(b, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', key).update(counter).digest()
  return String((mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** The step of now, not shortly before the next one: there is time to type a code of the step before. */
async function stepNow(page: Page): Promise<number> {
  const left = 30_000 - (Date.now() % 30_000)
  if (left < 10_000) await page.waitForTimeout(left)
  return Math.floor(Date.now() / 30_000)
}

async function enter(page: Page, code: string) {
  await write(page.locator('input[name=code]'), code)
  await page.keyboard.press('Enter')
}

async function signInHalf(page: Page, username: string) {
  await page.goto('/sign-in')
  await write(page.locator('input[name=username]'), username)
  await write(page.locator('input[name=password]'), word)
  await page.keyboard.press('Enter')
}

export const signsInWithBoth: Journey = {
  name: 'an inspector sets up a second factor, signs in with a code, and turns it off again, by keyboard',
  async run({ window, served }) {
    const post = async (token: string, query: string) => {
      const answer = await fetch(`${served.url}/graphql`, { method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }, body: JSON.stringify({ query }) })
      return (await answer.json()) as { data: Record<string, Record<string, string>> }
    }
    const bureau = await (await window()).newPage()
    await signIn(bureau, 'bureau', '/accounts')
    const username = `second-${Date.now().toString(36)}`
    const begun = await post('', `mutation { signIn(input: { username: "bureau", password: "${password}" }) { accessToken } }`)
    const made = await post(begun.data['signIn']?.['accessToken'] ?? '', `mutation { createAccount(input: { username: "${username}", role: INSPECTOR, regionCodes: ["420107"] }) { password } }`)
    const first = await post('', `mutation { signIn(input: { username: "${username}", password: "${made.data['createAccount']?.['password']}" }) { accessToken } }`)
    await post(first.data['signIn']?.['accessToken'] ?? '', `mutation { changePassword(input: { currentPassword: "${made.data['createAccount']?.['password']}", newPassword: "${word}" }) { accessToken } }`)

    const page = await (await window()).newPage()
    await signInHalf(page, username)
    await page.locator('main#content').waitFor()
    await page.goto('/settings')
    await press(page.getByRole('button', { name: '设置两步验证' }))
    const card = page.locator('form', { hasText: '设置后，登录时' })
    await write(card.getByLabel('当前密码'), word)
    await page.keyboard.press('Enter')
    await page.getByRole('img', { name: '二维码' }).waitFor()
    assert.match(await focused(page), /code/, 'the focus is where the code goes')
    const secret = (await page.locator('form code').innerText()).replaceAll(' ', '')
    await enter(page, '000000')
    await sees(page, /验证码不正确/)
    assert.equal(await page.locator('input[name=code]').inputValue(), '', 'a wrong code does not stay in the way of the next')
    await enter(page, codeAt(secret, (await stepNow(page)) - 1))
    await sees(page, '两步验证已启用，其他设备须重新登录。')
    assert.match(await focused(page), /停用两步验证/, 'the focus is where the form was opened')

    await bureau.reload()
    await sees(bureau, username)
    assert.match(await bureau.getByRole('row', { name: new RegExp(username) }).innerText(), /已启用两步验证/)

    const other = await (await window()).newPage()
    await signInHalf(other, username)
    await sees(other, `${username}，请输入验证码`)
    assert.match(await focused(other), /code/, 'the focus is where the code goes')
    await enter(other, '000000')
    await sees(other, /验证码不正确/)
    assert.match(await focused(other), /code/, 'the focus stays where the code goes')
    await press(other.getByRole('button', { name: '换一个账号登录' }))
    assert.match(await focused(other), /username/, 'the focus comes back to the first step')
    await signInHalf(other, username)
    await sees(other, `${username}，请输入验证码`)
    await enter(other, codeAt(secret, await stepNow(other)))
    await other.locator('main#content').waitFor()

    await other.goto('/settings')
    await press(other.getByRole('button', { name: '停用两步验证' }))
    const remove = other.locator('form', { has: other.locator('input[name=code]') })
    await press(remove.getByRole('button', { name: '停用两步验证' }))
    await sees(other, '请填写当前密码。')
    assert.equal(await remove.getByLabel('当前密码').evaluate((e) => e === document.activeElement), true, 'the focus is in the field that is missing')
    await write(remove.getByLabel('当前密码'), word)
    await reach(remove.locator('input[name=code]'))
    await enter(other, codeAt(secret, (await stepNow(other)) + 1))
    await sees(other, '两步验证已停用，其他设备须重新登录。')
    await page.reload()
    await page.locator('input[name=username]').waitFor() // the session that set it up has ended
    await signInHalf(page, username)
    await page.locator('main#content').waitFor()
  },
}
