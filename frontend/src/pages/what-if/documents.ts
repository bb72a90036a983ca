import { graphql, readFragment } from '../../gql/index.ts'
import type { WhatIfQuery as Answer, WhatIf_sideFragment, WhatIf_unitFragment } from '../../gql/graphql.ts'

const WhatIf_side = graphql(`
  fragment WhatIf_side on SimulatedCountyResult {
    verdict
    areas {
      met
      total
    }
    indicators {
      indicator {
        code
      }
      status
      display
    }
    balances {
      indicator {
        code
      }
      stage
      coefficient
      display
      limit
      status
    }
    stages {
      stage
      unitCount
      passingUnitCount
    }
  }
`)

const WhatIf_unit = graphql(`
  fragment WhatIf_unit on SimulatedUnitSideResult {
    students
    verdict
    metCount
    displays
    attainments
    statuses
    shortfalls
  }
`)

export const WhatIfQuery = graphql(`
  query WhatIf($in: SimulateInput!) {
    simulate(input: $in) {
      userErrors {
        code
        message
        field
      }
      simulation {
        edition {
          code
        }
        under {
          code
          name
          indicators {
            code
            primary: threshold(stage: PRIMARY)
            junior: threshold(stage: JUNIOR)
          }
        }
        before {
          ...WhatIf_side
        }
        after {
          ...WhatIf_side
        }
        units(changedOnly: false) {
          school {
            id
            code
            name
            kind
          }
          stage
          before {
            ...WhatIf_unit
          }
          after {
            ...WhatIf_unit
          }
        }
        items {
          school {
            id
            code
            name
          }
          indicator {
            code
          }
          before
          after
        }
      }
    }
  }
`)

export const WhatIfSchoolQuery = graphql(`
  query WhatIfSchool($code: String!, $year: Int!) {
    school(code: $code) {
      id
      code
      name
      kind
      stages
      year(year: $year) {
        ...Figures_schoolYear
      }
    }
  }
`)

export const EditionsQuery = graphql(`
  query WhatIfEditions {
    editions {
      code
      name
    }
  }
`)

type Found = NonNullable<Answer['simulate']['simulation']>
export type Side = WhatIf_sideFragment
export type UnitSide = WhatIf_unitFragment
export type Unit = Omit<Found['units'][number], 'before' | 'after'> & { before: UnitSide | null; after: UnitSide | null }
export type Simulation = Omit<Found, 'before' | 'after' | 'units'> & { before: Side; after: Side; units: readonly Unit[] }

/** The answer with its parts open: every part of this page shows both sides. */
export function opened(found: Found): Simulation {
  const side = (u: Found['units'][number]['before']) => (u ? readFragment(WhatIf_unit, u) : null)
  return {
    ...found,
    before: readFragment(WhatIf_side, found.before),
    after: readFragment(WhatIf_side, found.after),
    units: found.units.map((u) => ({ ...u, before: side(u.before), after: side(u.after) })),
  }
}

export type Refusal = Answer['simulate']['userErrors'][number]
