import { RESOURCES, type ResourceCode } from '../../components/indicators.ts'
import type { Stage } from '../../gql/graphql.ts'
import type { Unit } from './documents.ts'

/** The figures that usually move an indicator: by stage for people, of the whole school for the rest. */
const people: Partial<Record<ResourceCode, readonly string[]>> = { R1: ['bachelorTeachers', 'masterTeachers'], R2: ['backbone'], R3: ['peTeachers', 'musicTeachers', 'artTeachers'] }
const things: Partial<Record<ResourceCode, string>> = { R4: 'teachingArea', R5: 'sportsGroundArea', R6: 'equipmentValue', R7: 'multimediaRooms' }

export interface FigureGroup {
  code: ResourceCode
  keys: readonly string[]
  /** Stages that miss the indicator now, with what they lack; null where it cannot be computed. */
  lacks: readonly { stage: Stage; shortfall: number | null }[]
  /** How much more than now a slider has to reach, in the figure's own unit. */
  room: number
  attainment: number
}

export const keyOf = (stem: string, stage: Stage) => stem + (stage === 'PRIMARY' ? 'Primary' : 'Junior')

export const pupilKeys = (stages: readonly Stage[]) => stages.map((stage) => keyOf('students', stage))

/** The seven indicators of a school with the figures behind them, the worst first. */
export function figuresOf(units: readonly Unit[]): FigureGroup[] {
  return RESOURCES.map((code, i): FigureGroup => {
    const sides = units.flatMap((u) => (u.before ? [{ stage: u.stage, before: u.before }] : []))
    const missed = sides.filter((u) => u.before.statuses[i] !== 'MET')
    const lacks = missed.map((u) => ({ stage: u.stage, shortfall: u.before.shortfalls[i] ?? null }))
    const stages = missed.length > 0 ? missed : sides
    const stems = people[code]
    const thing = things[code]
    const scale = code === 'R6' ? 1 / 10_000 : 1 // what is short comes in yuan, the figure in 10,000 yuan
    return {
      code,
      keys: stems ? stages.flatMap((u) => stems.map((stem) => keyOf(stem, u.stage))) : thing ? [thing] : [],
      lacks,
      room: lacks.reduce((sum, x) => sum + (x.shortfall ?? 0), 0) * scale,
      attainment: Math.min(...sides.map((u) => u.before.attainments[i] ?? 0)),
    }
  }).toSorted((a, b) => a.attainment - b.attainment)
}
