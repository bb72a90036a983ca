import { use } from 'react'
import s from './Factor.module.css'
import { qrPath } from './qr.ts'

// Needed once in an account's life, so it comes when it is.
let coder: Promise<typeof import('uqr')> | undefined

/** A text as a QR code: dark on light whatever the theme is, which cameras want. Suspends at first. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { encode } = use((coder ??= import('uqr')))
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  return (
    <svg className={s.qr} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={qrPath(data)} fill="#000" />
    </svg>
  )
}
