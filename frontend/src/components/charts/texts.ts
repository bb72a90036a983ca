import { plural, texts } from '../../i18n/text.ts'

export const chartTexts = texts(
  {
    strip: (name: string, stage: string, units: string, unmet: string) =>
      `${name}，${stage}：${units} 个评估单元相对标准的位置，${unmet} 个未达标。方向键逐个查看，回车打开学校`,
    point: (school: string, times: string, status: string) => `${school} · 标准的 ${times} 倍 · ${status}`,
    bullet: (value: string, standard: string) => `${value}，标准 ${standard}`,
    cv: (value: string, limit: string) => `差异系数 ${value}，限值 ${limit}`,
    trend: (rows: string) => `差异系数趋势。${rows}`,
    trend_point: (year: string, primary: string, junior: string) => `${year}：小学 ${primary}，初中 ${junior}`,
    histogram: (name: string, total: string) => `${name}的分布：${total} 个评估单元，按实际值除以标准分组`,
    bin: (from: string, to: string) => `${from} 至 ${to}`,
    count: '单元数',
    share: '标准的倍数',
    line: '达标线 1.0',
    from: '从',
    to: '到',
    reset: '清除范围',
  },
  {
    strip: (name, stage, units, unmet) =>
      `${name}, ${stage}: ${plural(units, 'unit')} against the standard, ${unmet} below it. Arrow keys walk the points, Enter opens the school`,
    point: (school, times, status) => `${school} · ${times} of standard · ${status}`,
    bullet: (value, standard) => `${value}, standard ${standard}`,
    cv: (value, limit) => `Coefficient ${value}, limit ${limit}`,
    trend: (rows) => `Trend of the coefficient. ${rows}`,
    trend_point: (year, primary, junior) => `${year}: primary ${primary}, junior ${junior}`,
    histogram: (name, total) => `Distribution of ${name}: ${plural(total, 'unit')} by value over standard`,
    bin: (from, to) => `${from} to ${to}`,
    count: 'Units',
    share: 'Times standard',
    line: 'Standard 1.0',
    from: 'From',
    to: 'To',
    reset: 'Clear range',
  },
)
