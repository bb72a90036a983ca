import { graphql } from '../../gql/index.ts'

/**
 * Everything that is counted beside the rows. Each facet is counted under all conditions but its own, so that its other
 * values keep their counts and can be chosen.
 */
export const ExplorerFacets = graphql(`
  query ExplorerFacets(
    $all: SchoolAssessmentWhere!
    $where: SchoolAssessmentWhere!
    $stage: SchoolAssessmentWhere!
    $kind: SchoolAssessmentWhere!
    $locale: SchoolAssessmentWhere!
    $ownership: SchoolAssessmentWhere!
    $group: SchoolAssessmentWhere!
    $verdict: SchoolAssessmentWhere!
    $region: SchoolAssessmentWhere!
    $focused: SchoolAssessmentWhere!
    $focus: String!
  ) {
    all: schoolAssessments(where: $all, first: 0) {
      totalCount
    }
    stage: schoolAssessments(where: $stage, first: 0) {
      facets(fields: [STAGE]) {
        ...FacetList_facet
      }
    }
    kind: schoolAssessments(where: $kind, first: 0) {
      facets(fields: [KIND]) {
        ...FacetList_facet
      }
    }
    locale: schoolAssessments(where: $locale, first: 0) {
      facets(fields: [LOCALE]) {
        ...FacetList_facet
      }
    }
    ownership: schoolAssessments(where: $ownership, first: 0) {
      facets(fields: [OWNERSHIP]) {
        ...FacetList_facet
      }
    }
    group: schoolAssessments(where: $group, first: 0) {
      facets(fields: [GROUP]) {
        ...FacetList_facet
      }
    }
    verdict: schoolAssessments(where: $verdict, first: 0) {
      facets(fields: [VERDICT]) {
        ...FacetList_facet
      }
    }
    region: schoolAssessments(where: $region, first: 0) {
      facets(fields: [REGION]) {
        ...FacetList_facet
      }
    }
    focused: schoolAssessments(where: $focused, first: 0) {
      histogram(indicator: $focus, bins: 50) {
        from
        to
        count
      }
    }
    shown: schoolAssessments(where: $where, first: 0) {
      facets(fields: [INDICATOR_STATUS]) {
        indicator
        values {
          value
          count
        }
      }
    }
  }
`)
