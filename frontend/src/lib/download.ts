import { authorized } from './client.ts'

/** Saves what a signed address answers as a file. The address is bound to the account, so the token goes with it. */
export async function saveFrom(url: string): Promise<void> {
  const response = await authorized(url)
  if (!response.ok) throw new Error('INTERNAL')
  const named = /filename\*=UTF-8''([^;]+)|filename="?([^";]+)"?/i.exec(response.headers.get('Content-Disposition') ?? '')
  saveBlob(await response.blob(), named?.[1] ? decodeURIComponent(named[1]) : (named?.[2] ?? 'junheng'))
}

/** Saves bytes that the browser holds. */
export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
