import { expect, it } from 'vitest'
import { plural } from './text.ts'

it.each([
  [0, 'pupil', undefined, '0 pupils'],
  [1, 'pupil', undefined, '1 pupil'],
  ['1', 'school', undefined, '1 school'],
  [2, 'school', undefined, '2 schools'],
  ['2,000', 'pupil', undefined, '2,000 pupils'],
  [2000, 'pupil', undefined, '2,000 pupils'],
  [1.5, 'metre', undefined, '1.5 metres'],
  [1, 'child', 'children', '1 child'],
  [3, 'child', 'children', '3 children'],
])('%s %s', (n, one, many, want) => expect(plural(n, one, many)).toBe(want))
