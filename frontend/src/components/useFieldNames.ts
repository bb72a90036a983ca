import { useMemo } from 'react'
import { graphql } from '../gql/index.ts'
import { useLang } from '../i18n/text.ts'
import { useGraph } from '../lib/graph.ts'

const FieldNames = graphql(`
  query FieldNames {
    dictionary {
      id
      key
      labelZh
      labelEn
      unitZh
      unitEn
    }
  }
`)

export interface FieldName {
  label: string
  unit: string | null
}

/** Label and unit of a figure by its key, in the language of the interface; undefined for what the dictionary lacks. */
export function useFieldNames(): (key: string) => FieldName | undefined {
  const lang = useLang()
  const { data } = useGraph(FieldNames, {})
  return useMemo(() => {
    const names = new Map(data?.dictionary.map((f) => [f.key, { label: lang === 'zh' ? f.labelZh : f.labelEn, unit: (lang === 'zh' ? f.unitZh : f.unitEn) ?? null }]))
    return (key) => names.get(key)
  }, [data, lang])
}
