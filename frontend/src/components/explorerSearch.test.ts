import { describe, expect, it } from 'vitest'
import { explorerSearch, formatConditions, parseConditions, toOrder, toWhere } from './explorerSearch.ts'

describe('an address of the explorer', () => {
  it('drops what it does not know', () => {
    expect(explorerSearch({ stage: 'SENIOR', kind: 'JUNIOR,PRISON', sort: 'R9.a', met: 'x', where: 'R3:BAD,X1:UNMET' })).toMatchObject({
      stage: undefined,
      kind: 'JUNIOR',
      sort: undefined,
      met: undefined,
      where: undefined,
    })
  })

  it('reads itself again unchanged', () => {
    const search = explorerSearch({ stage: 'JUNIOR', where: 'R3:UNMET+NEAR,R5:a=0.5-0.85', met: '3-6', sort: 'R3.a', dir: 'asc' })
    expect(explorerSearch({ ...search })).toEqual(search)
  })

  it('understands statuses and open ranges', () => {
    expect(parseConditions('R3:UNMET+NEAR,R5:a=-0.85,R1:v=4.2-')).toEqual([
      { indicator: 'R3', status: ['NEAR', 'UNMET'] },
      { indicator: 'R5', attainment: { from: null, to: 0.85 } },
      { indicator: 'R1', value: { from: 4.2, to: null } },
    ])
  })

  it('writes nothing for no conditions', () => expect(formatConditions([])).toBeUndefined())

  it('means a filter without empty parts', () => {
    expect(toWhere({ stage: 'JUNIOR', where: 'R3:a=0.5-0.85', q: '第七' }, 2023)).toEqual({
      year: 2023,
      stage: 'JUNIOR',
      school: { search: '第七' },
      indicators: [{ indicator: 'R3', attainment: { gte: 0.5, lte: 0.85 } }],
    })
  })

  it('counts a facet without its own condition', () => {
    expect(toWhere({ stage: 'JUNIOR', locale: 'RURAL' }, 2023, 'STAGE')).toEqual({ year: 2023, school: { locale: ['RURAL'] } })
  })

  it('sorts by an indicator in the order given', () => {
    expect(toOrder({ sort: 'R3.a', dir: 'desc' })).toEqual({ field: 'ATTAINMENT', indicator: 'R3', direction: 'DESC' })
  })
})
