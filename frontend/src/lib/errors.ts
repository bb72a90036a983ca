import type { CombinedError } from 'urql'
import { type Texts, texts } from '../i18n/text.ts'

/** The code of a failure; NETWORK when no answer came. */
export function errorCode(error: CombinedError | Error): string {
  if ('networkError' in error && error.networkError && error.graphQLErrors.length === 0) return 'NETWORK'
  if ('graphQLErrors' in error) {
    const code = error.graphQLErrors[0]?.extensions['code']
    return typeof code === 'string' ? code : 'INTERNAL'
  }
  return error.message
}

const sentences = texts(
  {
    NETWORK: '连不上服务器。已显示的内容不受影响，请检查网络后重试。',
    UNAUTHENTICATED: '登录已过期，请重新登录。',
    FORBIDDEN: '您的账号没有这项权限。',
    NOT_FOUND: '找不到该内容，或不在您的管辖范围内。',
    INVALID: '请求的条件不正确，请检查筛选条件或链接。',
    CONFLICT: '数据已被他人修改，请重新载入后再试。',
    RATE_LIMITED: '请求过于频繁，请稍候再试。',
    COST_LIMIT: '一次查询的内容过多，请缩小范围。',
    INTERNAL: '服务器出错，没有保存任何内容。请稍后重试。',
  },
  {
    NETWORK: 'The server cannot be reached. What is shown stays; check the network and try again.',
    UNAUTHENTICATED: 'The session has expired. Please sign in again.',
    FORBIDDEN: 'Your account may not do this.',
    NOT_FOUND: 'There is no such thing within your scope.',
    INVALID: 'The request is not valid. Check the conditions or the link.',
    CONFLICT: 'Somebody else changed this. Load it again and repeat your change.',
    RATE_LIMITED: 'Too many requests. Please wait a moment.',
    COST_LIMIT: 'Too much was asked for at once. Please narrow it down.',
    INTERNAL: 'The server failed and saved nothing. Please try again later.',
  },
)

export function errorSentence(code: string, lang: keyof Texts<unknown>): string {
  const all: Record<string, string> = sentences[lang]
  return all[code] ?? sentences[lang].INTERNAL
}
