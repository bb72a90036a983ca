import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type Figures, figure, Figures_schoolYear } from '../../components/figures.ts'
import { readFragment } from '../../gql/index.ts'
import type { SaveFiguresMutation, SchoolYearValuesInput, TryFiguresMutation } from '../../gql/graphql.ts'
import { errorCode } from '../../lib/errors.ts'
import { ask, useChange } from '../../lib/graph.ts'
import { SaveFigures, TryFigures } from './documents.ts'
import { type Draft, draftKey, dropNameless, keepDraft, keptDraft } from './draft.ts'
import { type Parsed, parseFigure, sameFigure } from '../../lib/figureText.ts'

export interface Field {
  key: string
  type: string
  min?: string | null | undefined
  max?: string | null | undefined
}

export type Phase = 'idle' | 'typing' | 'saving' | 'saved' | 'offline' | 'refused' | 'errors' | 'conflict'
export interface Trial {
  assessments: NonNullable<TryFiguresMutation['recordSchoolYear']['assessments']>
  warnings: TryFiguresMutation['recordSchoolYear']['warnings']
}

type Mistake = Extract<Parsed, { mistake: string }>['mistake']

export interface Problem {
  /** A sentence of the server, or the kind of a mistake that shows before anything is sent. */
  message?: string
  mistake?: Mistake
}

const TRY_AFTER = 350
const SAVE_AFTER = 1_500
const RETRY_AFTER = 8_000

interface Props {
  /** The account that fills in: its draft is its own. */
  viewer: string
  code: string
  year: number
  base: Figures | null | undefined
  fields: readonly Field[]
}

/**
 * The report as it is being filled in. What differs from the server is the draft: it is kept in this browser, tried
 * while one types, and saved when one pauses or leaves a field. A figure that the server refuses stays in the draft with its sentence; the others
 * are saved without it. Only a lost connection is waited out; what the server refuses altogether is told and not sent
 * again until something changes. What is odd, or contradicts another figure, is saved and comes back with a warning.
 */
