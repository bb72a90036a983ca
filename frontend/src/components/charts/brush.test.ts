import { describe, expect, it } from 'vitest'
import { brushed } from './brush.ts'

const edges = [0, 0.5, 0.85, 1, 1.5, 2]

describe('a brush', () => {
  it('snaps outwards to the edges of bins', () => expect(brushed(0.6, 0.9, edges)).toEqual({ from: 0.5, to: 1 }))
  it('reads a drag to the left as one to the right', () => expect(brushed(0.9, 0.6, edges)).toEqual({ from: 0.5, to: 1 }))
  it('is open where it reaches the ends', () => expect(brushed(0, 1, edges)).toEqual({ from: null, to: 1 }))
  it('selects nothing over no bins', () => expect(brushed(0, 1, [])).toEqual({ from: null, to: null }))
})
