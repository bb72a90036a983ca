import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { buildSchema, getNamedType, isObjectType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { keys } from './cache.ts'

const schema = buildSchema(readFileSync(resolve('../docs/api/schema.graphql'), 'utf8'))
const roots = ['Query', 'Mutation', 'Subscription']

// What only a mutation or subscription answers with is not kept; every other type is reached from Query.
const reached = new Set<string>()
function reach(name: string): void {
  const type = schema.getType(name)
  if (reached.has(name) || !isObjectType(type)) return
  reached.add(name)
  for (const field of Object.values(type.getFields())) reach(getNamedType(field.type).name)
}
reach('Query')
for (const t of Object.values(schema.getTypeMap())) if (isObjectType(t) && !t.name.startsWith('__') && !roots.includes(t.name) && !t.name.endsWith('Payload')) reach(t.name)
reached.delete('Query')
const nameless = [...reached].filter((name) => {
  const type = schema.getType(name)
  return isObjectType(type) && !type.getFields()['id']
})

describe('the cache', () => {
  it('knows how to keep every type of the schema that has no id', () => {
    expect(nameless.filter((name) => !keys[name])).toEqual([])
  })
  it('names no type that the schema lacks, and none with an id', () => {
    expect(Object.keys(keys).filter((name) => !nameless.includes(name))).toEqual([])
  })
})
