import { afterEach, expect, it } from 'vitest'
import { draftKey, dropNameless, keepDraft, keptDraft } from './draft.ts'

afterEach(() => localStorage.clear())

it('gives nobody the draft of another account', () => {
  keepDraft(draftKey('A1', '4201079901', 2023), [['teachingArea', '12']])
  expect(keptDraft(draftKey('A1', '4201079901', 2023))).toEqual({ teachingArea: '12' })
  expect(keptDraft(draftKey('B2', '4201079901', 2023))).toEqual({})
})

it('drops drafts that name no account, and nothing else', () => {
  localStorage.setItem('junheng.draft.4201079901.2023', '{"teachingArea":"99"}')
  localStorage.setItem('junheng.lang', 'en')
  keepDraft(draftKey('A1', '4201079901', 2023), [['teachingArea', '12']])
  dropNameless()
  expect(Object.keys(localStorage).toSorted()).toEqual(['junheng.draft.A1.4201079901.2023', 'junheng.lang'])
})

it('reads a spoilt draft as none', () => {
  localStorage.setItem('junheng.draft.A1.4201079901.2023', '{"a":1,"b":"2"')
  expect(keptDraft(draftKey('A1', '4201079901', 2023))).toEqual({})
})
