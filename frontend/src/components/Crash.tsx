import { texts, useText } from '../i18n/text.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/State.tsx'

const own = texts(
  { sentence: '页面出错，已保存的数据不受影响。', reload: '重新载入' },
  { sentence: 'This page broke. Saved data is safe.', reload: 'Load again' },
)

/** The last resort: a part of the page threw. */
export function Crash() {
  const t = useText(own)
  return (
    <Notice tone="error">
      <span>{t.sentence}</span>
      <Button onClick={() => window.location.reload()}>{t.reload}</Button>
    </Notice>
  )
}
