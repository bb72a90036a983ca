import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync('src/ui/tokens.css', 'utf8')

function palette(selector: string): Map<string, string> {
  const block = css.slice(css.indexOf(selector)).split('}')[0] ?? ''
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', hex = '']) => [name, hex]))
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = parseInt(hex.slice(i, i + 2), 16) / 255
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

const text: [string, string[]][] = [
  ['ink', ['paper', 'card', 'sunken', 'demo-soft', 'zone-near']],
  ['ink-2', ['paper', 'card', 'sunken']],
  ['ink-3', ['paper', 'card', 'sunken']],
  ['link', ['paper', 'card', 'sunken']],
  ['met-text', ['paper', 'card', 'met-soft']],
  ['near-text', ['paper', 'card', 'near-soft', 'sunken']],
  ['unmet-text', ['paper', 'card', 'unmet-soft', 'sunken']],
  ['demo', ['demo-soft']],
  ['on-brand', ['brand']],
  ['rail-ink', ['rail', 'rail-hover']],
  ['rail-off', ['rail']],
]
const marks: [string, string[]][] = [
  ['met', ['card', 'paper']],
  ['near', ['card', 'paper']],
  ['unmet', ['card', 'paper']],
  ['pending', ['card', 'paper']],
  ['control', ['card']],
  ['focus', ['card', 'paper']],
]

describe.each([
  ['light', ':root {'],
  ['dark', ":root[data-theme='dark']"],
])('%s theme', (_, selector) => {
  const colours = palette(selector)
  const pairs = [...text.map((t) => [...t, 4.5] as const), ...marks.map((m) => [...m, 3] as const)]
  it.each(pairs.flatMap(([front, backs, least]) => backs.map((back) => [front, back, least] as const)))(
    '%s on %s has a contrast of %s',
    (front, back, least) => {
      expect(contrast(colours.get(front) ?? '', colours.get(back) ?? '')).toBeGreaterThanOrEqual(least)
    },
  )
})
