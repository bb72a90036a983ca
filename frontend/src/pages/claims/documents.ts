import { graphql } from '../../gql/index.ts'
import type { ClaimsQuery } from '../../gql/graphql.ts'

export const Claims = graphql(`
  query Claims($input: ClaimsInput!) {
    claims(input: $input) {
      result {
        agreeCount
        differCount
        noDataCount
        omittedCount
        paragraphs {
          text
          level
          table
          row
          column
        }
        claims {
          verdict
          paragraph
          start
          end
          text
          sentence
          fact {
            nameZh
            nameEn
            indicator {
              code
            }
            stage
            school {
              id
              code
              name
            }
            year
            display
          }
        }
      }
      userErrors {
        code
        message
      }
    }
  }
`)

export type Result = NonNullable<ClaimsQuery['claims']['result']>
export type Claim = Result['claims'][number]
export type Paragraph = Result['paragraphs'][number]
