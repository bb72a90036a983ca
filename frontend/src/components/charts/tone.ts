import type { ResultStatus } from '../../gql/graphql.ts'

export type Tone = 'met' | 'near' | 'unmet' | 'pending'

export function tone(status: ResultStatus): Tone {
  if (status === 'MET' || status === 'NOT_APPLICABLE') return 'met'
  if (status === 'NEAR') return 'near'
  return status === 'UNMET' ? 'unmet' : 'pending'
}
