import { graphql } from '../../gql/index.ts'

export const ReportQuery = graphql(`
  query Report($code: String!, $year: Int!, $before: Int!) {
    dictionary(sheet: SCHOOL_YEAR) {
      id
      key
      section
      sectionZh
      sectionEn
      labelZh
      labelEn
      unitZh
      unitEn
      type
      requirement
      min
      max
    }
    school(code: $code) {
      id
      code
      name
      kind
      stages
      firstYear
      lastYear
      now: year(year: $year) {
        id
        ...Figures_schoolYear
      }
      before: year(year: $before) {
        id
        ...Figures_schoolYear
      }
      assessments(year: $year) {
        id
        edition {
          code
        }
        ...ResultsPanel_assessment
      }
    }
  }
`)

export const SaveFigures = graphql(`
  mutation SaveFigures($code: String!, $year: Int!, $values: SchoolYearValuesInput!, $version: Int) {
    recordSchoolYear(input: { schoolCode: $code, year: $year, values: $values, expectedVersion: $version }) {
      schoolYear {
        id
        ...Figures_schoolYear
      }
      assessments {
        id
        edition {
          code
        }
        ...ResultsPanel_assessment
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`)

/** The same without writing: what the server's rules say of what is being typed, and what it would come to. */
export const TryFigures = graphql(`
  mutation TryFigures($code: String!, $year: Int!, $values: SchoolYearValuesInput!) {
    recordSchoolYear(input: { schoolCode: $code, year: $year, values: $values, dryRun: true }) {
      assessments {
        id
        edition {
          code
        }
        ...ResultsPanel_assessment
      }
      warnings {
        message
        field
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`)
