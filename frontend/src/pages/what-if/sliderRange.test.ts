import { expect, it } from 'vitest'
import { sliderRange } from './sliderRange.ts'

it('reaches what is missing, in round steps', () => {
  expect(sliderRange(12, 0, false)).toEqual({ max: 30, step: 1 })
  expect(sliderRange(0, 0, false)).toEqual({ max: 10, step: 1 })
  expect(sliderRange(1200, 2000, false)).toEqual({ max: 5000, step: 5 })
  expect(sliderRange(3184.25, 0, true)).toEqual({ max: 7000, step: 10 })
  expect(sliderRange(0.5, 0, true)).toEqual({ max: 10, step: 0.1 })
})
