import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { graphql } from '../../gql/index.ts'
import { useChange } from '../../lib/graph.ts'
import { sendFile, UploadRefused } from '../../lib/upload.ts'
import { paths } from '../../paths.ts'

export const StartImport = graphql(`
  mutation StartImport($uploadId: ID!, $dryRun: Boolean!, $key: String!) {
    importWorkbook(input: { uploadId: $uploadId, dryRun: $dryRun, idempotencyKey: $key }) {
      import {
        id
      }
      userErrors {
        code
        message
      }
    }
  }
`)

const LARGEST = 20 * 1024 * 1024

export type UploadProblem = 'not_xlsx' | 'too_large' | 'upload_failed' | { message: string }

/** Sends a workbook, starts its check and goes to the page that follows it. */
export function useUpload() {
  const navigate = useNavigate()
  const [, start] = useChange(StartImport)
  const [name, setName] = useState<string | null>(null)
  const [problem, setProblem] = useState<UploadProblem | null>(null)

  async function upload(file: File) {
    if (!/\.xlsx$/i.test(file.name)) return setProblem('not_xlsx')
    if (file.size > LARGEST) return setProblem('too_large')
    setProblem(null)
    setName(file.name)
    try {
      const id = await sendFile(file)
      const { data, error } = await start({ uploadId: id, dryRun: true, key: `check-${id}` })
      const started = data?.importWorkbook
      if (error || !started?.import) return setProblem(started?.userErrors[0] ? { message: started.userErrors[0].message } : 'upload_failed')
      await navigate({ to: paths.import, params: { id: started.import.id } })
    } catch (e) {
      setProblem(e instanceof UploadRefused ? e : 'upload_failed')
    } finally {
      setName(null)
    }
  }

  return { upload: (file: File | undefined) => void (file && upload(file)), uploading: name, problem }
}
