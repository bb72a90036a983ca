import type { CombinedError } from 'urql'
import { useLang, useText } from '../i18n/text.ts'
import { errorCode, errorSentence } from '../lib/errors.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/State.tsx'
import { words } from './words.ts'

/** What failed, in a sentence, and the way to try again. */
export function Failure({ error, onRetry }: { error: CombinedError | Error; onRetry?: () => void }) {
  const w = useText(words)
  const code = errorCode(error)
  return (
    <Notice tone="error">
      <span>{errorSentence(code, useLang())}</span>
      {onRetry && <Button onClick={onRetry}>{w.retry}</Button>}
    </Notice>
  )
}
