import { useState } from 'react'
import { graphql } from '../../gql/index.ts'
import type { MakePaperInput } from '../../gql/graphql.ts'
import { useLang } from '../../i18n/text.ts'
import { saveFrom } from '../../lib/download.ts'
import { errorSentence } from '../../lib/errors.ts'
import { ask } from '../../lib/graph.ts'

const MakePaper = graphql(`
  mutation MakePaper($input: MakePaperInput!) {
    makePaper(input: $input) {
      url
      userErrors {
        code
        message
      }
    }
  }
`)

export type PaperState = { phase: 'idle' } | { phase: 'checking' } | { phase: 'making'; isPdf: boolean } | { phase: 'saved'; name: string } | { phase: 'failed'; message: string }

/** Has a paper checked and made, and saves it; the state tells how far that is. */
export function usePaper() {
  const lang = useLang()
  const [state, setState] = useState<PaperState>({ phase: 'idle' })

  async function make(input: MakePaperInput) {
    setState({ phase: 'checking' })
    try {
      const { makePaper } = await ask(MakePaper, { input })
      if (!makePaper.url) return setState({ phase: 'failed', message: makePaper.userErrors[0]?.message ?? errorSentence('INTERNAL', lang) })
      setState({ phase: 'making', isPdf: input.format === 'PDF' })
      setState({ phase: 'saved', name: await saveFrom(makePaper.url) })
    } catch (e) {
      setState({ phase: 'failed', message: errorSentence(e instanceof Error ? e.message : 'INTERNAL', lang) })
    }
  }

  return { state, isBusy: state.phase === 'checking' || state.phase === 'making', make: (input: MakePaperInput) => void make(input) }
}
