import { texts } from '../../i18n/text.ts'

export const signInTexts = texts(
  {
    title: '登录',
    lead: '义务教育优质均衡发展评估',
    motto: '办好每一所学校',
    first: '达标了吗',
    second: '差距在哪里',
    third: '谁来补上',
    username: '用户名',
    password: '密码',
    submit: '登录',
    missing: '请填写用户名和密码。',
    refused: '用户名或密码不正确。',
  },
  {
    title: 'Sign in',
    lead: 'Balanced compulsory education of high quality',
    motto: 'Every school a good school',
    first: 'Are we there?',
    second: 'Where is the gap?',
    third: 'Who closes it?',
    username: 'User name',
    password: 'Password',
    submit: 'Sign in',
    missing: 'Enter your user name and password.',
    refused: 'The user name or password is not right.',
  },
)
