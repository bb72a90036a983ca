import type { CodegenConfig } from '@graphql-codegen/cli'

// Types of every operation come from the schema that the server is built from; JUNHENG_SCHEMA points elsewhere if need be.
const config: CodegenConfig = {
  schema: (process.env['JUNHENG_SCHEMA'] ?? '../graph/schema/*.graphqls').split(','),
  documents: ['src/**/*.{ts,tsx}', '!src/gql/**'],
  ignoreNoDocuments: true,
  generates: {
    './src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: { unmaskFunctionName: 'readFragment' } },
      config: {
        documentMode: 'string',
        namingConvention: 'keep',
        enumsAsTypes: true,
        useTypeImports: true,
        scalars: { Decimal: 'string', BigInt: 'string', Date: 'string', DateTime: 'string' },
      },
    },
  },
}

export default config
