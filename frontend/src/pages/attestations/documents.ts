import { graphql } from '../../gql/index.ts'

/** What is claimed: of the county, of a school, or of a subject. */
export const Claim_attestation = graphql(`
  fragment Claim_attestation on Attestation {
    id
    met
    conclusion
    subject
    level
    differenceRate
  }
`)

/** How many schools have a claim of their own for an item: of a county's thousand rows only their number is shown. */
export const SchoolClaimsQuery = graphql(`
  query SchoolClaims($region: String!, $year: Int!, $code: String!) {
    own: attestations(where: { region: $region, year: $year, indicator: { eq: $code }, school: "" }, first: 0) {
      totalCount
    }
    all: attestations(where: { region: $region, year: $year, indicator: { eq: $code } }, first: 0) {
      totalCount
    }
  }
`)

export const SchoolClaimQuery = graphql(`
  query SchoolClaim($region: String!, $year: Int!, $code: String!, $school: String!) {
    attestations(where: { region: $region, year: $year, indicator: { eq: $code }, school: $school }, first: 1) {
      nodes {
        id
        school {
          id
          code
        }
        ...Claim_attestation
      }
    }
  }
`)

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
    attestations(where: { region: $region, year: $year, school: "" }, first: 100) {
      nodes {
        id
        indicator
        ...Claim_attestation
      }
    }
    schools(where: { region: $region, isOpenIn: $year }, orderBy: { field: NAME, direction: ASC }, first: 100) {
      totalCount
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
        ...Claim_attestation
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`)

export const WithdrawAttestation = graphql(`
  mutation WithdrawAttestation($input: WithdrawAttestationInput!) {
    withdrawAttestation(input: $input) {
      withdrawnAttestationId
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
