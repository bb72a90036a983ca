import { useLang, useText } from '../../i18n/text.ts'
import { cx } from '../../lib/cx.ts'
import s from './ClaimsPage.module.css'
import type { Claim, Result } from './documents.ts'
import { blocks, pieces } from './pieces.ts'
import { signs } from './signs.ts'
import { claimsTexts } from './texts.ts'

type Placed = { at: number; claim: Claim }

/** The text as it was read, its numbers marked by sign and colour. */
export function ClaimsText({ result, isOnly }: { result: Result; isOnly: boolean }) {
  const byParagraph = new Map<number, Placed[]>()
  result.claims.forEach((claim, at) => {
    if (!isOnly || claim.verdict === 'DIFFERS') byParagraph.set(claim.paragraph, [...(byParagraph.get(claim.paragraph) ?? []), { at, claim }])
  })
  const marked = (at: number) => <Marked key={at} text={result.paragraphs[at]?.text ?? ''} claims={byParagraph.get(at) ?? []} />
  return (
    <div className={s.text} lang="zh-CN">
      {blocks(result.paragraphs).map((block) =>
        block.rows ? (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a wide table is scrolled with the keys
          <div key={block.at} className={s.scroll} tabIndex={0} role="group" aria-label={result.paragraphs[block.at - 1]?.text}>
            <table className={s.grid}>
              <tbody>
                {[...block.rows].map(([row, cells]) => (
                  <tr key={row}>
                    {Array.from({ length: block.columns }, (_, c) => (
                      <td key={c}>{cells.get(c + 1)?.map(marked)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ) : (
          <p key={block.at} className={cx((result.paragraphs[block.at]?.level ?? 0) > 0 && s.heading)}>
            {marked(block.at)}
          </p>
        ),
      )}
    </div>
  )
}

function Marked({ text, claims }: { text: string; claims: readonly Placed[] }) {
  const t = useText(claimsTexts)
  const lang = useLang()
  return (
    <>
      {pieces(text, claims).map((p, i) =>
        p.claim ? (
          <mark key={i} id={`claim-${p.claim.at}`} className={cx(s.mark, s[p.claim.claim.verdict])} title={titleOf(p.claim.claim, lang === 'en', t[`verdict.${p.claim.claim.verdict}`])}>
            {p.text}
            <span aria-hidden="true" className={s.sign}>
              {signs[p.claim.claim.verdict]}
            </span>
            <span className="visually-hidden" lang={lang === 'en' ? 'en' : 'zh-CN'}>
              （{t[`verdict.${p.claim.claim.verdict}`]}）
            </span>
          </mark>
        ) : (
          <span key={i}>{p.text}</span>
        ),
      )}
    </>
  )
}

function titleOf(claim: Claim, isEnglish: boolean, verdict: string): string {
  const fact = claim.fact
  return fact ? `${verdict}: ${isEnglish ? fact.nameEn : fact.nameZh} ${fact.year} ${fact.display}` : verdict
}
