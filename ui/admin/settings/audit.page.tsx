import { label } from '@lianke/kernel'
import { Tabs } from 'antd'
import { useText } from '../../base/i18n/i18n.ts'
import { Page } from '../../desk/shell/page-frame.tsx'
import { Changes } from './audit-changes.tsx'
import { SignIns } from './audit-sign-ins.tsx'

/** What was changed and who signed in, newest first. */
const AuditPage = () => {
  const text = useText()
  return (
    <Page wide title={text(label('审计', 'Audit'))}>
      <Tabs
        items={[
          { key: 'changes', label: text(label('数据变更', 'Changes')), children: <Changes /> },
          { key: 'sign-ins', label: text(label('登录记录', 'Sign-ins')), children: <SignIns /> },
        ]}
      />
    </Page>
  )
}
export default AuditPage