export function useReport({ viewer, code, year, base, fields }: Props) {
  const store = draftKey(viewer, code, year)
  const [draft, setDraft] = useState<Draft>(() => keptDraft(store))
  const [wasRestored, setRestored] = useState(() => Object.keys(keptDraft(store)).length > 0)
  const [refused, setRefused] = useState<Readonly<Record<string, string>>>({})
  const [phase, setPhase] = useState<Phase>('idle')
  const [savedAt, setSavedAt] = useState<Date | null>(null)
  const [trial, setTrial] = useState<Trial | null>(null)
  const [general, setGeneral] = useState<string | null>(null)
  const [failure, setFailure] = useState<{ code: string } | null>(null)
  const [, save] = useChange(SaveFigures)
  const isSaving = useRef(false)
  const changes = useRef(0)
  const [ended, setEnded] = useState(0)
  const [saved, setSaved] = useState(0)
  const version = Math.max(saved, base?.version ?? 0)

  const byKey = useMemo(() => new Map(fields.map((f) => [f.key, f])), [fields])
  const open = useMemo(() => Object.entries(draft).filter(([key, text]) => byKey.has(key) && !sameFigure(text, figure(base, key))), [draft, base, byKey])

  const problems = useMemo(() => {
    const found = new Map<string, Problem>()
    for (const [key, text] of open) {
      const field = byKey.get(key)
      const parsed = field && parseFigure(text, field)
      if (parsed && 'mistake' in parsed) found.set(key, { mistake: parsed.mistake })
      else if (refused[key]) found.set(key, { message: refused[key] })
    }
    return found
  }, [open, byKey, refused])

  /** What can be sent: everything open that reads as a figure, without the keys given. */
  const valuesOf = useCallback(
    (without: ReadonlySet<string>): SchoolYearValuesInput =>
      Object.fromEntries(
        open.flatMap(([key, text]) => {
          const field = byKey.get(key)
          const parsed = field && parseFigure(text, field)
          return parsed && 'value' in parsed && !without.has(key) ? [[key, parsed.value]] : []
        }),
      ) as SchoolYearValuesInput, // keys and types come from the dictionary that the input follows
    [open, byKey],
  )

  const change = useCallback((key: string, text: string) => {
    changes.current++
    setRestored(false)
    setPhase('typing')
    setRefused((old) => Object.fromEntries(Object.entries(old).filter(([k]) => k !== key)))
    setDraft((old) => ({ ...old, [key]: text }))
  }, [])

  const refuse = useCallback((errors: SaveFiguresMutation['recordSchoolYear']['userErrors']): Set<string> => {
    const next: Record<string, string> = {}
    for (const e of errors) {
      const key = e.field?.findLast((part) => byKey.has(part))
      if (key) next[key] = e.message
    }
    setRefused(next)
    setGeneral(errors.find((e) => !e.field?.some((part) => byKey.has(part)))?.message ?? null)
    return new Set(Object.keys(next))
  }, [byKey])

  const saveNow = useCallback(async () => {
    if (isSaving.current || Object.keys(valuesOf(new Set())).length === 0) return
    isSaving.current = true
    const before = changes.current
    // What was typed while it was being saved is still to be saved.
    const settle = (phase: Phase) => setPhase(changes.current === before ? phase : 'typing')
    try {
      // Once with everything; when some of it is refused, once more without that.
      let skip: ReadonlySet<string> = new Set()
      for (let round = 0; round < 2; round++) {
        const values = valuesOf(skip)
        if (Object.keys(values).length === 0) break
        setPhase('saving')
        // oxlint-disable-next-line no-await-in-loop -- the second try depends on the first
        const { data, error } = await save({ code, year, values, version })
        if (error) {
          const code = errorCode(error)
          setFailure({ code })
          if (code === 'CONFLICT') return setPhase('conflict')
          return settle(code === 'NETWORK' ? 'offline' : 'refused')
        }
        const answer = data?.recordSchoolYear
        if (!answer) return
        if (answer.userErrors.some((e) => e.code.endsWith('CONFLICT'))) return setPhase('conflict')
        if (answer.schoolYear && answer.userErrors.length === 0) {
          setDraft((old) => Object.fromEntries(Object.entries(old).filter(([key, text]) => !(key in values) || text !== draft[key])))
          setSaved(readFragment(Figures_schoolYear, answer.schoolYear).version)
          setSavedAt(new Date())
          setTrial(null)
          setGeneral(null)
          settle(skip.size > 0 ? 'errors' : 'saved')
          return
        }
        skip = refuse(answer.userErrors)
        settle('errors')
        if (skip.size === 0) return
      }
    } finally {
      isSaving.current = false
      setEnded((n) => n + 1)
    }
  }, [valuesOf, save, code, year, version, draft, refuse])

  // The draft outlives the page.
  useEffect(() => keepDraft(store, open), [store, open])
  useEffect(dropNameless, [])

  // While one types: the server's rules on what stands there, without writing.
  useEffect(() => {
    if (phase !== 'typing' || open.length === 0) return
    const values = valuesOf(new Set())
    if (Object.keys(values).length === 0) return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      ask(TryFigures, { code, year, values }, stop.signal)
        .then(({ recordSchoolYear: answer }) => {
          refuse(answer.userErrors)
          setTrial(answer.userErrors.length === 0 ? { assessments: answer.assessments ?? [], warnings: answer.warnings } : null)
        })
        .catch(() => undefined) // the save says when the server is away
    }, TRY_AFTER)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [phase, open, code, year, valuesOf, refuse])

  // A pause saves; without the server it is tried again.
  useEffect(() => {
    if (open.length === 0 || (phase !== 'typing' && phase !== 'offline')) return
    const timer = setTimeout(() => void saveNow(), phase === 'offline' ? RETRY_AFTER : SAVE_AFTER)
    const online = () => void saveNow()
    window.addEventListener('online', online)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('online', online)
    }
  }, [phase, ended, open, saveNow]) // each try, also one that ended just like the last, is waited out anew

  return {
    text: (key: string) => draft[key] ?? figure(base, key) ?? '',
    isOpen: (key: string) => open.some(([k]) => k === key),
    change,
    problems,
    phase: problems.size > 0 && (phase === 'saved' || phase === 'idle') ? ('errors' as const) : phase === 'typing' && open.length === 0 ? ('idle' as const) : phase,
    savedAt,
    /** The code of what the server refused a save with. */
    failure: phase === 'refused' ? (failure?.code ?? null) : null,
    trial: open.length > 0 ? trial : null,
    general,
    wasRestored: wasRestored && open.length > 0,
    leaveField: () => void (phase === 'typing' && saveNow()),
    saveNow: () => void saveNow(),
    drop: () => {
      setDraft({})
      setRefused({})
      setTrial(null)
      setRestored(false)
      setGeneral(null)
      setPhase('idle')
    },
    /** After a conflict: go on from the figures that are being read anew. */
    goOn: () => setPhase('typing'),
  }
}
