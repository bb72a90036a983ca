import { Link } from '@tanstack/react-router'
import { type FragmentType, readFragment } from '../gql/index.ts'
import { texts, useLang, useText } from '../i18n/text.ts'
import { Zh } from '../i18n/Zh.tsx'
import { decimal, schoolYear } from '../lib/format.ts'
import { paths } from '../paths.ts'
import { InputSource } from './InputSource.tsx'
import { StatusMark } from './StatusMark.tsx'
import { TraceView_trace } from './trace.ts'
import s from './TraceView.module.css'
import { formulaIn, inputIn, stepIn } from './traceWords.ts'
import { useFieldNames } from './useFieldNames.ts'

const own = texts(
  {
    rule: '计算方法',
    clause: '依据',
    inputs: '用到的数据',
    steps: '计算步骤',
    result: '结果',
    missing: '未填报',
    edition: '标准版本',
    what: '项目',
    value: '数值',
    none: '没有用到填报数据',
    'step.SPLIT': '分摊',
    'step.AMOUNT': '总量',
    'step.QUOTIENT': '求商',
    'step.THRESHOLD': '标准',
    'step.RELAXATION': '放宽',
    'step.NEAR': '85% 线',
    'step.LIMIT': '限值',
    'step.SHORTFALL': '缺口',
    'step.BALANCE': '差异',
    'step.NEED': '应有',
    'step.MEAN': '平均值',
    'step.STANDARD_DEVIATION': '标准差',
    'step.COEFFICIENT': '差异系数',
    'step.SUM': '合计',
    'step.UNITS': '单元',
    'step.ATTESTATION': '认定',
    'step.COMPARISON': '比较',
    'step.ROUNDING': '取整',
  },
  {
    rule: 'How it is computed',
    clause: 'Clause',
    inputs: 'Figures used',
    steps: 'Steps',
    result: 'Result',
    missing: 'Not reported',
    edition: 'Edition',
    what: 'Item',
    value: 'Value',
    none: 'No reported figure is used',
    'step.SPLIT': 'Split',
    'step.AMOUNT': 'Amount',
    'step.QUOTIENT': 'Quotient',
    'step.THRESHOLD': 'Threshold',
    'step.RELAXATION': 'Relaxation',
    'step.NEAR': '85 % line',
    'step.LIMIT': 'Limit',
    'step.SHORTFALL': 'Gap',
    'step.BALANCE': 'Balance',
    'step.NEED': 'Need',
    'step.MEAN': 'Mean',
    'step.STANDARD_DEVIATION': 'Deviation',
    'step.COEFFICIENT': 'Coefficient',
    'step.SUM': 'Sum',
    'step.UNITS': 'Units',
    'step.ATTESTATION': 'Claim',
    'step.COMPARISON': 'Comparison',
    'step.ROUNDING': 'Rounding',
  },
)

/** How a number came about: rule, inputs with their source, every step, and the rounding. */
export function TraceView({ trace }: { trace: FragmentType<typeof TraceView_trace> }) {
  const t = useText(own)
  const lang = useLang()
  const names = useFieldNames()
  const tr = readFragment(TraceView_trace, trace)
  const step = (name: string) => {
    const key = `step.${name.toUpperCase()}`
    return Object.hasOwn(t, key) ? t[key as keyof typeof t] : name
  }
  return (
    <div className={s.trace}>
      <section className={s.result}>
        <StatusMark status={tr.status} />
        <b>{tr.display ?? '–'}</b>
      </section>
      <section>
        <h3>{t.rule}</h3>
        <p className={s.formula}>
          <Zh>{formulaIn(lang, tr.formula)}</Zh>
        </p>
        <p className={s.note}>
          {tr.clause && (
            <>
              {t.clause}：<Zh>{tr.clause}</Zh> ·{' '}
            </>
          )}
          {t.edition}：{tr.edition}
        </p>
      </section>
      <section>
        <h3>{t.inputs}</h3>
        {tr.inputs.length === 0 ? (
          <p className={s.note}>{t.none}</p>
        ) : (
          <table className={s.table}>
            <thead className="visually-hidden">
              <tr>
                <th scope="col">{t.what}</th>
                <th scope="col">{t.value}</th>
              </tr>
            </thead>
            <tbody>
              {tr.inputs.map((input, i) => (
                // oxlint-disable-next-line react/no-array-index-key -- the same figure may enter twice; the list never changes
                <tr key={`${input.key}-${i}`}>
                  <th scope="row">
                    <Zh>{names(input.key)?.label ?? inputIn(lang, input.key, input.label)}</Zh>
                    <small>
                      {input.school ? (
                        <Link to={paths.school} params={{ code: input.school.code }}>
                          <Zh>{input.school.name}</Zh>
                        </Link>
                      ) : null}
                      {input.school ? ' · ' : ''}
                      {input.year > 0 && schoolYear(input.year, lang)}
                    </small>
                  </th>
                  <td className={input.value === null || input.value === undefined ? s.missing : undefined}>
                    {input.value === null || input.value === undefined ? t.missing : <Zh>{/^-?\d+(\.\d+)?$/.test(input.value) ? decimal(input.value) : input.value}</Zh>}
                    {input.value && input.unit ? (
                      <span className={s.unit}>
                        {' '}
                        <Zh>{names(input.key)?.unit ?? input.unit}</Zh>
                      </span>
                    ) : null}
                    <InputSource input={input} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {tr.steps.length > 0 && (
        <section>
          <h3>{t.steps}</h3>
          <ol className={s.steps}>
            {tr.steps.map((x, i) => (
              // oxlint-disable-next-line react/no-array-index-key -- steps have no other identity and never change
              <li key={i}>
                <span className={s.step}>
                  <Zh>{step(x.name)}</Zh>
                </span>
                <code>
                  <Zh>{stepIn(lang, x.expression)}</Zh>
                </code>
                <b>
                  <Zh>{stepIn(lang, x.value)}</Zh>
                </b>
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  )
}
