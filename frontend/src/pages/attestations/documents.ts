import { graphql } from '../../gql/index.ts'

export const AttestationsQuery = graphql(`
  query Attestations($region: String!, $year: Int!) {
    countyAssessment(regionCode: $region, year: $year) {
      id
      indicators {
        status
        indicator {
          code
          name
          text
          kind
          level
        }
      }
      vetoes {
        code
        text
        answer
      }
    }
    attestations(where: { region: $region, year: $year }, first: 100) {
      nodes {
        id
        indicator
        met
        conclusion
        subject
        level
        differenceRate
        school {
          id
          code
          name
        }
      }
    }
    schools(where: { region: $region }, orderBy: { field: NAME, direction: ASC }, first: 100) {
      nodes {
        id
        code
        name
      }
    }
  }
`)

export const Attest = graphql(`
  mutation Attest($input: AttestIndicatorInput!) {
    attestIndicator(input: $input) {
      attestation {
        id
        met
        conclusion
        subject
        level
        differenceRate
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`)

export const AnswerVeto = graphql(`
  mutation AnswerVeto($input: AnswerVetoInput!) {
    answerVeto(input: $input) {
      vetoes {
        code
        answer
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`)
