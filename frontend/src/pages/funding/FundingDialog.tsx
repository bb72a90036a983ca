import { useState } from 'react'
import { FieldsForm, formErrors } from '../../components/FieldsForm.tsx'
import { useDictionary } from '../../components/useDictionary.ts'
import { words } from '../../components/words.ts'
import { graphql } from '../../gql/index.ts'
import type { FundingQuery, RecordFundingYearInput } from '../../gql/graphql.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { errorCode, errorSentence } from '../../lib/errors.ts'
import { useChange } from '../../lib/graph.ts'
import { Button } from '../../ui/Button.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Skeleton } from '../../ui/State.tsx'
import { fundingTexts } from './texts.ts'

const RecordFunding = graphql(`
  mutation RecordFunding($input: RecordFundingYearInput!) {
    recordFundingYear(input: $input) {
      fundingYear {
        id
        fiscalYear
        generalBudgetSpend
        recurrentRevenue
        operatingQuotaPrimary
        operatingQuotaJunior
        boardingSupplement
        specialFunds
        growth
        spendPerPupil
        warnings
        version
      }
      userErrors {
        code
        message
        field
      }
    }
  }
`)

type Row = FundingQuery['fundingYears']['nodes'][number]

/** Adds or changes one fiscal year. */
export function FundingDialog({ region, year, row, onClose }: { region: string; year: number | null; row: Row | undefined; onClose: () => void }) {
  const t = useText(fundingTexts)
  const w = useText(words)
  const lang = useLang()
  const fields = useDictionary('FUNDING_YEAR')
  const [, record] = useChange(RecordFunding)
  const [chosen, setChosen] = useState(year)
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  return (
    <Drawer title={chosen === null ? t.add : t.form(String(chosen))} closeLabel={w.close} onClose={onClose}>
      {chosen === null ? (
        <form
          onSubmit={(e) => {
            e.preventDefault()
            if (/^(19|20)\d\d$/.test(typed)) setChosen(Number(typed))
            else setWrong(true)
          }}
        >
          <TextField label={t.year} inputMode="numeric" value={typed} error={isWrong ? t.year_wrong : null} onChange={(e) => setTyped(e.target.value)} />
          <p style={{ marginTop: 12 }}>
            <Button look="primary" type="submit">
              {t.go}
            </Button>
          </p>
        </form>
      ) : !fields ? (
        <Skeleton height={300} label={w.loading} />
      ) : (
        <FieldsForm
          fields={fields}
          initial={row ? Object.fromEntries(fields.map((f) => [f.key, textOf(row, f.key)])) : {}}
          onSave={async (values) => {
            const input = { ...values, regionCode: region, fiscalYear: chosen, expectedVersion: row?.version ?? 0 } as RecordFundingYearInput // keys and types come from the dictionary that the input follows
            const { data, error } = await record({ input })
            if (error) return { general: errorSentence(errorCode(error), lang) }
            return formErrors(data?.recordFundingYear.userErrors ?? [], fields)
          }}
        />
      )}
    </Drawer>
  )
}

function textOf(row: Row, key: string): string | null {
  const value: unknown = Object.getOwnPropertyDescriptor(row, key)?.value
  return value === null || value === undefined ? null : String(value)
}
