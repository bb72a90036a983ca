import type { RepairInput } from '../gql/graphql.ts'

export const resources = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7'] as const

/** What the page keeps in its address: what somebody changed of the terms. */
export interface RepairSearch {
  /** Costs, such as R5.0_08-R7.10. */
  cost?: string | undefined
  /** Cost of a teacher who moves. */
  move?: string | undefined
  /** Share of teachers that may leave. */
  leave?: string | undefined
  budget?: string | undefined
  /** What schools may not gain, such as 4201079901.R5. */
  not?: string | undefined
}

const amount = /^\d{1,9}(\.\d{1,4})?$/

/** The terms of an address; what it garbles is left out. */
export function repairSearch(search: Record<string, unknown>): RepairSearch {
  const text = (key: string, fits: RegExp) => {
    const value = search[key]
    return (typeof value === 'string' || typeof value === 'number') && fits.test(String(value)) ? String(value) : undefined
  }
  return {
    cost: text('cost', /^R[1-7]\.\d{1,9}(_\d{1,4})?(-R[1-7]\.\d{1,9}(_\d{1,4})?)*$/),
    move: text('move', amount),
    leave: text('leave', /^(0(\.\d{1,4})?|1)$/),
    budget: text('budget', amount),
    not: text('not', /^\d{10}\.R[1-7](-\d{10}\.R[1-7]){0,499}$/),
  }
}

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
