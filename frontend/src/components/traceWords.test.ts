import { describe, expect, it } from 'vitest'
import { formulaIn, inputIn, stepIn } from './traceWords.ts'

describe('a trace in words', () => {
  const cases: [string, string, string][] = [
    ['a formula is told as the forms tell it', formulaIn('zh', 'backbone teachers × 100 / pupils'), '县级以上骨干教师数 × 100 ÷ 学生数'],
    ['an unknown formula stays', formulaIn('zh', 'x / y'), 'x / y'],
    ['English stays English', stepIn('en', 'does not hold'), 'does not hold'],
    ['an outcome is told', stepIn('zh', 'does not hold'), '不成立'],
    ['rounding is told with its places', stepIn('zh', 'round half up to 2 decimals'), '四舍五入到 2 位小数'],
    ['a balance is told with its stage', stepIn('zh', 'JUNIOR: coefficient 0.474, limit 0.45, 16 units, 0 missing'), '初中：差异系数 0.474，限值 0.45，16 个单元，0 个缺数据'],
    ['numbers stay as they are', stepIn('zh', '6872.4 − 649'), '6872.4 − 649'],
    ['a stage of an indicator is an input', inputIn('en', 'PRIMARY R4', 'PRIMARY R4'), 'Primary R4'],
    ['a monitored subject is an input', inputIn('zh', 'level 语文', ''), '语文学业水平等级'],
    ['what nobody names keeps its label', inputIn('zh', 'other', '其他'), '其他'],
  ]
  it.each(cases)('%s', (_, got, want) => expect(got).toBe(want))
})
