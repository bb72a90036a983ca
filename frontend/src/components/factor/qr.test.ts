import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { grouped, qrPath } from './qr.ts'

test('a path has a rectangle for each run of dark squares', () => {
  expect(qrPath([[true, true, false, true], [false, false, false, false], [false, true, true, true]])).toBe('M0 0h2v1H0zM3 0h1v1H3zM1 2h3v1H1z')
  expect(qrPath([])).toBe('')
})

test('a path covers the dark squares of a code and no others', () => {
  const { data } = encode('otpauth://totp/Junheng:bureau?issuer=Junheng&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  const drawn = data.map((row) => row.map(() => false))
  for (const [, x, y, length] of qrPath(data).matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    for (let i = 0; i < Number(length); i++) (drawn[Number(y)] ?? [])[Number(x) + i] = true
  }
  expect(drawn).toEqual(data)
})

test('a secret is shown in groups of four', () => {
  expect(grouped('ABCDEFGHIJ')).toBe('ABCD EFGH IJ')
  expect(grouped('ABCDEFGH')).toBe('ABCD EFGH')
})
