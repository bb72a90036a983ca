import { expect, it } from 'vitest'
import { groupIssues } from './groupIssues.ts'

it('groups findings by kind, the most frequent first, in the order of the sheet', () => {
  const at = (code: string, row: number, column = 'A') => ({ code, sheet: '学校年度', row, column })
  expect(groupIssues([at('RANGE', 9), at('TYPE', 10), at('TYPE', 2, 'AB'), at('TYPE', 2, 'C')])).toEqual([
    { code: 'TYPE', issues: [at('TYPE', 2, 'C'), at('TYPE', 2, 'AB'), at('TYPE', 10)] },
    { code: 'RANGE', issues: [at('RANGE', 9)] },
  ])
})
