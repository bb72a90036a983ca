import { texts } from '../../i18n/text.ts'

export const paperTexts = texts(
  {
    form: 'Excel',
    text: 'Word',
    pdf: 'PDF',
    checking: '正在核对数据',
    making: '正在生成文件',
    making_pdf: '正在转换为 PDF，通常需要十秒左右',
    saved: (name: string) => `已保存：${name}`,
    sheet: '情况表',
    no_pdf: '服务器未安装 LibreOffice，不能生成 PDF',
  },
  {
    form: 'Excel',
    text: 'Word',
    pdf: 'PDF',
    checking: 'Checking the figures',
    making: 'Making the file',
    making_pdf: 'Turning it into PDF, which takes some ten seconds',
    saved: (name) => `Saved: ${name}`,
    sheet: 'Sheet',
    no_pdf: 'The server has no LibreOffice to make PDF with',
  },
)
