import { defineModule, label } from '@lianke/kernel'

/** What the platform itself offers to roles. */
export const platformModule = defineModule({
  name: 'platform',
  label: label('平台', 'Platform'),
  area: 'settings',
  rights: [
    { name: 'platform.accounts', label: label('管理登录账号', 'Manage sign-in accounts') },
    { name: 'platform.keys', label: label('管理 API 密钥', 'Manage API keys') },
    { name: 'platform.settings', label: label('修改系统设置', 'Change settings') },
    { name: 'platform.files', label: label('删除他人的文件', 'Delete files of others') },
    { name: 'platform.customise', label: label('设计对象与字段', 'Design objects and fields') },
    { name: 'platform.audit', label: label('查看审计记录', 'Read the audit record') },
  ],
})
