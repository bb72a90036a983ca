import { act, renderHook } from '@testing-library/react'
import { CombinedError } from 'urql'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Figures } from '../../components/figures.ts'
import { ask, useChange } from '../../lib/graph.ts'
import { useReport } from './useReport.ts'

vi.mock('../../lib/graph.ts', () => ({ ask: vi.fn(() => new Promise(() => undefined)), useChange: vi.fn() }))

const save = vi.fn()
const fields = [{ key: 'multimediaRooms', type: 'INT' }]
const refusal = (code: string) => ({ error: new CombinedError({ graphQLErrors: [{ message: code, extensions: { code } }] }) })
const offline = { error: new CombinedError({ networkError: new Error('gone') }) }

beforeEach(() => {
  vi.useFakeTimers()
  save.mockReset()
  vi.mocked(ask).mockClear()
  vi.mocked(useChange).mockReturnValue([{ fetching: false, stale: false, hasNext: false }, save])
})
afterEach(() => {
  vi.useRealTimers()
  localStorage.clear()
})

async function typed(answer: unknown) {
  save.mockResolvedValue(answer)
  const hook = renderHook(() => useReport({ viewer: 'A1', code: '4201079901', year: 2023, base: null, fields }))
  act(() => hook.result.current.change('multimediaRooms', '12'))
  await act(() => vi.advanceTimersByTimeAsync(2_000))
  return hook.result
}

it.each(['FORBIDDEN', 'INVALID', 'COST_LIMIT', 'UNAUTHENTICATED', 'INTERNAL'])('does not call %s a lost connection, and does not repeat it', async (code) => {
  const result = await typed(refusal(code))
  expect(result.current).toMatchObject({ phase: 'refused', failure: code })
  await act(() => vi.advanceTimersByTimeAsync(60_000))
  expect(save).toHaveBeenCalledTimes(1)
  expect(localStorage.getItem('junheng.draft.A1.4201079901.2023')).toBe('{"multimediaRooms":"12"}')
})

it('saves what was typed while another figure was being saved', async () => {
  const saves: ((answer: unknown) => void)[] = []
  save.mockImplementation(() => new Promise((resolve) => saves.push(resolve)))
  const base = { version: 1, multimediaRooms: 1, libraryBooks: 1 } as unknown as Figures
  const { result } = renderHook(() => useReport({ viewer: 'A1', code: '4201079901', year: 2023, base, fields: [...fields, { key: 'libraryBooks', type: 'INT' }] }))
  act(() => result.current.change('multimediaRooms', '12'))
  await act(() => vi.advanceTimersByTimeAsync(2_000))
  act(() => result.current.change('libraryBooks', '7'))
  await act(() => vi.advanceTimersByTimeAsync(5_000))
  expect(saves).toHaveLength(1) // one at a time
  await act(async () => saves[0]?.({ data: { recordSchoolYear: { schoolYear: { version: 2 }, userErrors: [] } } }))
  expect(result.current.phase).toBe('typing')
  await act(() => vi.advanceTimersByTimeAsync(2_000))
  expect(save).toHaveBeenLastCalledWith({ code: '4201079901', year: 2023, values: { libraryBooks: 7 }, version: 2 })
})

it('waits for a figure that reads as one', async () => {
  let renders = 0
  const { result } = renderHook(() => {
    renders++
    return useReport({ viewer: 'A1', code: '4201079901', year: 2023, base: null, fields })
  })
  act(() => result.current.change('multimediaRooms', '12x'))
  const before = renders
  await act(() => vi.advanceTimersByTimeAsync(2_000))
  await act(() => vi.advanceTimersByTimeAsync(2_000))
  expect([renders, save.mock.calls.length, vi.getTimerCount()]).toEqual([before, 0, 0])
})

it('tries again without a connection until it is back', async () => {
  const result = await typed(offline)
  expect(result.current).toMatchObject({ phase: 'offline', failure: null })
  await act(() => vi.advanceTimersByTimeAsync(9_000))
  await act(() => vi.advanceTimersByTimeAsync(9_000))
  expect(save).toHaveBeenCalledTimes(3)
})
