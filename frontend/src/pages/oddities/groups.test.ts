import { expect, test } from 'vitest'
import { groups } from './groups.ts'

const items = [
  { kind: 'JUMP', school: { code: '1', name: '一' } },
  { kind: 'UNIT_SLIP', school: { code: '1', name: '一' } },
  { kind: 'UNIT_SLIP', school: { code: '2', name: '二' } },
]

test('schools stay in their order', () => {
  expect(groups(items, 'school').map((g) => [g.key, g.items.length])).toEqual([
    ['1', 2],
    ['2', 1],
  ])
})

test('the commonest kind comes first', () => {
  expect(groups(items, 'kind').map((g) => [g.key, g.items.length])).toEqual([
    ['UNIT_SLIP', 2],
    ['JUMP', 1],
  ])
})
