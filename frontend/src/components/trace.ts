import { graphql } from '../gql/index.ts'

export const TraceView_trace = graphql(`
  fragment TraceView_trace on Trace {
    indicator
    edition
    clause
    formula
    inputs {
      key
      label
      school {
        id
        code
        name
      }
      year
      value
      unit
      ...InputSource_input
    }
    steps {
      name
      expression
      value
    }
    result
    display
    status
  }
`)
