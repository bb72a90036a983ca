import type { CreateSchoolInput, Locale, SchoolKind, SchoolDialog_schoolFragment, UpdateSchoolInput } from '../../gql/graphql.ts'
import { normalise } from '../../lib/figureText.ts'

export const kinds: readonly SchoolKind[] = ['PRIMARY', 'JUNIOR', 'NINE_YEAR', 'TWELVE_YEAR', 'COMPLETE_SECONDARY', 'TEACHING_POINT', 'SPECIAL', 'VOCATIONAL']
export const locales: readonly Locale[] = ['URBAN', 'TOWN', 'RURAL']

/** What a bureau types of a school; years are text until they are sent. */
export interface SchoolForm {
  code: string
  name: string
  kind: SchoolKind
  organizer: number
  locale: Locale
  isBoarding: boolean
  inDenseCore: boolean
  builtYear: string
  group: string
  address: string
  firstYear: string
  lastYear: string
}

/** The fields that have a place for the server's refusal. */
export const formFields: readonly string[] = ['code', 'name', 'kind', 'organizer', 'locale', 'builtYear', 'group', 'address', 'firstYear', 'lastYear'] satisfies (keyof SchoolForm)[]

const yearFields = ['builtYear', 'firstYear', 'lastYear'] as const

/** A school as it is, or the beginning of a new one. */
export function formOf(school: SchoolDialog_schoolFragment | null): SchoolForm {
  const year = (y: number | null | undefined) => String(y ?? '')
  return {
    code: school?.code ?? '',
    name: school?.name ?? '',
    kind: school?.kind ?? 'PRIMARY',
    organizer: school?.organizer ?? 1,
    locale: school?.locale ?? 'URBAN',
    isBoarding: school?.isBoarding ?? false,
    inDenseCore: school?.inDenseCore ?? false,
    builtYear: year(school?.builtYear),
    group: school?.group ?? '',
    address: school?.address ?? '',
    firstYear: year(school?.firstYear),
    lastYear: year(school?.lastYear),
  }
}

/** The year fields that hold something else than a year; which years there may be, the server says. */
export function wrongYears(form: SchoolForm): readonly (typeof yearFields)[number][] {
  return yearFields.filter((k) => !/^(\d{4})?$/.test(normalise(form[k])))
}

const yearOf = (text: string) => (normalise(text) === '' ? null : Number(normalise(text)))

/** What is sent of each field. */
function valuesOf(form: SchoolForm) {
  const { name, kind, organizer, locale, isBoarding, inDenseCore, group, address } = form
  return {
    name: name.trim(),
    kind,
    organizer,
    locale,
    isBoarding,
    inDenseCore,
    builtYear: yearOf(form.builtYear),
    group: group.trim() || null,
    address: address.trim() || null,
    firstYear: yearOf(form.firstYear),
    lastYear: yearOf(form.lastYear),
  }
}

export function newSchool(form: SchoolForm, regionCode: string): CreateSchoolInput {
  return { code: normalise(form.code), regionCode, ...valuesOf(form) }
}

/** Only what differs is sent, so that what somebody else changed meanwhile stays; an empty field clears. */
export function changedSchool(form: SchoolForm, before: SchoolDialog_schoolFragment): UpdateSchoolInput {
  const was = new Map<string, unknown>(Object.entries(valuesOf(formOf(before))))
  const changes = Object.entries(valuesOf(form)).filter(([key, value]) => value !== was.get(key))
  return { code: before.code, ...Object.fromEntries(changes) }
}
