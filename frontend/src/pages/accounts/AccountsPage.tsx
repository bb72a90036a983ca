import { useDeferredValue, useState } from 'react'
import { Failure } from '../../components/Failure.tsx'
import { words } from '../../components/words.ts'
import type { AccountsQuery as Data } from '../../gql/graphql.ts'
import { useLang, useText } from '../../i18n/text.ts'
import { Zh } from '../../i18n/Zh.tsx'
import { cx } from '../../lib/cx.ts'
import { errorCode, errorSentence } from '../../lib/errors.ts'
import { number } from '../../lib/format.ts'
import { useChange, useGraph } from '../../lib/graph.ts'
import { useTitle } from '../../lib/useTitle.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Drawer } from '../../ui/Drawer.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Empty, Notice, Skeleton } from '../../ui/State.tsx'
import rows from '../../ui/Rows.module.css'
import s from './AccountsPage.module.css'
import { AccountsQuery, ResetPassword, SwitchAccount } from './documents.ts'
import { NewAccountDialog } from './NewAccountDialog.tsx'
import { PasswordNote } from './PasswordNote.tsx'
import { accountTexts } from './texts.ts'

type Account = Data['accounts']['nodes'][number]
type Step = { what: 'new' } | { what: 'reset' | 'disable'; account: Account } | { what: 'password'; name: string; password: string }

/** Who may sign in, as what, and to which schools. */
export function AccountsPage() {
  const t = useText(accountTexts)
  const w = useText(words)
  const lang = useLang()
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search.trim())
  const [step, setStep] = useState<Step | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [, reset] = useChange(ResetPassword)
  const [, switchAccount] = useChange(SwitchAccount)
  const { data, error, isLoading, retry } = useGraph(AccountsQuery, { where: wanted ? { search: wanted } : null }, { fresh: true })
  useTitle(t.title)

  async function confirm(account: Account, what: 'reset' | 'disable') {
    setProblem(null)
    if (what === 'reset') {
      const { data: answer, error: failed } = await reset({ username: account.username })
      const got = answer?.resetPassword
      if (failed || !got?.password) return setProblem(failed ? errorSentence(errorCode(failed), lang) : (got?.userErrors[0]?.message ?? null))
      return setStep({ what: 'password', name: account.username, password: got.password })
    }
    const { data: answer, error: failed } = await switchAccount({ username: account.username, isDisabled: !account.isDisabled })
    const refused = failed ? errorSentence(errorCode(failed), lang) : answer?.updateAccount.userErrors[0]?.message
    if (refused) return setProblem(refused)
    setStep(null)
  }

  return (
    <div className={s.page}>
      <header className={s.head}>
        <div>
          <h1>{t.title}</h1>
          <p className={s.lead}>{t.lead}</p>
        </div>
        <Button look="primary" icon="plus" onClick={() => setStep({ what: 'new' })}>
          {t.add}
        </Button>
      </header>
      <TextField className={s.search} label={t.search} type="search" value={search} onChange={(e) => setSearch(e.target.value)} />
      {error && !data ? (
        <Failure error={error} onRetry={retry} />
      ) : isLoading || !data ? (
        <Skeleton height={480} label={w.loading} />
      ) : data.accounts.nodes.length === 0 ? (
        <Empty title={t.empty} />
      ) : (
        <Card flush title={t.count(number(data.accounts.totalCount))}>
          <div className={s.scroll}>
            <table className={cx(s.table, rows.rows)}>
              <thead>
                <tr>
                  <th scope="col">{t['col.username']}</th>
                  <th scope="col">{t['col.role']}</th>
                  <th scope="col">{t['col.scope']}</th>
                  <th scope="col">{t['col.state']}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {data.accounts.nodes.map((a) => (
                  <tr key={a.id} className={cx(a.isDisabled && s.off)}>
                    <th scope="row">
                      <b>{a.username}</b>
                      <small>
                        <Zh>{a.name ?? ''}</Zh>
                      </small>
                    </th>
                    <td>{w[`role.${a.role}`]}</td>
                    <td>
                      <Zh>{a.school?.name ?? a.regions.map((r) => r.name).join('、')}</Zh>
                    </td>
                    <td>
                      {a.isDisabled ? `◆ ${t.disabled}` : `✓ ${t.active}`}
                      {a.hasSecondFactor && <small>{t.second_factor}</small>}
                      {a.mustChangePassword && <small>{t.must_change}</small>}
                    </td>
                    <td>
                      <div className={s.actions}>
                        <Button onClick={() => setStep({ what: 'reset', account: a })}>
                          {t.reset}
                          <span className="visually-hidden"> {a.username}</span>
                        </Button>
                        <Button look="danger" onClick={() => (a.isDisabled ? void confirm(a, 'disable') : setStep({ what: 'disable', account: a }))}>
                          {a.isDisabled ? t.enable : t.disable}
                          <span className="visually-hidden"> {a.username}</span>
                        </Button>
                      </div>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </Card>
      )}
      {step?.what === 'new' && <NewAccountDialog onClose={() => setStep(null)} onDone={(name, password) => setStep({ what: 'password', name, password })} />}
      {(step?.what === 'reset' || step?.what === 'disable') && (
        <Drawer title={t[step.what]} closeLabel={w.close} look="centre" onClose={() => setStep(null)}>
          {problem && <Notice tone="error">{problem}</Notice>}
          <p className={s.sure}>{step.what === 'reset' ? t.sure_reset(step.account.username) : t.sure_disable(step.account.username)}</p>
          <p className={s.actions}>
            <Button onClick={() => setStep(null)}>{w.cancel}</Button>
            <Button look="primary" onClick={() => void confirm(step.account, step.what)}>
              {t[step.what]}
            </Button>
          </p>
        </Drawer>
      )}
      {step?.what === 'password' && <PasswordNote name={step.name} password={step.password} onClose={() => setStep(null)} />}
    </div>
  )
}
