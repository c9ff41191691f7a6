import './settings.css'
import { label } from '@lianke/kernel'
import { Button } from 'antd'
import { useState } from 'react'
import { Loaded } from '../../base/feedback/loaded.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Page } from '../../desk/shell/page-frame.tsx'
import type { Handed } from './account.ts'
import { HandedModal } from './handed.tsx'
import { NewTenant } from './new-tenant.tsx'
import { useTenants } from './tenant-data.ts'
import { TenantLine } from './tenant-line.tsx'

/** Companies of this installation, for those who administer it. */
const TenantsPage = () => {
  const text = useText()
  const tenants = useTenants()
  const [making, setMaking] = useState(false)
  const [handed, setHanded] = useState<Handed | null>(null)
  return (
    <Page
      title={text(label('租户', 'Tenants'))}
      lead={text(
        label('这套系统里的各家公司，数据互相隔离', 'The companies of this installation, each walled off from the others'),
      )}
      actions={
        <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={() => setMaking(true)}>
          {text(label('新建租户', 'New tenant'))}
        </Button>
      }
    >
      <Loaded of={tenants}>{({ data }) => data.map((tenant) => <TenantLine key={tenant.id} tenant={tenant} />)}</Loaded>
      <NewTenant open={making} close={() => setMaking(false)} hand={setHanded} />
      <HandedModal handed={handed} close={() => setHanded(null)} />
    </Page>
  )
}
export default TenantsPage
