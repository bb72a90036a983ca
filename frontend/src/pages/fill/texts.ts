import { texts } from '../../i18n/text.ts'

export const fillTexts = texts(
  {
    title: '填报学校年度数据',
    lead: (y: string) => `${y}：选择学校，填写或修改它的数据。`,
    search: '校名或学校标识码',
    'col.state': '填报情况',
    complete: '数据齐全',
    none: '未填报',
    missing: (n: string) => `缺 ${n} 项`,
    at: '最近保存',
    more: '更多',
    empty: '没有符合的学校',
  },
  {
    title: 'Fill in a school’s year',
    lead: (y) => `${y}: choose a school and fill in or change its figures.`,
    search: 'School name or code',
    'col.state': 'State',
    complete: 'Complete',
    none: 'Not begun',
    missing: (n) => `${n} missing`,
    at: 'Last saved',
    more: 'More',
    empty: 'No such school',
  },
)
