import { graphql } from '../../gql/index.ts'
import type { RepairQuery as Data } from '../../gql/graphql.ts'

export const RepairQuery = graphql(`
  query Repair($input: RepairInput!) {
    repair(input: $input) {
      repair {
        cost
        costs
        isHasty
        before {
          verdict
          stages {
            unitCount
            passingUnitCount
          }
          balances {
            status
          }
        }
        after {
          verdict
          stages {
            unitCount
            passingUnitCount
          }
          balances {
            status
          }
        }
        remaining {
          code
          name
        }
        blockers {
          kind
          school {
            code
            name
          }
          stage
          indicator {
            code
            name
          }
          need
          most
        }
        steps {
          school {
            code
            name
          }
          from {
            code
            name
          }
          indicator {
            code
          }
          stage
          amount
          cost
          passingUnitCount
          withinLimitCount
          changes {
            schoolCode
            toCode
            key
            value
            count
          }
          effects {
            schoolCode
            stage
            indicator {
              code
            }
            before
            after
            statusBefore
            statusAfter
          }
        }
      }
      userErrors {
        message
        field
      }
    }
  }
`)

export type Repair = NonNullable<Data['repair']['repair']>
export type Step = Repair['steps'][number]
export type Blocker = Repair['blockers'][number]
export type Side = Repair['before']
