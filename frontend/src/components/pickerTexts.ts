import { texts } from '../i18n/text.ts'

/** What a field says that finds one of many. */
export const pickerTexts = texts(
  {
    county: '区县（输入名称或代码查找）',
    loading: '正在查找',
    none: '没有找到，请输入名称或代码中的一部分',
    found: (n: number) => `共 ${n} 个`,
    part: (shown: number, n: number) => `共 ${n} 个，列出前 ${shown} 个，请继续输入以缩小范围`,
    find: (label: string) => `${label}（输入校名或标识码查找）`,
  },
  {
    county: 'County (type a name or code)',
    loading: 'Searching',
    none: 'None found; type a part of the name or code',
    found: (n) => `${n} found`,
    part: (shown, n) => `The first ${shown} of ${n}; type more to narrow them down`,
    find: (label) => `${label} (type a name or code)`,
  },
)
