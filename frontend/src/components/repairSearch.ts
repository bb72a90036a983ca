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
