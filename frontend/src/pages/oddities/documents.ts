import { graphql } from '../../gql/index.ts'

export const OdditiesQuery = graphql(`
  query Oddities($region: String!, $year: Int!, $state: [OddityState!], $first: Int!, $after: String) {
    oddities(regionCode: $region, year: $year, where: { state: $state }, first: $first, after: $after) {
      totalCount
      openCount
      explainedCount
      reviewedCount
      hasYearBefore
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        fingerprint
        kind
        ...OddityCard_oddity
        school {
          id
          code
          name
        }
      }
      expiredReviews {
        fingerprint
        kind
        keys
        reason
        reviewedBy
        role
        reviewedAt
        school {
          id
          code
          name
        }
      }
    }
  }
`)

export const OddityCard_oddity = graphql(`
  fragment OddityCard_oddity on Oddity {
    id
    fingerprint
    kind
    year
    keys
    value
    previous
    low
    high
    likely
    confidence
    reason
    state
    school {
      id
      code
      name
    }
    review {
      reason
      reviewedBy
      role
      reviewedAt
    }
    expiredReview {
      reason
      reviewedBy
      reviewedAt
    }
  }
`)

export const ReviewOddity = graphql(`
  mutation ReviewOddity($input: ReviewOddityInput!) {
    reviewOddity(input: $input) {
      oddity {
        ...OddityCard_oddity
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`)

export const WithdrawReview = graphql(`
  mutation WithdrawReview($input: WithdrawOddityReviewInput!) {
    withdrawOddityReview(input: $input) {
      userErrors {
        code
        message
        field
      }
    }
  }
`)
