import { describe, expect, it } from 'vitest'
import { type Change, formatChanges, parseChanges, withFigure } from './changes.ts'

const all: Change[] = [
  { kind: 'figure', school: '4201070001', key: 'equipmentValue', value: '130.5' },
  { kind: 'figure', school: '4201079901', key: 'studentsPrimary', value: null },
  { kind: 'move', indicator: 'R3', stage: 'JUNIOR', from: '4201070001', to: '4201070002', count: 2 },
  { kind: 'move', indicator: 'R1', stage: null, from: '4201070001', to: '3402070002', count: 1 },
  { kind: 'close', school: '4201070003', into: null },
  { kind: 'close', school: '4201070004', into: '4201070001' },
  { kind: 'merge', school: '4201070005', into: '4201070006' },
]

describe('changes in an address', () => {
  it('come back as they were', () => {
    expect(parseChanges(formatChanges(all, '420107'), '420107')).toEqual(all)
  })
  it('are short', () => {
    expect(formatChanges(all.slice(0, 3), '420107')).toBe('f.0001.equipmentValue.130_5-f.9901.studentsPrimary.-m.R3J.0001.0002.2')
  })
  it('leave out what is garbled', () => {
    expect(parseChanges('f.0001.equipmentValue.abc-x.1.2-m.R7P.0001.0002.3-c.0001.', '420107')).toEqual([{ kind: 'close', school: '4201070001', into: null }])
    expect(parseChanges(undefined, '420107')).toEqual([])
    expect(formatChanges([], '420107')).toBeUndefined()
  })
})

describe('a figure', () => {
  it('takes the place of its earlier change, and goes when it is back', () => {
    const once = withFigure([], '4201070001', 'multimediaRooms', '12', '10')
    const twice = withFigure(once, '4201070001', 'multimediaRooms', '13', '10')
    expect(twice).toEqual([{ kind: 'figure', school: '4201070001', key: 'multimediaRooms', value: '13' }])
    expect(withFigure(twice, '4201070001', 'multimediaRooms', '10', '10')).toEqual([])
    expect(withFigure(twice, '4201070001', 'multimediaRooms', null, '10')).toHaveLength(1)
  })
})
