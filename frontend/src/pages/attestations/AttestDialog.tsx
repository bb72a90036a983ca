import { type SubmitEvent, useState } from 'react'
import { type PickedSchool, SchoolPicker } from '../../components/SchoolPicker.tsx'
import { words } from '../../components/words.ts'
import { readFragment } from '../../gql/index.ts'
import type { Claim_attestationFragment } from '../../gql/graphql.ts'
import { langOf, useLang, useText } from '../../i18n/text.ts'
import { errorCode, errorSentence } from '../../lib/errors.ts'
import { useChange, useGraph } from '../../lib/graph.ts'
import { Button } from '../../ui/Button.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import { SelectField, TextAreaField, TextField } from '../../ui/Field.tsx'
import { Notice } from '../../ui/State.tsx'
import s from './AttestationsPage.module.css'
import { Attest, Claim_attestation, SchoolClaimQuery, WithdrawAttestation } from './documents.ts'
import { attestTexts } from './texts.ts'

const subjects = ['语文', '数学', '科学', '体育', '艺术', '德育'] as const

interface Props {
  region: string
  year: number
  code: string
  name: string
  text: string
  bySchool: boolean
  bySubject: boolean
  /** Of the county. */
  claims: readonly Claim_attestationFragment[]
  /** The county's first schools, and how many there are. */
  schools: readonly PickedSchool[]
  schoolCount: number
  onClose: () => void
  onSaved: () => void
}

/** Attests one item for the county, for one school, or for one monitored subject, or takes that back. */
export function AttestDialog({ region, year, code, name, text, bySchool, bySubject, claims, schools, schoolCount, onClose, onSaved }: Props) {
  const t = useText(attestTexts)
  const w = useText(words)
  const lang = useLang()
  const [{ fetching }, attest] = useChange(Attest)
  const [{ fetching: isLeaving }, withdraw] = useChange(WithdrawAttestation)
  const [school, setSchool] = useState<PickedSchool | null>(null)
  const [subject, setSubject] = useState<string>(subjects[0])
  const { data: ofSchool, isLoading, isStale } = useGraph(SchoolClaimQuery, { region, year, code, school: school?.code ?? '' }, { pause: !school })
  const isBusy = fetching || isLeaving || isLoading || isStale
  const known = school ? readFragment(Claim_attestation, ofSchool?.attestations.nodes.filter((c) => c.school?.code === school.code) ?? []) : claims
  const standing = known.find((c) => !bySubject || c.subject === subject)
  const place = `${school?.code ?? ''} ${bySubject ? subject : ''}`
  const [change, setChange] = useState<{ place: string; met?: boolean; conclusion?: string; level?: string; rate?: string }>({ place })
  const own = change.place === place ? change : { place }
  const met = own.met ?? standing?.met ?? null
  const conclusion = own.conclusion ?? standing?.conclusion ?? ''
  const level = own.level ?? (standing?.level ? String(standing.level) : '')
  const rate = own.rate ?? standing?.differenceRate ?? ''
  const [problem, setProblem] = useState<string | null>(null)
  const [isSaved, setSaved] = useState(false)
  const edit = (part: Partial<typeof change>) => {
    setSaved(false)
    setChange({ ...own, ...part })
  }

  async function submit(e: SubmitEvent) {
    e.preventDefault()
    if (met === null) return setProblem(t.choose)
    const { data, error } = await attest({
      input: {
        regionCode: region,
        year,
        indicator: code,
        schoolCode: school?.code ?? null,
        met,
        conclusion: conclusion.trim() || null,
        ...(bySubject ? { subject, level: level ? Number(level) : null, differenceRate: rate || null } : {}),
      },
    })
    const refused = error ? errorSentence(errorCode(error), lang) : data?.attestIndicator.userErrors[0]?.message
    setProblem(refused ?? null)
    if (refused) return
    setSaved(true)
    setChange({ place })
    onSaved()
  }

  async function leave(attestationId: string) {
    const { data, error } = await withdraw({ input: { attestationId } })
    const refused = error ? errorSentence(errorCode(error), lang) : data?.withdrawAttestation.userErrors[0]?.message
    if (refused) return setProblem(refused)
    onSaved()
    onClose()
  }

  return (
    <Drawer title={t.form(code, name)} closeLabel={w.close} onClose={onClose}>
      <form className={s.form} onSubmit={(e) => void submit(e)} noValidate>
        <p className={s.text} lang="zh-CN">
          {text}
        </p>
        {problem && <Notice tone="error">{problem}</Notice>}
        {isSaved && <Notice tone="good">✓ {t.saved}</Notice>}
        {bySchool && (
          <SchoolPicker
            label={t.about}
            region={region}
            schools={schools}
            total={schoolCount}
            chosen={school}
            none={t.county}
            onChoose={(x) => {
              setSaved(false)
              setSchool(x)
            }}
          />
        )}
        {bySubject && (
          <SelectField label={t.subject} value={subject} onChange={(e) => setSubject(e.target.value)}>
            {subjects.map((x) => (
              <option key={x} lang="zh-CN">
                {x}
              </option>
            ))}
          </SelectField>
        )}
        <fieldset className={s.choice}>
          <legend>{t['col.claim']}</legend>
          <label>
            <input type="radio" name="met" checked={met === true} onChange={() => edit({ met: true })} /> ✓ {t.met}
          </label>
          <label>
            <input type="radio" name="met" checked={met === false} onChange={() => edit({ met: false })} /> ◆ {t.unmet}
          </label>
        </fieldset>
        {bySubject && (
          <>
            <TextField label={t.level} inputMode="numeric" value={level} onChange={(e) => edit({ level: e.target.value })} />
            <TextField label={t.rate} inputMode="decimal" value={rate} onChange={(e) => edit({ rate: e.target.value })} />
          </>
        )}
        <TextAreaField label={t.conclusion} hint={t.conclusion_hint} maxLength={200} lang={langOf(conclusion)} value={conclusion} onChange={(e) => edit({ conclusion: e.target.value })} />
        <div className={s.buttons}>
          <Button look="primary" type="submit" busy={isBusy}>
            {w.save}
          </Button>
          {standing && (
            <Button busy={isBusy} onClick={() => void leave(standing.id)}>
              {t.withdraw}
            </Button>
          )}
        </div>
      </form>
    </Drawer>
  )
}
