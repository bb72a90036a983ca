import { texts } from '../../i18n/text.ts'

export const settingsTexts = texts(
  {
    title: '设置',
    look: '显示',
    lang: '语言',
    theme: '外观',
    light: '浅色',
    dark: '深色',
    password: '修改密码',
    password_done: '密码已修改，其他设备须重新登录。',
    sessions: '登录',
    sessions_lead: '忘记在别处退出，或怀疑密码外泄时，可在所有设备上退出。',
    out: '退出登录',
    everywhere: '在所有设备上退出',
  },
  {
    title: 'Settings',
    look: 'Display',
    lang: 'Language',
    theme: 'Appearance',
    light: 'Light',
    dark: 'Dark',
    password: 'Change password',
    password_done: 'The password is changed; other devices have to sign in again.',
    sessions: 'Sessions',
    sessions_lead: 'If you forgot to sign out elsewhere, or the password may be known, sign out on all devices.',
    out: 'Sign out',
    everywhere: 'Sign out on all devices',
  },
)
