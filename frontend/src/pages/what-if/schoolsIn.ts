import type { SchoolKind, Stage } from '../../gql/graphql.ts'
import type { Simulation } from './documents.ts'

export interface SchoolHere {
  code: string
  name: string
  kind: SchoolKind
  stages: Stage[]
  /** Indicators that its units miss now. */
  missed: number
}

/** The county's assessed schools as they are now, those that miss most first. */
export function schoolsIn(simulation: Simulation | null): SchoolHere[] {
  const schools = new Map<string, SchoolHere>()
  for (const u of simulation?.units ?? []) {
    if (!u.before) continue
    const school = schools.get(u.school.code) ?? { code: u.school.code, name: u.school.name, kind: u.school.kind, stages: [], missed: 0 }
    school.stages.push(u.stage)
    school.missed += u.before.statuses.filter((x) => x !== 'MET').length
    schools.set(u.school.code, school)
  }
  return [...schools.values()].toSorted((a, b) => b.missed - a.missed || a.code.localeCompare(b.code))
}
