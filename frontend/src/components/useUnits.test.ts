import { act, configure, renderHook, waitFor } from '@testing-library/react'
import { beforeEach, expect, it, vi } from 'vitest'
import { ask } from '../lib/graph.ts'
import { useUnits } from './useUnits.ts'

vi.mock('../lib/graph.ts', () => ({ ask: vi.fn() }))

const page = (totalCount: number | undefined, hasNextPage: boolean) => ({
  schoolAssessments: { totalCount, nodes: Array.from({ length: 100 }, (_, i) => ({ id: String(i) })), pageInfo: { hasNextPage, endCursor: hasNextPage ? 'x' : null } },
})

configure({ asyncUtilTimeout: 30_000 }) // a busy machine takes its time

beforeEach(() => void vi.mocked(ask).mockReset())

it('says what failed instead of loading for ever, and loads when asked again', async () => {
  vi.mocked(ask).mockRejectedValueOnce(new Error('INTERNAL'))
  const { result } = renderHook(() => useUnits('420107', 2023, 'v1'))
  expect(result.current.isLoading).toBe(true)
  await waitFor(() => expect(result.current.error?.message).toBe('INTERNAL'))
  expect(result.current.isLoading).toBe(false)
  vi.mocked(ask).mockResolvedValueOnce(page(100, false))
  act(() => result.current.retry())
  await waitFor(() => expect(result.current.units).toHaveLength(100))
  expect(result.current.error).toBeNull()
})

it('tells how many units there are where they are more than it reads', async () => {
  vi.mocked(ask).mockResolvedValueOnce(page(2_345, true)).mockResolvedValue(page(undefined, true))
  const { result } = renderHook(() => useUnits('420107', 2023, 'v1'))
  await waitFor(() => expect(result.current.units).toHaveLength(2_000))
  expect(result.current.total).toBe(2_345)
})

it('is not loading where there is no county', () => {
  const { result } = renderHook(() => useUnits('', 2023, undefined))
  expect(result.current.isLoading).toBe(false)
})
