import { useState } from 'react'
import { ask } from '../../lib/graph.ts'
import { sendFile, UploadRefused } from '../../lib/upload.ts'
import { Claims, type Result } from './documents.ts'

// A request holds 100 kB, in which a Chinese character takes three bytes.
const LONGEST = 90_000
const LARGEST = 4 * 1024 * 1024

export type CheckProblem = 'need_text' | 'not_report' | 'too_long' | 'too_large' | 'failed' | { message: string }

/** Checks a pasted text or a chosen file; a document is sent to the server first. */
export function useCheck(regionCode: string, year: number) {
  const [busy, setBusy] = useState<string | null>(null)
  const [problem, setProblem] = useState<CheckProblem | null>(null)
  const [result, setResult] = useState<Result | null>(null)

  async function check(name: string, report: () => Promise<{ text: string } | { uploadId: string } | CheckProblem>) {
    setProblem(null)
    setBusy(name)
    try {
      const got = await report()
      if (typeof got === 'string' || 'message' in got) return setProblem(got)
      const { claims } = await ask(Claims, { input: { regionCode, year, ...got } })
      if (claims.result) setResult(claims.result)
      else setProblem(claims.userErrors[0] ? { message: claims.userErrors[0].message } : 'failed')
    } catch (e) {
      setProblem(e instanceof UploadRefused ? e : 'failed')
    } finally {
      setBusy(null)
    }
  }

  function text(content: string) {
    void check('', async () => {
      if (content.trim() === '') return 'need_text'
      return new Blob([content]).size > LONGEST ? 'too_long' : { text: content }
    })
  }

  function file(f: File | undefined) {
    if (!f) return
    void check(f.name, async () => {
      if (f.size > LARGEST) return 'too_large'
      if (/\.txt$/i.test(f.name)) {
        const content = await f.text()
        return new Blob([content]).size > LONGEST ? 'too_long' : { text: content }
      }
      if (!/\.docx$/i.test(f.name)) return 'not_report'
      return { uploadId: await sendFile(f) }
    })
  }

  return { text, file, busy, problem, result }
}
