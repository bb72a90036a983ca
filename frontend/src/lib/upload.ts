import { authorized } from './client.ts'

interface Uploaded {
  id: string
}

/** Sends a file and answers the id that later requests name it by. */
export async function sendFile(file: File): Promise<string> {
  const response = await authorized('/uploads', { method: 'POST', body: file, headers: { 'Content-Type': 'application/octet-stream', 'X-File-Name': encodeURIComponent(file.name) } })
  if (!response.ok) throw new Error('UPLOAD')
  const { id } = (await response.json()) as Uploaded // the endpoint's answer
  return id
}
