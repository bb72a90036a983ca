import { graphql } from '../gql/index.ts'
import type { Sheet } from '../gql/graphql.ts'
import { useGraph } from '../lib/graph.ts'
import type { FormField } from './FieldsForm.tsx'

const SheetFields = graphql(`
  query SheetFields($sheet: Sheet!) {
    dictionary(sheet: $sheet) {
      id
      key
      labelZh
      labelEn
      unitZh
      unitEn
      type
      requirement
      min
      max
    }
  }
`)

/** The number fields of a sheet, for a form; its keys (year, region) are not among them. */
export function useDictionary(sheet: Sheet): readonly FormField[] | null {
  const { data } = useGraph(SheetFields, { sheet })
  if (!data) return null
  return data.dictionary.filter((f) => f.type === 'INT' || f.type === 'DECIMAL').map((f) => ({ ...f, isRequired: f.requirement !== 'OPTIONAL' }))
}
