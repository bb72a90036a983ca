import type { RepairInput } from '../gql/graphql.ts'
import type { RepairSearch } from './repairSearch.ts'

export const resources = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7'] as const

const amount = /^\d{1,9}(\.\d{1,4})?$/

export function costsOf(search: RepairSearch): Map<string, string> {
  return new Map((search.cost?.split('-') ?? []).map((part) => [part.slice(0, 2), part.slice(3).replace('_', '.')]))
}

/** Costs as the address keeps them; those that are no amounts are left out. */
export function formatCosts(costs: ReadonlyMap<string, string>): string | undefined {
  const parts = [...costs].filter(([, value]) => amount.test(value)).map(([code, value]) => `${code}.${value.replace('.', '_')}`)
  return parts.length > 0 ? parts.toSorted().join('-') : undefined
}

export interface Ban {
  school: string
  indicator: string
}

export function bansOf(search: RepairSearch): Ban[] {
  return (search.not?.split('-') ?? []).map((part) => ({ school: part.slice(0, 10), indicator: part.slice(11) }))
}

/** The same bans with one more, or without the one that is there. */
export function withBan(bans: readonly Ban[], ban: Ban): string | undefined {
  const rest = bans.filter((b) => b.school !== ban.school || b.indicator !== ban.indicator)
  const next = rest.length === bans.length ? [...rest, ban] : rest
  return next.length > 0 ? next.map((b) => `${b.school}.${b.indicator}`).join('-') : undefined
}

export function toInput(regionCode: string, year: number, search: RepairSearch): RepairInput {
  return {
    regionCode,
    year,
    costs: [...costsOf(search)].map(([indicator, cost]) => ({ indicator, cost })),
    limits: bansOf(search).map((b) => ({ schoolCode: b.school, indicator: b.indicator, most: '0' })),
    ...(search.move ? { moveCost: search.move } : {}),
    ...(search.leave ? { moveShare: search.leave } : {}),
    ...(search.budget ? { budget: search.budget } : {}),
  }
}
