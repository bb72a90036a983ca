import { authorized, language } from './client.ts'

interface Uploaded {
  id: string
}

interface Refused {
  errors?: { message: string }[]
}

/** Why the server did not take a file, in the language of the interface. */
export class UploadRefused extends Error {}

/** Sends a file and answers the id that later requests name it by. Throws UploadRefused where the sender can do something about it. */
export async function sendFile(file: File): Promise<string> {
  const response = await authorized('/uploads', {
    method: 'POST',
    body: file,
    headers: { 'Content-Type': 'application/octet-stream', 'Accept-Language': language(), 'X-File-Name': encodeURIComponent(file.name) },
  })
  if (response.ok) {
    const { id } = (await response.json()) as Uploaded // the endpoint's answer
    return id
  }
  if ([400, 413, 422, 503].includes(response.status)) {
    const { errors } = (await response.json()) as Refused // the same
    if (errors?.[0]) throw new UploadRefused(errors[0].message)
  }
  throw new Error('UPLOAD')
}
