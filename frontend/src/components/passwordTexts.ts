import { texts } from '../i18n/text.ts'

export const passwordTexts = texts(
  {
    title: '设置新密码',
    lead: '当前密码由系统生成，请先换成自己的密码。',
    current: '当前密码',
    fresh: '新密码',
    again: '再输入一次新密码',
    hint: '至少 10 个字符，可以是一句话',
    differ: '两次输入的新密码不一致。',
    submit: '保存并继续',
    refused: '没有保存，请检查后再试。',
  },
  {
    title: 'Choose a new password',
    lead: 'Your password was generated. Replace it with your own first.',
    current: 'Current password',
    fresh: 'New password',
    again: 'New password again',
    hint: 'At least 10 characters; a sentence is fine',
    differ: 'The two new passwords differ.',
    submit: 'Save and go on',
    refused: 'Nothing was saved. Please check and try again.',
  },
)
