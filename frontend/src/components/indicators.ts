import { texts } from '../i18n/text.ts'

/** Short names of the indicators as people say them; the official text comes from the edition. */
export const indicatorNames = texts(
  {
    R1: '高于规定学历教师',
    R2: '县级以上骨干教师',
    R3: '体育、艺术专任教师',
    R4: '教学及辅助用房',
    R5: '体育运动场馆',
    R6: '教学仪器设备值',
    R7: '网络多媒体教室',
    G1: '规划布局',
    G2: '四统一',
    G3: '音乐、美术专用教室',
    G4: '学校规模',
    G5: '班级学生数',
    G6: '小规模学校公用经费',
    G7: '特殊教育公用经费',
    G8: '教师工资',
    G9: '教师培训学时',
    G10: '编制和岗位统筹',
    G11: '教师交流轮岗',
    G12: '教师资格证上岗率',
    G13: '就近划片入学',
    G14: '优质高中名额分配',
    G15: '留守与随迁儿童',
    Q1: '初中三年巩固率',
    Q2: '残疾儿童入学率',
    Q3: '章程与管理',
    Q4: '教师培训经费',
    Q5: '信息化教学与设备利用',
    Q6: '德育与校园文化',
    Q7: '课程开齐开足',
    Q8: '课业负担',
    Q9: '国家质量监测',
    S1: '社会认可度',
    S2: '实地走访满意度',
  },
  {
    R1: 'Teachers above degree',
    R2: 'Backbone teachers',
    R3: 'PE and arts teachers',
    R4: 'Teaching floor area',
    R5: 'Sports area',
    R6: 'Teaching equipment',
    R7: 'Multimedia classrooms',
    G1: 'School planning',
    G2: 'Four unified standards',
    G3: 'Music and art rooms',
    G4: 'School size',
    G5: 'Class size',
    G6: 'Funds of small schools',
    G7: 'Special education funds',
    G8: 'Teacher pay',
    G9: 'Teacher training hours',
    G10: 'Posts and staffing',
    G11: 'Teacher rotation',
    G12: 'Certified teachers',
    G13: 'Enrolment by catchment',
    G14: 'Key senior-school places',
    G15: 'Left-behind and migrant children',
    Q1: 'Three-year retention',
    Q2: 'Disabled children enrolled',
    Q3: 'Charter and management',
    Q4: 'Teacher training budget',
    Q5: 'Use of technology',
    Q6: 'Moral and campus culture',
    Q7: 'Full curriculum',
    Q8: 'No excessive workload',
    Q9: 'National quality monitoring',
    S1: 'Public satisfaction',
    S2: 'On-site satisfaction',
  },
)

/** Column heads of the seven resource indicators. */
export const shortNames = texts(
  { R1: '高学历教师', R2: '骨干教师', R3: '体艺教师', R4: '教学用房', R5: '运动场馆', R6: '仪器设备', R7: '多媒体教室' },
  { R1: 'Degree', R2: 'Backbone', R3: 'PE & arts', R4: 'Floor area', R5: 'Sports', R6: 'Equipment', R7: 'Multimedia' },
)

/** Units of the seven: of the value, and of what is short. */
export const resourceUnits = texts(
  {
    R1: '人 / 百名学生',
    R2: '人 / 百名学生',
    R3: '人 / 百名学生',
    R4: 'm² / 生',
    R5: 'm² / 生',
    R6: '元 / 生',
    R7: '间 / 百名学生',
  },
  {
    R1: 'per 100 pupils',
    R2: 'per 100 pupils',
    R3: 'per 100 pupils',
    R4: 'm² a pupil',
    R5: 'm² a pupil',
    R6: 'yuan a pupil',
    R7: 'per 100 pupils',
  },
)

export const RESOURCES = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7'] as const
export type ResourceCode = (typeof RESOURCES)[number]
export type IndicatorCode = keyof (typeof indicatorNames)['zh']

export function isResource(code: string): code is ResourceCode {
  return RESOURCES.some((r) => r === code)
}

export function isIndicator(code: string): code is IndicatorCode {
  return Object.hasOwn(indicatorNames.zh, code)
}

/** Decimals with which a unit's value is shown: money in whole yuan, everything else to two. */
export function valueDigits(code: ResourceCode): number {
  return code === 'R6' ? 0 : 2
}

/** As many schools as the API names at once of those that keep a county's item from being met. */
export const MOST_BLOCKERS = 100
