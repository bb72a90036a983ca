import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const generated = fileURLToPath(new URL('./src/gql/graphql.ts', import.meta.url))
const call = /\bgraphql\(\s*(?:\/\* GraphQL \*\/\s*)?`\s*(query|mutation|subscription|fragment)\s+(\w+)[^`]*`,?\s*\)/g
const constant = /export const (\w+)(?:Document|FragmentDoc) = new TypedDocumentString\(`([^`]*)`/g
const prefix = '\0graphql:'

/**
 * Puts each GraphQL document into a module of its own. As generated, one map holds the documents of the whole
 * application, which would load all of them with the first page; this way a page loads only what it asks for.
 */
export function inlineDocuments(): Plugin {
  let documents = new Map<string, string>()
  const read = () => {
    documents = new Map()
    for (const [, name, text] of readFileSync(generated, 'utf8').matchAll(constant)) {
      if (name !== undefined && text !== undefined) documents.set(name, text)
    }
  }
  return {
    name: 'inline-documents',
    enforce: 'pre',
    buildStart: () => documents.clear(),
    resolveId: (id) => (id.startsWith('graphql:') ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(prefix)) return null
      const name = id.slice(prefix.length)
      if (!documents.has(name)) read()
      const text = documents.get(name)
      if (text === undefined) throw new Error(`no generated document ${name}: run "npm run generate"`)
      return `export default ${JSON.stringify(text.replace(/\s+/g, ' ').trim())}`
    },
    transform(code, id) {
      // The generated map is left unused by what follows; this says that nothing is lost with it.
      if (id.includes('/src/gql/')) return { code, map: null, moduleSideEffects: false }
      if (!/\.tsx?$/.test(id) || !code.includes('graphql(')) return null
      const imports: string[] = []
      const out = code.replace(call, (_, kind: string, name: string) => {
        if (kind === 'fragment') return 'null'
        imports.push(`import document_${name} from 'graphql:${name}'`)
        return `document_${name}`
      })
      return imports.length > 0 || out !== code ? { code: `${imports.join(';')};${out}`, map: null } : null
    },
  }
}
