import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { passwordTexts } from './passwordTexts.ts'

test('the hint asks for the length that the server asks for', () => {
  const least = /MinPassword = (\d+)/.exec(readFileSync('../auth/password.go', 'utf8'))?.[1]
  expect(least).toBeDefined()
  for (const { hint } of Object.values(passwordTexts)) expect(/\d+/.exec(hint)?.[0]).toBe(least)
})
