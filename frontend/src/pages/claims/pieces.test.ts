import { expect, test } from 'vitest'
import type { Claim } from './documents.ts'
import { blocks, pieces } from './pieces.ts'

const claim = (start: number, end: number): Claim => ({ verdict: 'AGREES', paragraph: 0, start, end, text: '', sentence: '', fact: null })

test('numbers are cut out by code points, not by units of UTF-16', () => {
  const got = pieces('𠮷校46所。', [{ at: 0, claim: claim(2, 5) }])
  expect(got.map((p) => p.text)).toEqual(['𠮷校', '46所', '。'])
  expect(got[1]?.claim?.at).toBe(0)
})

test('a text without numbers is one piece, an empty one none', () => {
  expect(pieces('没有', [])).toEqual([{ text: '没有' }])
  expect(pieces('', [])).toEqual([])
})

test('cells of one table stand together, tables apart', () => {
  const at = (table: number, row: number, column: number) => ({ text: '', level: 0, table, row, column })
  const got = blocks([at(0, 0, 0), at(1, 1, 1), at(1, 1, 2), at(1, 2, 2), at(2, 1, 1), at(0, 0, 0)])
  expect(got.map((b) => [b.at, b.rows?.size ?? 0, b.columns])).toEqual([
    [0, 0, 0],
    [1, 2, 2],
    [4, 1, 1],
    [5, 0, 0],
  ])
  expect(got[1]?.rows?.get(2)?.get(2)).toEqual([3])
})
