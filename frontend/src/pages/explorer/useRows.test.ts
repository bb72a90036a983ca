import { act, configure, renderHook, waitFor } from '@testing-library/react'
import { beforeEach, expect, it, vi } from 'vitest'
import type { SchoolAssessmentWhere } from '../../gql/graphql.ts'
import { ask } from '../../lib/graph.ts'
import { useRows } from './useRows.ts'

vi.mock('../../lib/graph.ts', () => ({ ask: vi.fn() }))

const order = { field: 'NAME', direction: 'ASC' } as const
const page = (name: string, hasNextPage = true) => ({ schoolAssessments: { totalCount: 200, nodes: [{ id: name }], pageInfo: { hasNextPage, endCursor: `after ${name}` } } })

interface Call {
  resolve: (page: unknown) => void
  reject: (e: Error) => void
  signal: AbortSignal
}
let calls: Call[]

configure({ asyncUtilTimeout: 30_000 }) // a busy machine takes its time

beforeEach(() => {
  calls = []
  vi.mocked(ask).mockReset()
  vi.mocked(ask).mockImplementation((_doc, _variables, signal) => new Promise((resolve, reject) => void (signal && calls.push({ resolve: resolve as Call['resolve'], reject, signal }))))
})

const render = () => renderHook(({ where }: { where: SchoolAssessmentWhere }) => useRows(where, order), { initialProps: { where: { year: 2023 } } })
const settle = (n: number, what: (call: Call) => void) =>
  act(async () => {
    const call = calls[n]
    if (!call) throw new Error(`there is no request ${n}`)
    what(call)
    await Promise.resolve()
  })

it('clears the failure of a page when the page comes after all', async () => {
  const { result } = render()
  await settle(0, (c) => c.resolve(page('a')))
  act(() => result.current.more())
  await settle(1, (c) => c.reject(new Error('NETWORK')))
  await waitFor(() => expect(result.current.error?.message).toBe('NETWORK'))
  act(() => result.current.retry())
  await settle(2, (c) => c.resolve(page('b', false)))
  expect(result.current.error).toBeNull()
  expect(result.current.rows.map((r) => r.id)).toEqual(['a', 'b'])
})

it('does not report the failure of conditions that have changed since', async () => {
  const { result, rerender } = render()
  await settle(0, (c) => c.resolve(page('a')))
  act(() => result.current.more())
  rerender({ where: { year: 2022 } })
  expect(calls[1]?.signal.aborted).toBe(true)
  await settle(1, (c) => c.reject(new Error('INTERNAL')))
  expect(result.current.error).toBeNull()
  expect(result.current.isStale).toBe(true)
})

it('asks for no further page while the first of new conditions is on its way', async () => {
  const { result, rerender } = render()
  await settle(0, (c) => c.resolve(page('a')))
  act(() => result.current.more())
  rerender({ where: { year: 2022 } })
  await settle(1, (c) => c.resolve(page('b')))
  act(() => result.current.more())
  expect(calls).toHaveLength(3)
  await settle(2, (c) => c.resolve(page('c')))
  expect(result.current.rows.map((r) => r.id)).toEqual(['c'])
})

it('keeps a failure to the conditions that failed', async () => {
  const { result, rerender } = render()
  await settle(0, (c) => c.reject(new Error('COST_LIMIT')))
  await waitFor(() => expect(result.current.error?.message).toBe('COST_LIMIT'))
  rerender({ where: { year: 2022 } })
  expect(result.current.error).toBeNull()
  expect(result.current.isLoading).toBe(true)
})
