import type { CombinedError } from 'urql'
import { useText } from '../i18n/text.ts'
import type { FragmentType } from '../gql/index.ts'
import { Drawer } from '../ui/Drawer.tsx'
import { Skeleton } from '../ui/State.tsx'
import { Failure } from './Failure.tsx'
import { NotFound } from './NotFound.tsx'
import type { TraceView_trace } from './trace.ts'
import { TraceView } from './TraceView.tsx'
import { words } from './words.ts'

interface Props {
  title: string
  trace: FragmentType<typeof TraceView_trace> | null | undefined
  isLoading: boolean
  error: CombinedError | undefined
  onClose: () => void
}

/** A trace at the side of the page it explains. */
export function TraceDrawer({ title, trace, isLoading, error, onClose }: Props) {
  const w = useText(words)
  return (
    <Drawer title={title} closeLabel={w.close} onClose={onClose}>
      {trace ? <TraceView trace={trace} /> : error ? <Failure error={error} /> : isLoading ? <Skeleton height={360} label={w.loading} /> : <NotFound />}
    </Drawer>
  )
}
