import { authorized } from './client.ts'
import { recall } from './preference.ts'

interface Refusal {
  errors?: { extensions?: { code?: string } }[]
}

/** Saves what a signed address answers as a file, and answers its name. The address is bound to the account, so the token goes with it. */
export async function saveFrom(url: string): Promise<string> {
  const response = await authorized(url, { headers: { 'Accept-Language': recall('lang') === 'en' ? 'en' : 'zh' } })
  if (!response.ok) {
    const refusal = (await response.json().catch(() => ({}))) as Refusal // how every refusal of the server looks
    throw new Error(refusal.errors?.[0]?.extensions?.code ?? 'INTERNAL')
  }
  const named = /filename\*=UTF-8''([^;]+)|filename="?([^";]+)"?/i.exec(response.headers.get('Content-Disposition') ?? '')
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = named?.[1] ? decodeURIComponent(named[1]) : (named?.[2] ?? 'junheng')
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
  return link.download
}
