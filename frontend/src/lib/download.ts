import { authorized } from './client.ts'
import { recall } from './preference.ts'

/** Saves what a signed address answers as a file. The address is bound to the account, so the token goes with it. */
export async function saveFrom(url: string): Promise<void> {
  const response = await authorized(url, { headers: { 'Accept-Language': recall('lang') === 'en' ? 'en' : 'zh' } })
  if (!response.ok) throw new Error('INTERNAL')
  const named = /filename\*=UTF-8''([^;]+)|filename="?([^";]+)"?/i.exec(response.headers.get('Content-Disposition') ?? '')
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = named?.[1] ? decodeURIComponent(named[1]) : (named?.[2] ?? 'junheng')
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
