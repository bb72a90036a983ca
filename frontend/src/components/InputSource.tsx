import { Link } from '@tanstack/react-router'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { texts, useLang, useText } from '../i18n/text.ts'
import { Zh } from '../i18n/Zh.tsx'
import { dateTime, decimal } from '../lib/format.ts'
import { paths } from '../paths.ts'

const InputSource_input = graphql(`
  fragment InputSource_input on TraceInput {
    previous
    source {
      enteredAt
      enteredBy
      import {
        id
      }
    }
  }
`)

const own = texts(
  {
    previous: (value: string) => `上年 ${value}`,
    typed: (at: string, by: string | null) => `${at} ${by ?? '系统'}录入`,
    imported: (at: string, by: string | null) => `${at} ${by ?? '系统'}导入`,
  },
  {
    previous: (value: string) => `last year ${value}`,
    typed: (at: string, by: string | null) => `entered ${at} by ${by ?? 'the system'}`,
    imported: (at: string, by: string | null) => `imported ${at} by ${by ?? 'the system'}`,
  },
)

/** Where a figure of a trace comes from, and what it was a year before; nothing where neither is known. */
export function InputSource({ input }: { input: FragmentType<typeof InputSource_input> }) {
  const t = useText(own)
  const lang = useLang()
  const { previous, source } = readFragment(InputSource_input, input)
  const at = source && dateTime(source.enteredAt, lang)
  const by = source?.enteredBy ?? null
  return (
    <>
      {previous && <small>{t.previous(decimal(previous))}</small>}
      {source && at && (
        <small>
          {source.import ? (
            <Link to={paths.import} params={{ id: source.import.id }}>
              <Zh>{t.imported(at, by)}</Zh>
            </Link>
          ) : (
            <Zh>{t.typed(at, by)}</Zh>
          )}
        </small>
      )}
    </>
  )
}
