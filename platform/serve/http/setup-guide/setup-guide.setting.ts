import { defineSetting, label } from '@lianke/kernel'
import { z } from 'zod'

/** Whether home leads the administrator through the set-up of a company that is not alive yet. */
export const setupGuide = defineSetting({
  name: 'platform.setup_guide',
  label: label('首页显示开始使用指南', 'Set-up guide on home'),
  help: label('公司接好渠道、第一位客户收到欢迎语之后，指南自己消失', 'It goes by itself once the first customer was greeted'),
  section: label('开始使用', 'Getting started'),
  schema: z.boolean(),
  default: true,
})
