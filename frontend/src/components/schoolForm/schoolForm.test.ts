import { describe, expect, it } from 'vitest'
import type { SchoolDialog_schoolFragment } from '../../gql/graphql.ts'
import { changedSchool, formOf, newSchool, wrongYears } from './schoolForm.ts'

const school: SchoolDialog_schoolFragment = {
  id: 'x',
  code: '4201070001',
  name: '云杉小学',
  kind: 'PRIMARY',
  organizer: 2,
  locale: 'TOWN',
  isBoarding: true,
  inDenseCore: false,
  builtYear: 2001,
  group: '东部',
  address: '东山路1号',
  firstYear: null,
  lastYear: 2024,
}

describe('a school that is changed', () => {
  it('sends nothing but its code when nothing is changed', () => expect(changedSchool(formOf(school), school)).toEqual({ code: school.code }))
  it('sends what is changed, and null for what is emptied', () =>
    expect(changedSchool({ ...formOf(school), firstYear: '２０１９', lastYear: ' ', group: '', address: '东山路2号', isBoarding: false }, school)).toEqual({ code: school.code, firstYear: 2019, lastYear: null, group: null, address: '东山路2号', isBoarding: false }))
  it('is not changed by spaces', () => expect(changedSchool({ ...formOf(school), name: ' 云杉小学 ', lastYear: '2024 ' }, school)).toEqual({ code: school.code }))
})

describe('a new school', () => {
  it('sends every field', () =>
    expect(newSchool({ ...formOf(null), code: ' 4201070099 ', name: '新校 ', firstYear: '2026' }, '420107')).toEqual({
      code: '4201070099',
      name: '新校',
      regionCode: '420107',
      kind: 'PRIMARY',
      organizer: 1,
      locale: 'URBAN',
      isBoarding: false,
      inDenseCore: false,
      builtYear: null,
      group: null,
      address: null,
      firstYear: 2026,
      lastYear: null,
    }))
})

describe('years', () => {
  const cases: [string, string, boolean][] = [
    ['four digits', '2026', true],
    ['full-width digits', '２０２６', true],
    ['nothing', '', true],
    ['two digits', '26', false],
    ['a word', '2026年', false],
  ]
  it.each(cases)('%s', (_, text, isYear) => expect(wrongYears({ ...formOf(null), lastYear: text })).toEqual(isYear ? [] : ['lastYear']))
})
