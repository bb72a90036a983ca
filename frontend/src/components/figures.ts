import { graphql } from '../gql/index.ts'
import type { Figures_schoolYearFragment } from '../gql/graphql.ts'

/** Every figure that a school reports, for the form and for the table beside last year's. */
export const Figures_schoolYear = graphql(`
  fragment Figures_schoolYear on SchoolYear {
    id
    year
    version
    updatedAt
    missing
    warnings {
      code
      message
      field
    }
    studentsPrimary
    studentsJunior
    studentsSenior
    migrantStudents
    catchmentStudentsPrimary
    catchmentStudentsJunior
    classesPrimary
    classesJunior
    classesUpTo25Primary
    classesUpTo25Junior
    classes26To30Primary
    classes26To30Junior
    classes31To35Primary
    classes31To35Junior
    classes36To40Primary
    classes36To40Junior
    classes41To45Primary
    classes41To45Junior
    classes46To50Primary
    classes46To50Junior
    classes51To55Primary
    classes51To55Junior
    classes56To60Primary
    classes56To60Junior
    classes61To65Primary
    classes61To65Junior
    classesFrom66Primary
    classesFrom66Junior
    teachersPrimary
    teachersJunior
    juniorCollegeTeachersPrimary
    juniorCollegeTeachersJunior
    bachelorTeachersPrimary
    bachelorTeachersJunior
    masterTeachersPrimary
    masterTeachersJunior
    doctorTeachersPrimary
    doctorTeachersJunior
    backbonePrimary
    backboneJunior
    peTeachersPrimary
    peTeachersJunior
    musicTeachersPrimary
    musicTeachersJunior
    artTeachersPrimary
    artTeachersJunior
    artsTeachersPrimary
    artsTeachersJunior
    visitingPeArtsTeachersPrimary
    visitingPeArtsTeachersJunior
    certifiedTeachers
    trainedTeachers
    teachingArea
    indoorSportsArea
    sportsGroundArea
    otherSportsArea
    leasedSportsArea
    equipmentValue
    multimediaRooms
    musicRoomsFrom96
    musicRoomsFrom73
    musicRoomsFrom61
    musicRoomsFrom54
    artRoomsFrom90
    artRoomsFrom67
    artRoomsFrom61
    artRoomsFrom54
    operatingBudget
    operatingFinal
    trainingBudget
    boarders
    graduates
    entrants
    transferredIn
    transferredOut
    deaths
  }
`)

export type Figures = Figures_schoolYearFragment

/** One figure by its key in the dictionary, as text; null when it is not reported. */
export function figure(figures: Figures | null | undefined, key: string): string | null {
  if (!figures || !Object.hasOwn(figures, key)) return null
  const value: unknown = Object.getOwnPropertyDescriptor(figures, key)?.value
  return value === null || value === undefined ? null : String(value)
}
